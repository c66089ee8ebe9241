import { templateFaults } from "@headroom/core/rollout/template";
import type { GateCriterion, Limits, Template } from "@headroom/core/rollout/types";
import { runKinds } from "@headroom/core/rollout/usual";
import { metrics } from "@headroom/core/telemetry/point";
import { z } from "zod";
import { code, id, isoInstant, person } from "./common";

/** Templates of runs: core's Template, as it is stored and travels. Fields that came later have defaults, so that old runs go on. */

export const runKind = z.enum(runKinds);

const DAY_MS = 86_400_000;
const milliseconds = z
  .int()
  .min(0)
  .max(400 * DAY_MS);
const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, "expected a key like verify_wipe");

export const gateCriterion = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("power"),
    minShare: z.number().min(0).max(10),
    maxShare: z.number().min(0).max(10),
    freshMs: milliseconds,
  }),
  z.object({ kind: z.literal("skips"), most: z.int().min(0).max(100_000) }),
  z.object({
    kind: z.literal("telemetry"),
    metric: z.enum(metrics),
    stat: z.enum(["min", "mean", "max"]),
    least: z.number().nullable(),
    most: z.number().nullable(),
    overMs: milliseconds.min(60_000),
  }),
]) satisfies z.ZodType<GateCriterion>;

export const runStage = z.object({
  key,
  title: z.string().trim().min(1).max(80),
  how: z.enum(["automatic", "task"]),
  does: key.optional(),
  checklist: z.array(z.string().trim().min(1).max(200)).max(50).optional(),
  evidence: z.array(z.string().trim().min(1).max(60)).max(10).readonly().optional(),
  needs: z.array(key).max(50),
  retry: z.object({ attempts: z.int().min(1).max(100), pauseMs: milliseconds, longestPauseMs: milliseconds }),
  timeoutMs: milliseconds.nullable(),
  usualMs: milliseconds,
  atATime: z.int().min(1).max(10_000).nullable(),
  takesDown: z.boolean(),
  bringsUp: z.boolean(),
  canUndo: z.boolean(),
  noReturn: z.boolean().optional(),
  onFloor: z.boolean().optional(),
  mustDo: z.boolean().optional(),
  dueMs: milliseconds.optional(),
});

export const runGate = z.object({
  after: key,
  opens: z.enum(["itself", "people"]),
  bakeMs: milliseconds,
  criterion: gateCriterion.optional(),
  onFail: z.enum(["halt", "take_back"]).optional(),
});

/** Without faults, or refused with them. */
export const runTemplateBody = z
  .object({ stages: z.array(runStage).max(60), gates: z.array(runGate).max(60), handsOverAfter: key })
  .superRefine((body, context) => {
    for (const fault of templateFaults(body)) context.addIssue({ code: "custom", message: JSON.stringify(fault) });
  });

export const templateOf = (stored: unknown): Template => runTemplateBody.parse(stored);

const most = z.int().min(1).max(100_000).nullable();
export const runLimits = z.object({
  racks: most,
  racksOfRoom: most,
  racksOfFaultDomain: most,
  window: z
    .object({ racks: z.int().min(1).max(100_000), ms: milliseconds.min(60_000) })
    .nullable()
    .optional(),
  failuresOfWave: z.int().min(0).max(100_000),
}) satisfies z.ZodType<Limits>;

/** run.template: which one counts for a kind of run, rack type and datacenter. Absent: any. */
export const templateKey = z.object({ kind: runKind, rackType: code.optional(), datacenter: code.optional() });
export const templateGetInput = templateKey;
export const templateListInput = z.object({ kind: runKind.optional() });
/** Saves a new version for exactly that kind, rack type and datacenter. `baseVersion`: what was changed; 0: there was none. */
export const templateSaveInput = templateKey.extend({
  baseVersion: z.int().min(0),
  body: runTemplateBody,
  note: z.string().trim().max(500).default(""),
});

export const templateDto = z.object({
  /** null: the usual one, which is part of the product. */
  id: id.nullable(),
  kind: runKind,
  rackType: z.string().nullable(),
  datacenter: z.string().nullable(),
  version: z.int(),
  note: z.string(),
  createdBy: person.nullable(),
  createdAt: isoInstant.nullable(),
  body: runTemplateBody,
});
export type TemplateDto = z.infer<typeof templateDto>;
/** The latest version of each, the widest first. */
export const templateList = z.object({ rows: z.array(templateDto) });
export const templateSaved = z.object({ id, version: z.int() });
export type TemplateGetInput = z.output<typeof templateGetInput>;
export type TemplateListInput = z.output<typeof templateListInput>;
export type TemplateSaveInput = z.output<typeof templateSaveInput>;
