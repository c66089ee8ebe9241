import { thingKinds } from "@headroom/core/telemetry/point";
import { z } from "zod";
import { isoInstant } from "./common";
import { metric } from "./telemetry";

/** Where the worker asks for telemetry: a query of a Prometheus. */

const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, "expected the name of a label");
export const sourceName = z.string().trim().min(1).max(80);
const url = z
  .url({ protocol: /^https?$/, error: "expected an address as http://10.0.0.7:9090" })
  .max(2000)
  .refine((value) => !value.includes("@"), { error: "expected an address without a password" });

/** telemetry.saveSource */
export const sourceInput = z.object({
  name: sourceName,
  url,
  /** PromQL, as sum by (rack) (pdu_outlet_watts). */
  query: z.string().trim().min(1).max(8000),
  kind: z.enum(thingKinds),
  metric,
  /** Their values name the thing: of a rack one, of a server rack and name, of a power device datacenter, room and code; or see telemetry.nameSeries. */
  labels: z.array(label).min(1).max(8),
  /** What values are multiplied by: 0.01 for percent, 1000 for kW. */
  scale: z
    .number()
    .refine((value) => value !== 0, { error: "expected a number other than 0" })
    .default(1),
  stepSeconds: z.int().min(1).max(3600).default(60),
  /** Environment variable of the worker that holds a bearer token. */
  tokenVariable: z
    .string()
    .regex(/^HEADROOM_PROMETHEUS_TOKEN(_[A-Z0-9_]{1,60})?$/, "expected HEADROOM_PROMETHEUS_TOKEN, or that and _NAME")
    .nullable()
    .default(null),
  enabled: z.boolean().default(true),
});
export type SourceInput = z.output<typeof sourceInput>;

/** telemetry.removeSource */
export const sourceRef = z.object({ name: sourceName });

export const MAX_NAMES = 100_000;
/** telemetry.nameSeries: `said` are the labels' values, joined by /. Replaces all. */
export const sourceNamesInput = z.object({
  name: sourceName,
  names: z
    .array(z.object({ said: z.string().min(1).max(1000), parts: z.array(z.string().min(1).max(255)).min(1).max(3) }))
    .max(MAX_NAMES),
});
export type SourceNamesInput = z.output<typeof sourceNamesInput>;

/** telemetry.sources. `outcome` of the last poll: counts, or the fault. */
export const source = z.object({
  ...sourceInput.shape,
  scale: z.number(),
  stepSeconds: z.int(),
  tokenVariable: z.string().nullable(),
  enabled: z.boolean(),
  id: z.int(),
  version: z.int(),
  readTo: isoInstant.nullable(),
  nextAt: isoInstant,
  failures: z.int(),
  outcome: z.record(z.string(), z.unknown()).nullable(),
  names: z.int(),
});
export type SourceDto = z.infer<typeof source>;
