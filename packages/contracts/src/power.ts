import { z } from "zod";
import { code, id, isoInstant } from "./common";

/** What meters say, and power counted three ways: nameplate, derated and measured. */

const name = z.string().min(1).max(255);
/** Of anything that has a meter: a thousand times what the largest datacenter draws would still be a mistake. */
export const MAX_METERED_W = 2_000_000_000;
const measured = {
  powerW: z.number().min(0).max(MAX_METERED_W),
  /** When it was measured. */
  at: isoInstant,
};
export const reading = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("server"), rack: code, server: name, ...measured }),
  z.object({ kind: z.literal("rack"), rack: code, ...measured }),
  z.object({ kind: z.literal("device"), datacenter: code, room: code, device: code, ...measured }),
]);
export type ReadingInput = z.output<typeof reading>;

export const MAX_READINGS = 10_000;
/** power.write: may be sent again, and late: the latest reading of each object is the one that stays. */
export const readingsInput = z.object({ readings: z.array(reading).min(1).max(MAX_READINGS) });
/**
 * `newer` were kept; `known` are no later than what is known already. Refused ones, by their place in the list: there is no such thing
 * ("unknown"), or it is said to have been measured after now ("future"). The others are kept all the same.
 */
export const readingsOutcome = z.object({
  newer: z.int(),
  known: z.int(),
  refused: z.array(z.object({ index: z.int(), why: z.enum(["unknown", "future"]) })),
});
export type ReadingsOutcome = z.infer<typeof readingsOutcome>;

/** The last word of a meter. `silent`: for longer than a meter may be: what is drawn now is not known. */
export const lastReading = z.object({ powerW: z.number(), at: isoInstant, silent: z.boolean() });
export type LastReading = z.infer<typeof lastReading>;

/** `measuredW` null: nothing is measured; at least that where racks are silent. */
export const powerSum = z.object({
  racks: z.int(),
  nameplateW: z.number(),
  deratedW: z.number(),
  measuredW: z.number().nullable(),
  /** Racks that run of which nothing, or not everything, is measured. */
  silent: z.int(),
});
export type PowerSumDto = z.infer<typeof powerSum>;

const deviceLoad = z.object({ nowW: z.number(), worstW: z.number() });

/** power.get: everything that stands in a datacenter, each rack once. */
export const powerInput = z.object({ datacenter: code });
export const datacenterPower = z.object({
  datacenter: z.string(),
  asOf: isoInstant,
  silentAfterHours: z.number(),
  total: powerSum,
  rooms: z.array(
    powerSum.extend({ id: z.string(), code: z.string(), weightKg: z.number(), weightLimitKg: z.number().nullable() }),
  ),
  rows: z.array(
    powerSum.extend({
      id: z.string(),
      code: z.string(),
      roomId: z.string(),
      heaviestKg: z.number().nullable(),
      /** The least that a position of it carries. */
      positionLimitKg: z.number().nullable(),
    }),
  ),
  devices: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      kind: z.string(),
      roomId: z.string(),
      capacityW: z.number(),
      failoverCapacityW: z.number(),
      racks: z.int(),
      silent: z.int(),
      nameplate: deviceLoad,
      derated: deviceLoad,
      /** From its racks' readings; null: none of them is measured. */
      measured: deviceLoad.nullable(),
      /** Of its own meter. */
      reading: lastReading.nullable(),
    }),
  ),
  zones: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      roomId: z.string(),
      capacityW: z.number(),
      coolingW: z.number(),
      measured: powerSum,
    }),
  ),
});
export type DatacenterPower = z.infer<typeof datacenterPower>;

/** power.rack */
export const rackPowerInput = z.object({ rackId: id });
export const rackPower = z.object({
  rackId: id,
  asOf: isoInstant,
  silentAfterHours: z.number(),
  /** From its own meter, else from its servers'; null: not known. */
  measuredW: z.number().nullable(),
  /** Of its servers some are silent: it is at least that. */
  partial: z.boolean(),
  /** Of the oldest reading in it. */
  at: isoInstant.nullable(),
  from: z.enum(["rack", "servers"]).nullable(),
  reading: lastReading.nullable(),
  servers: z.array(lastReading.extend({ id })),
  feeds: z.array(
    z.object({
      slot: z.string(),
      /** What of the rack it carries, as a share, and when the other feed that costs it most has failed. */
      share: z.number(),
      failoverShare: z.number(),
      reading: lastReading.nullable(),
    }),
  ),
  weightKg: z.number(),
  /** What its position carries. */
  positionLimitKg: z.number().nullable(),
});
export type RackPower = z.infer<typeof rackPower>;
