import { metrics } from "@headroom/core/telemetry/point";
import { z } from "zod";
import { code, isoInstant } from "./common";

/** Measurements in time, of racks, servers and power devices: in batches from outside, and back as series. */

export const metric = z.enum(metrics);

const name = z.string().min(1).max(255);
/** By the names people give: a server by its rack and its name there, a power device by its room. */
export const thing = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rack"), rack: code }),
  z.object({ kind: z.literal("server"), rack: code, server: name }),
  z.object({ kind: z.literal("device"), datacenter: code, room: code, device: code }),
]);
export type Thing = z.output<typeof thing>;

export const MAX_POINTS = 10_000;

/** `[at, value]`: milliseconds since 1970 (UTC), and watts, degrees Celsius or a share of 1. */
const point = z.tuple([z.int().min(0).max(8_640_000_000_000_000), z.number()]);
/**
 * telemetry.write: at most 10,000 points, in any order. May be sent again: a point that is known is not stored twice. Points of one instant
 * with another value do not replace what is known.
 */
export const telemetryInput = z.object({
  series: z
    .array(z.object({ of: thing, metric, points: z.array(point).min(1).max(MAX_POINTS) }))
    .min(1)
    .max(MAX_POINTS)
    .refine((all) => all.reduce((sum, { points }) => sum + points.length, 0) <= MAX_POINTS, {
      error: `expected at most ${MAX_POINTS} points in all`,
    }),
});
export type TelemetryInput = z.output<typeof telemetryInput>;

/**
 * `stored` + `known` + those refused are all that were sent; `differing`: how many of the known ones say another value than what is stored.
 * Refused ones by their place, `point` null where it is the whole series: there is no such thing ("unknown"), after now ("future"), older
 * than `oldest` ("too_old"), or no sensor can say it ("out_of_range").
 */
export const telemetryOutcome = z.object({
  stored: z.int(),
  known: z.int(),
  differing: z.int(),
  oldest: isoInstant,
  refused: z.array(
    z.object({
      series: z.int(),
      point: z.int().nullable(),
      why: z.enum(["unknown", "future", "too_old", "out_of_range"]),
    }),
  ),
});
export type TelemetryOutcome = z.infer<typeof telemetryOutcome>;
