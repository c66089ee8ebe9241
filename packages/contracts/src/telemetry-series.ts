import { z } from "zod";
import { code, isoInstant } from "./common";
import { metric, thing } from "./telemetry";

/** Measurements of one thing in time, as a chart and a table show them. */

export const seriesRanges = ["6h", "1d", "7d", "30d", "1y"] as const;
export type SeriesRange = (typeof seriesRanges)[number];

/** telemetry.series: up to now. A datacenter is what the meters of its racks say together. */
export const seriesInput = z.object({
  of: z.discriminatedUnion("kind", [...thing.options, z.object({ kind: z.literal("datacenter"), datacenter: code })]),
  metric,
  range: z.enum(seriesRanges),
});
export type SeriesInput = z.output<typeof seriesInput>;

export const series = z.object({
  asOf: isoInstant,
  from: isoInstant,
  /** From a row to the next, where nothing is missing. Minutes of points, or a kept hour or day. */
  stepSeconds: z.int(),
  /** In the order of time; what was not measured has no row. Least, mean, greatest, and 95th percentile where hours or days are kept. */
  rows: z.array(
    z.object({
      at: isoInstant,
      min: z.number(),
      mean: z.number(),
      max: z.number(),
      p95: z.number().nullable(),
      points: z.int(),
      /** Of a datacenter: racks that were measured then. */
      racks: z.int().nullable(),
    }),
  ),
  /** The newest point of all. */
  last: z.object({ at: isoInstant, value: z.number() }).nullable(),
  /** As of now, W; of power only. `limitW`: what a power device or a rack's type may carry. */
  lines: z.object({
    nameplateW: z.number().nullable(),
    deratedW: z.number().nullable(),
    limitW: z.number().nullable(),
  }),
  /** Of a datacenter: racks that stand. */
  racks: z.int().nullable(),
});
export type Series = z.infer<typeof series>;
