import { alertActions, alertStates } from "@headroom/core/alerting/machine";
import { clockNames, severities } from "@headroom/core/alerting/rule";
import { thingKinds } from "@headroom/core/telemetry/point";
import { z } from "zod";
import { code, id, isoInstant, reason } from "./common";
import { metric } from "./telemetry";

/** Alerts: rules over telemetry and clocks, what they found, and what people do with it. */

export const severity = z.enum(severities);
const of = z.enum(thingKinds);
export const alertTest = z.discriminatedUnion("kind", [
  z.object({
    ...{ kind: z.literal("above"), of, metric, stat: z.enum(["mean", "max", "p95"]), above: z.number() },
    ...{ unit: z.enum(["share_of_limit", "absolute"]), hours: z.int().min(1).max(168) },
  }),
  z.object({
    ...{ kind: z.literal("missing"), of, metric },
    ...{ afterMinutes: z.int().min(1).max(100_000), knownDays: z.int().min(1).max(90) },
  }),
  z.object({
    ...{ kind: z.literal("unusual"), of, metric, weeks: z.int().min(2).max(12) },
    ...{ share: z.number().min(0).max(100), least: z.number().min(0) },
  }),
  z.object({ kind: z.literal("clock"), clock: z.enum(clockNames), afterMinutes: z.int().min(0).max(100_000) }),
]);

/** alert.saveRule: a usual rule's id changes that rule. */
export const alertRuleInput = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, "expected small letters, digits and dashes"),
  title: z.string().trim().min(3).max(200),
  severity,
  test: alertTest,
  enabled: z.boolean(),
});
export type AlertRuleInput = z.output<typeof alertRuleInput>;
/** alert.rules. `usual`: nobody changed it; `own`: people made it. */
export const alertRule = alertRuleInput.extend({ id: z.string(), usual: z.boolean(), own: z.boolean() });
export type AlertRuleDto = z.infer<typeof alertRule>;

/** alert.removeRule */
export const alertRuleRef = alertRuleInput.pick({ id: true });
/** alert.previewRule: how often it would have fired in the last days, and of how many things. */
export const rulePreviewInput = z.object({ test: alertTest });
export type RulePreviewInput = z.output<typeof rulePreviewInput>;
export const rulePreview = z.discriminatedUnion("kind", [
  /** `atLeast`: silences shorter than an hour do not show. */
  z.object({ kind: z.literal("told"), days: z.int(), times: z.int(), things: z.int(), atLeast: z.boolean() }),
  z.object({ kind: z.literal("untold"), why: z.enum(["not_kept", "no_telemetry", "too_much"]) }),
]);
export type RulePreview = z.infer<typeof rulePreview>;

/** What was seen, in the metric's unit (W, degrees Celsius, share), against what; or since when. */
const seen = z.object({
  value: z.number().optional(),
  limit: z.number().optional(),
  share: z.number().optional(),
  sinceMs: z.number().optional(),
});

export const alert = z.object({
  id: z.int(),
  rule: z.string(),
  title: z.string(),
  severity,
  subject: z.object({
    kind: z.enum(["rack", "server", "device", "worker", "source", "run"]),
    key: z.string(),
    name: z.string(),
    datacenter: z.string().nullable(),
  }),
  state: z.enum(alertStates),
  seen,
  firstAt: isoInstant,
  lastAt: isoInstant,
  resolvedAt: isoInstant.nullable(),
  silencedUntil: isoInstant.nullable(),
  by: z.string().nullable(),
  note: z.string().nullable(),
  version: z.int(),
});
export type AlertDto = z.infer<typeof alert>;

/** alert.list */
export const alertListInput = z.object({
  state: z.enum(["open", "all", ...alertStates]).default("open"),
  severity: severity.optional(),
  datacenter: code.optional(),
  rule: z.string().max(60).optional(),
});
export type AlertListInput = z.output<typeof alertListInput>;
/** `lookedAt`: when rules were looked at last, which workers alone do; null: never. */
export const alertList = z.object({
  asOf: isoInstant,
  rows: z.array(alert),
  total: z.int(),
  firing: z.int(),
  open: z.int(),
  lookedAt: isoInstant.nullable(),
});
export type AlertList = z.infer<typeof alertList>;

/** alert.get */
export const alertDetail = alert.extend({
  actions: z.array(z.enum(alertActions)),
  events: z.array(
    z.object({
      kind: z.enum(["fired", "acknowledged", "silenced", "silence_over", "reopened", "resolved"]),
      at: isoInstant,
      by: z.string().nullable(),
      note: z.string().nullable(),
      seen: seen.nullable(),
    }),
  ),
});
export type AlertDetail = z.infer<typeof alertDetail>;

/** alert.reopen; with a note alert.acknowledge */
export const alertActionInput = z.object({ id, version: z.int() });
export type AlertActionInput = z.output<typeof alertActionInput>;
export const alertAcknowledgeInput = alertActionInput.extend({ note: z.string().trim().max(2000).optional() });
/** alert.silence */
export const alertSilenceInput = alertActionInput.extend({ until: isoInstant, reason });
export type AlertSilenceInput = z.output<typeof alertSilenceInput>;
