import type { AlertRuleDto, AlertRuleInput } from "@headroom/contracts/alert";

/** A rule as its form has it: every kind's fields beside each other, numbers in the units that people type. */

export type Test = AlertRuleInput["test"];
type Above = Extract<Test, { kind: "above" }>;

export interface RuleDraft {
  title: string;
  severity: AlertRuleInput["severity"];
  kind: Test["kind"];
  of: Above["of"];
  metric: Above["metric"];
  stat: Above["stat"];
  unit: Above["unit"];
  /** Percent of what it may carry; kW, degrees Celsius or percent by metric. */
  above: number | null;
  hours: number | null;
  afterMinutes: number | null;
  knownDays: number | null;
  weeks: number | null;
  /** Percent. */
  share: number | null;
  /** As `above` where it is absolute. */
  least: number | null;
  clock: Extract<Test, { kind: "clock" }>["clock"];
}

const usual: RuleDraft = {
  ...{ title: "", severity: "warning", kind: "above", of: "rack", metric: "power_w", stat: "mean" },
  ...{ unit: "share_of_limit", above: 90, hours: 1, afterMinutes: 30, knownDays: 7, weeks: 4, share: 50, least: 0.5 },
  clock: "task_overdue",
};

/** What one typed unit of a metric is in its own: kW are typed, W are kept. */
const scale: Readonly<Record<Above["metric"], number>> = { power_w: 1000, inlet_c: 1, utilisation: 0.01 };
export const unitOf = (metric: Above["metric"]): string =>
  metric === "power_w" ? "kW" : metric === "inlet_c" ? "°C" : "%";

/** Digits that binary fractions add are taken away again: 0.07 * 100 is 7. */
const clean = (value: number): number => Number(value.toPrecision(12));

export function draftOf(rule: AlertRuleDto | null): RuleDraft {
  if (rule === null) return usual;
  const { title, severity, test } = rule;
  const base = { ...usual, title, severity, kind: test.kind };
  if (test.kind === "clock") return { ...base, clock: test.clock, afterMinutes: test.afterMinutes };
  const measured = { ...base, of: test.of, metric: test.metric };
  if (test.kind === "missing") return { ...measured, afterMinutes: test.afterMinutes, knownDays: test.knownDays };
  if (test.kind === "unusual")
    return {
      ...{ ...measured, weeks: test.weeks, share: clean(test.share * 100) },
      least: clean(test.least / scale[test.metric]),
    };
  const above = test.unit === "absolute" ? test.above / scale[test.metric] : test.above * 100;
  return { ...measured, stat: test.stat, unit: test.unit, hours: test.hours, above: clean(above) };
}

/** The test that a draft means; null: something in it is still missing. */
export function testOf(draft: RuleDraft): Test | null {
  const { kind, of, metric, stat, above, hours, afterMinutes, knownDays, weeks, share, least, clock } = draft;
  if (kind === "clock") return afterMinutes === null ? null : { kind, clock, afterMinutes };
  if (kind === "missing")
    return afterMinutes === null || knownDays === null ? null : { kind, of, metric, afterMinutes, knownDays };
  if (kind === "unusual")
    return weeks === null || share === null || least === null
      ? null
      : { kind, of, metric, weeks, share: clean(share / 100), least: clean(least * scale[metric]) };
  if (above === null || hours === null) return null;
  // only power has something that a thing may carry
  const unit = metric === "power_w" ? draft.unit : "absolute";
  const value = unit === "absolute" ? above * scale[metric] : above / 100;
  return { kind, of, metric, stat, unit, hours, above: clean(value) };
}

/** An id of its own for a new rule: small letters and dashes of its title. */
export function idOf(title: string, taken: ReadonlySet<string>): string {
  const words = title
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 50);
  const base = words.length < 2 ? "rule" : words;
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(id)) return id;
  }
}
