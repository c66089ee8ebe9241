import type { RunDetail, RunRow, StepDto, StepWait } from "@headroom/contracts/run";
import type { RunKind } from "@headroom/core/rollout/usual";
import { formatDateTime, formatDuration, type Instant } from "../format/dates";
import { formatCount, formatNumber, formatPercent } from "../format/numbers";

/** What runs are called, and what they wait for, in words. Pure: the moment is given. */

type Template = RunDetail["template"];
export type Wave = RunDetail["waves"][number];
export type Gate = Wave["gates"][number];

export const runId = (id: number): string => `RN-${id}`;

export const kindWords: Readonly<Record<RunKind, string>> = {
  provision: "Provision",
  decommission: "Decommission",
  move: "Move",
  repair: "Repair",
};

/** The first wave is wave 1 to people. */
export const waveName = (number: number): string => `Wave ${number + 1}`;

const tiers: Record<string, string> = { canary: "canary", pilot: "pilot", rest: "" };
export const tierWord = (tier: string): string => tiers[tier] ?? tier;

export const stageTitle = (template: Template, key: string): string =>
  template.stages.find((stage) => stage.key === key)?.title ?? key.replaceAll("_", " ");

/** "Gate 2, burn-in": the number is the wave's. */
export const gateName = (template: Template, wave: number, after: string): string =>
  `Gate ${wave + 1}, ${stageTitle(template, after).toLowerCase()}`;

const limits: Record<string, (most: number) => string> = {
  racks: (most) => `only ${formatCount(most, "rack")} of a run in work at a time`,
  room: (most) => `only ${formatCount(most, "rack")} of a room in work at a time`,
  faultDomain: (most) => `only ${formatCount(most, "rack")} of a fault domain in work at a time`,
  stage: (most) => `only ${formatCount(most, "rack")} in this stage at a time`,
  window: (most) => `only ${formatCount(most, "rack")} may be begun within the run's window`,
};

const runStopped: Record<string, string> = {
  queued: "the run to begin",
  paused: "the run to be resumed",
  halted: "the halted run to be resumed",
  aborting: "nothing: the run is being aborted",
  done: "nothing: the run is over",
  aborted: "nothing: the run was aborted",
};

/** What a step waits for, after "waits for": "Rack and stack", "gate 2 after burn-in". */
export function waitWords(wait: StepWait, template: Template, now: Instant): string {
  switch (wait.kind) {
    case "run":
      return runStopped[wait.state ?? ""] ?? "the run";
    case "wave":
      return `wave ${(wait.wave ?? 0) + 1} to be through ${stageTitle(template, wait.after ?? "").toLowerCase()}`;
    case "time":
      return wait.until ? formatDateTime(wait.until, now) : "its time";
    case "stage":
      return stageTitle(template, wait.stage ?? "");
    case "gate":
      return `gate ${(wait.wave ?? 0) + 1} after ${stageTitle(template, wait.after ?? "").toLowerCase()}`;
    case "freeze":
      return wait.until ? `the end of a freeze, ${formatDateTime(wait.until, now)}` : "the end of a freeze";
    case "held":
      return "another run to let go of the rack";
    case "limit":
      return `a free place: ${(limits[wait.limit ?? ""] ?? limits.racks)?.(wait.most ?? 1)}`;
    case "service":
      return `${wait.service ?? "a service"} to be up again in ${wait.faultDomain ?? "its other fault domain"}`;
  }
}

export const waitsFor = (wait: StepWait, template: Template, now: Instant): string =>
  `waits for ${waitWords(wait, template, now)}`;

const statWords = { min: "least", mean: "mean", max: "greatest" } as const;
const metricWords = {
  power_w: { name: "power", shown: (value: number) => `${formatNumber(value)} W` },
  inlet_c: { name: "inlet temperature", shown: (value: number) => `${formatNumber(value)} °C` },
  utilisation: { name: "utilisation", shown: (value: number) => `${formatNumber(value * 100)} %` },
} as const;

/** "every rack's own meter between 20 and 110 % of nameplate, read within 15 min". */
export function criterionWords(criterion: Gate["criterion"]): string {
  if (criterion === null) return "all racks of the wave are through";
  if (criterion.kind === "skips")
    return criterion.most === 0
      ? "no rack skipped the stage"
      : `at most ${formatCount(criterion.most, "rack")} skipped the stage`;
  if (criterion.kind === "telemetry") {
    const { name, shown } = metricWords[criterion.metric];
    const { least, most } = criterion;
    const range =
      least === null
        ? `${shown(most ?? 0)} at most`
        : most === null
          ? `${shown(least)} at least`
          : `between ${shown(least)} and ${shown(most)}`;
    return `every rack's ${statWords[criterion.stat]} ${name} over ${formatDuration(criterion.overMs)} ${range}`;
  }
  const share = (value: number) => formatNumber(value * 100);
  return `every rack's meter between ${share(criterion.minShare)} and ${share(criterion.maxShare)} % of nameplate, read within ${formatDuration(criterion.freshMs)}`;
}

/** Racks that a gate's criterion found in the way, as it was measured last. */
export interface Against {
  readonly rack: string;
  readonly words: string;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** What was measured, in whatever version it was stored: unknown fields are left out. */
export function againstOf(measured: unknown, rackOf: (subject: string) => string): Against[] {
  const list = Array.isArray(measured) ? measured : [];
  return list.filter(isObject).map(({ subject, rack, powerW, share, value }) => ({
    rack: typeof rack === "string" ? rack : rackOf(String(subject)),
    words:
      typeof value === "number"
        ? formatNumber(value)
        : typeof share === "number"
          ? `${formatPercent(share).text} of nameplate`
          : typeof powerW === "number"
            ? `${formatNumber(powerW)} W`
            : "its meter is silent or old",
  }));
}

export function haltWords(halt: NonNullable<RunDetail["halt"]>, template: Template): string {
  if (halt.kind === "gate")
    return `${gateName(template, halt.wave ?? 0, halt.after ?? "")}, did not find what it wants to see`;
  if (halt.kind === "failures")
    return `${formatCount(halt.failed ?? 0, "rack")} of wave ${(halt.wave ?? 0) + 1} failed for good, ${formatNumber(halt.allowed ?? 0)} may`;
  return "deciding about it brought workers down";
}

/** The few words about a step's state that stand at its row. */
export function stepWords(step: StepDto, template: Template, now: Instant): string {
  switch (step.state) {
    case "waiting":
      return step.wait ? waitsFor(step.wait, template, now) : "next";
    case "working":
      if (step.task && step.order && step.order.endedAt === null)
        return step.order.acceptedAt ? `with ${step.order.contact}` : `${step.order.contact} is asked`;
      if (step.task) return step.assignee ? `with ${step.assignee.name}` : "a person's task, nobody has it";
      return step.attempts > 1 ? `attempt ${step.attempts} of ${step.attemptsMost}` : "at work";
    case "retrying":
      return `attempt ${step.attempts + 1} of ${step.attemptsMost} follows`;
    case "failed":
      return step.attempts > 1 ? `failed ${step.attempts} times` : "failed";
    case "done":
      return step.startedAt && step.endedAt ? `done in ${tookWords(step)}` : "done";
    case "skipped":
      return "skipped";
    case "undoing":
      return "being taken back";
    case "stuck":
      return "could not be taken back";
    case "undone":
      return "taken back";
    case "dropped":
      return "not done";
  }
}

function tookWords({ begunAt, startedAt, endedAt, attempts }: StepDto): string {
  const ms = Date.parse(endedAt ?? "") - Date.parse(begunAt ?? startedAt ?? "");
  return `${formatDuration(ms)}${attempts > 1 ? `, ${attempts} attempts` : ""}`;
}

/** "3 failed, fourth runs, of 6": the squares, said. */
export function attemptsSaid({
  attempts,
  attemptsMost,
  state,
}: Pick<StepDto, "attempts" | "attemptsMost" | "state">): string {
  const failed = failedAttempts(state, attempts);
  const now =
    state === "working" ? `attempt ${attempts} runs` : state === "retrying" ? `attempt ${attempts + 1} waits` : null;
  return [`${failed} failed`, now, `of ${attemptsMost}`].filter(Boolean).join(", ");
}

export const failedAttempts = (state: StepDto["state"], attempts: number): number =>
  state === "working" || state === "done" || state === "undoing" ? Math.max(0, attempts - 1) : attempts;

/** Whom or what a run of the list waits for, the most pressing first; null: it works by itself. */
export function needsWords(
  row: Pick<RunRow, "state" | "counts" | "reason">,
): { words: string; tone: "plain" | "attention" | "critical" } | null {
  const { counts, state } = row;
  if (state === "done" || state === "aborted") return null;
  if (state === "halted") return { words: "halted, somebody has to look", tone: "critical" };
  if (counts.failed > 0) return { words: `${formatCount(counts.failed, "step")} failed for good`, tone: "critical" };
  if (state === "paused")
    return { words: row.reason ? `to be resumed: ${row.reason}` : "to be resumed", tone: "plain" };
  if (counts.gatesAsked > 0)
    return { words: `${formatCount(counts.gatesAsked, "gate")} to be opened`, tone: "attention" };
  if (counts.late > 0) return { words: `${formatCount(counts.late, "late task")}`, tone: "attention" };
  if (counts.retrying > 0)
    return { words: `${formatCount(counts.retrying, "step")} to be tried again`, tone: "attention" };
  if (counts.tasks > 0) return { words: formatCount(counts.tasks, "task of people", "tasks of people"), tone: "plain" };
  if (counts.working > 0) return { words: `${formatCount(counts.working, "step")} at work`, tone: "plain" };
  return null;
}

/** A kind of evidence, a key of a result: "power_state" is "power state". */
export const keyWords = (key: string): string => key.replaceAll("_", " ");

/** A value of stored JSON for people; null: nothing to say. */
export function valueWords(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "number") return formatNumber(value, Number.isInteger(value) ? 0 : 2);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  if (Array.isArray(value)) {
    const parts = value.map(valueWords).filter((one) => one !== null);
    return parts.length === 0 ? "none" : parts.join(", ");
  }
  return Object.entries(value)
    .flatMap(([key, inner]) => {
      const words = valueWords(inner);
      return words === null ? [] : [`${keyWords(key)} ${words}`];
    })
    .join(", ");
}
