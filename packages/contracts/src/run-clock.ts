import { z } from "zod";
import { code, id, isoInstant, person } from "./common";
import { runKind } from "./run-template";

/** How long people have for the stages of runs, and what racks take from the dock to service. */

const milliseconds = z
  .int()
  .min(60_000)
  .max(400 * 86_400_000);

/** "" is the whole run. */
const stage = z.string().regex(/^([a-z][a-z0-9_]{0,39})?$/);

export const clockListInput = z.object({ kind: runKind, datacenter: code.optional(), rackType: code.optional() });
export const clockRow = z.object({
  stage: z.string(),
  title: z.string(),
  how: z.enum(["automatic", "task", "run"]),
  /** What people set; null: nothing. */
  rule: z
    .object({
      dueMs: z.number().nullable(),
      warnShare: z.number(),
      contact: z.object({ id, name: z.string() }).nullable(),
      version: z.int(),
      savedBy: person.nullable(),
      savedAt: isoInstant,
    })
    .nullable(),
  /** What it took: of the type at the site where both are asked and known. null: not enough of it. */
  learnt: z
    .object({ from: z.enum(["site", "type", "stage"]), times: z.int(), p50Ms: z.number(), p90Ms: z.number() })
    .nullable(),
  /** What people have, and after how long they are reminded; null for a whole run without a rule. */
  dueMs: z.number().nullable(),
  warnMs: z.number().nullable(),
  from: z.enum(["template", "rule", "site", "type", "stage", "usual"]).nullable(),
});
export type ClockRow = z.infer<typeof clockRow>;
export const clockList = z.object({ rows: z.array(clockRow) });

/** `baseVersion`: of the rule that was changed; 0: there was none. */
export const clockSaveInput = z.object({
  kind: runKind,
  stage,
  dueMs: milliseconds.nullable(),
  warnShare: z.number().min(0.05).max(0.95),
  contactId: id.nullable().default(null),
  baseVersion: z.int().min(0),
});
export const clockSaved = z.object({ version: z.int() });

export const dockInput = z.object({ days: z.int().min(1).max(1100).default(180), datacenter: code.optional() });
const took = z.object({ p50Ms: z.number(), p90Ms: z.number() });
export const dockRow = took.extend({
  datacenter: z.string(),
  rackType: z.string(),
  racks: z.int(),
  /** In the order of the usual template; then those that only other templates have. */
  stages: z.array(took.extend({ stage: z.string(), title: z.string(), racks: z.int() })),
});
export type DockRowDto = z.infer<typeof dockRow>;
export const dockList = z.object({ since: isoInstant, rows: z.array(dockRow) });

export type ClockListInput = z.output<typeof clockListInput>;
export type ClockSaveInput = z.output<typeof clockSaveInput>;
export type DockInput = z.output<typeof dockInput>;
