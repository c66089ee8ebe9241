import { assetStates } from "@headroom/core/lifecycle/asset";
import { z } from "zod";
import { code, id, isoDate } from "./common";

/** rack.device: a device to be moved, with what its type asks of a rack. */
export const rackDeviceInput = z.object({ id });
export const rackDevice = z.object({
  id,
  name: z.string(),
  rack: z.string(),
  type: z.string(),
  typeName: z.string(),
  startU: z.number(),
  heightU: z.number(),
  face: z.enum(["front", "rear", "both"]),
  fullDepth: z.boolean(),
  state: z.enum(assetStates),
  deratedW: z.number(),
  weightKg: z.number(),
});
export type RackDevice = z.infer<typeof rackDevice>;

/** catalog.serverTypes: what may be placed. */
export const serverTypeDto = z.object({
  id,
  code: z.string(),
  name: z.string(),
  family: z.string(),
  heightU: z.number(), // halves too
  fullDepth: z.boolean(),
  nameplateW: z.number(),
  deratedW: z.number(),
  weightKg: z.number(),
  ports: z.int(),
});
export type ServerTypeDto = z.infer<typeof serverTypeDto>;

/** rack.elevations: every rack of a room, small. Without a room: the first one. */
export const rackElevationsInput = z.object({ datacenter: code, room: code.optional() });
export const rackElevation = z.object({
  code: z.string(),
  row: z.string(),
  n: z.int(), // position along the row
  h: z.int(), // height in units
  type: z.string(),
  state: z.enum(assetStates),
  powerW: z.number(), // what is counted for it
  deratedW: z.number(), // what its devices come to
  installedOn: isoDate.nullable(),
  from: isoDate, // first day it stands there; it may be still to come
  to: isoDate.nullable(), // first day it no longer does; null: none is set
  /** Four numbers a device: twice its lowest unit, twice its height, face (0 front, 1 rear, 2 both), state (index into `states`). */
  d: z.array(z.int()),
});
export type RackElevation = z.infer<typeof rackElevation>;
export const rackElevations = z.object({
  datacenter: z.string(),
  region: z.string(),
  room: z.object({ code: z.string(), name: z.string() }).nullable(),
  rooms: z.array(z.object({ code: z.string(), name: z.string(), racks: z.int() })),
  states: z.array(z.string()),
  /** By row and position; what is to come stands beside what it follows. */
  racks: z.array(rackElevation),
});
export type RackElevations = z.infer<typeof rackElevations>;
