import { z } from "zod";
import { code, id, isoDate } from "./common";
import { limitCheck } from "./explanation";

/** rack.places: where a rack that stands may be moved within its datacenter. */
export const rackPlacesInput = z.object({ datacenter: code, rackId: id });

/** A limit that the rack would break there: what would be on it against what it is. Watts, kg or ports, as the limit is. */
export const brokenLimit = z.object({
  limit: limitCheck.shape.limit,
  subject: z.string(),
  /** The top device assumed down, for failover. */
  failed: z.string().nullable(),
  load: z.number(),
  capacity: z.number(),
  unit: limitCheck.shape.unit,
});
export type BrokenLimit = z.infer<typeof brokenLimit>;

export const rackPlaces = z.object({
  rackId: id,
  rack: z.string(),
  /** Where it stands. */
  positionId: id,
  /** Groups of positions in which it would break limits; in the others it breaks none. */
  groups: z.array(z.object({ id: z.string(), limits: z.array(brokenLimit) })),
  /** Rows that take no rack today, or none of its family. */
  rows: z.array(
    z.object({
      id: z.string(),
      /** Of the freeze that closes it; null: a rule does. */
      frozen: z.object({ from: isoDate, to: isoDate, reason: z.string() }).nullable(),
      /** Why the rule stands; null: it is a freeze. */
      rule: z.string().nullable(),
    }),
  ),
});
export type RackPlaces = z.infer<typeof rackPlaces>;
