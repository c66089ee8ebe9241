import { type RunClocks, runClocks } from "@headroom/contracts/run";
import { type ClockRule, type StageClock, stageClock, usualRule } from "@headroom/core/rollout/clock";
import type { Durations } from "@headroom/core/rollout/durations";
import type { Stage, Template } from "@headroom/core/rollout/types";
import type { ClockRuleRow } from "../ports/run-records";

/** Of the whole run, where a rule names no stage. */
export const WHOLE_RUN = "";

const keyOf = (stage: string, rackType: string) => `${stage}/${rackType}`;

export const ruleFor = (rules: readonly ClockRuleRow[], stage: string): ClockRule =>
  rules.find((rule) => rule.stage === stage) ?? usualRule;

/** How long people have for every stage, by rack type: what the template and rules say, else what was learnt for the type at the site. */
export function learnClocks(
  took: Durations,
  { stages }: Template,
  rackTypes: readonly string[],
  site: string,
  rules: readonly ClockRuleRow[],
): RunClocks {
  return Object.fromEntries(
    [...new Set(rackTypes)].flatMap((rackType) =>
      stages.map((stage) => [
        keyOf(stage.key, rackType),
        stageClock(stage, took.of(stage, rackType, site), ruleFor(rules, stage.key)),
      ]),
    ),
  );
}

export const clocksOf = (stored: unknown): RunClocks => runClocks.catch({}).parse(stored ?? {});

/** A machine's work that a person does: what a machine takes is no measure. */
const HANDED_OVER_MS = 4 * 3_600_000;

/** What a person has who does what a machine could not. */
export const handedOver = (clock: Pick<StageClock, "dueMs" | "warnMs">): Pick<StageClock, "dueMs" | "warnMs"> =>
  clock.dueMs >= HANDED_OVER_MS
    ? clock
    : { dueMs: HANDED_OVER_MS, warnMs: Math.round(usualRule.warnShare * HANDED_OVER_MS) };

/** The clock of a stage for racks of a type, as the run keeps it; what is usual where it keeps none. */
export const clockFor = (clocks: RunClocks, stage: Stage, rackType: string): RunClocks[string] =>
  clocks[keyOf(stage.key, rackType)] ?? stageClock(stage, { ms: [stage.usualMs], from: "usual" });
