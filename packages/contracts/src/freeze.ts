import { z } from "zod";
import { code, id, isoDate, isoInstant, person, reason } from "./common";

/** Freeze windows: days, both included, on which no racks land in a datacenter, in a room of it, or in a row of that room. */

const where = {
  datacenter: code,
  /** null: the whole datacenter. */
  roomId: id.nullable().default(null),
  /** Of that room; null: all of them. */
  rowId: id.nullable().default(null),
};
const days = { startsOn: isoDate, endsOn: isoDate };

/** freeze.create. */
export const freezeInput = z.object({ ...where, ...days, reason });
export type FreezeInput = z.output<typeof freezeInput>;
/** freeze.update: where it is stays as it is. */
export const freezeUpdateInput = z.object({ id, version: z.int(), ...days, reason });
/** freeze.end: in force no more from now on; its days stay as they were meant. */
export const freezeEndInput = z.object({ id, version: z.int(), reason });
export const freezeRef = z.object({ id, version: z.int() });
export type FreezeUpdateInput = z.output<typeof freezeUpdateInput>;

/** past: over, or ended before. */
export const freezeWhen = z.enum(["now", "coming", "past"]);
export type FreezeWhen = z.infer<typeof freezeWhen>;

export const freezeListInput = z.object({
  datacenter: code.optional(),
  when: freezeWhen.optional(),
  limit: z.int().min(1).max(500).default(200),
});
export const freezeRow = z.object({
  id,
  version: z.int(),
  datacenter: z.string(),
  region: z.string(),
  room: z.string().nullable(),
  row: z.string().nullable(),
  ...days,
  reason: z.string(),
  when: freezeWhen,
  author: person.nullable(),
  ended: z.object({ at: isoInstant, by: person.nullable(), reason: z.string() }).nullable(),
});
export type FreezeRow = z.infer<typeof freezeRow>;
/** Those in force first, then those to come, then those that are over, each by date. `total`: without the limit. */
export const freezeList = z.object({ rows: z.array(freezeRow), total: z.int() });

/** freeze.conflicts, before it is saved: plans with approvers, or approved, that start something inside it. */
export const freezeConflictsInput = z.object({ ...where, ...days });
export const freezeConflict = z.object({
  planId: id,
  title: z.string(),
  state: z.enum(["submitted", "committed"]),
  racks: z.int(),
  /** The first of the days on which it starts something inside. */
  startsOn: isoDate,
});
export type FreezeConflict = z.infer<typeof freezeConflict>;

/** freeze.places: rooms and rows of a datacenter, to choose from. */
export const freezePlacesInput = z.object({ datacenter: code });
export const freezePlaces = z.array(
  z.object({ id, code: z.string(), rows: z.array(z.object({ id, code: z.string() })) }),
);
