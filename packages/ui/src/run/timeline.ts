import type { RunDetail, StepDto } from "@headroom/contracts/run";
import { isSettled } from "@headroom/core/lifecycle/run";
import { stagesInOrder } from "@headroom/core/rollout/template";
import type { Stage } from "@headroom/core/rollout/types";

/** Where a run's stages and gates stand on a time axis: what was, as it was; what comes, by what each stage takes. Pure. */

type Wave = RunDetail["waves"][number];
type Gate = Wave["gates"][number];

export type BarState = "done" | "working" | "retrying" | "failed" | "toCome" | "late" | "gone";
export interface StageBar {
  readonly kind: "stage";
  /** "0/burn_in". */
  readonly key: string;
  readonly stage: string;
  readonly title: string;
  readonly state: BarState;
  readonly from: number;
  readonly to: number;
  /** The end of what is done of it, from `from` on. */
  readonly doneTo: number;
  readonly racks: number;
  readonly settled: number;
  readonly retrying: number;
  readonly failed: number;
  readonly late: number;
  /** Bars of a wave that are at one time stand under each other. */
  readonly lane: 0 | 1;
  readonly shares: boolean;
}
export interface GateMark {
  readonly kind: "gate";
  readonly key: string;
  readonly after: string;
  readonly title: string;
  readonly state: Gate["state"] | "failed";
  readonly at: number;
}
export interface WaveLine {
  readonly number: number;
  readonly tier: string;
  readonly racks: number;
  readonly racksDone: number;
  readonly bars: readonly StageBar[];
  readonly gates: readonly GateMark[];
  /** When its last rack is through, by the forecast. */
  readonly ends: { readonly p10: number; readonly p90: number } | null;
}
export interface Timeline {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly WaveLine[];
}

/** A gate that waits for people is answered, for the drawing, in so long. */
const ANSWER_MS = 3_600_000;

const at = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant));
const most = (...values: (number | null | undefined)[]): number =>
  Math.max(...values.map((value) => value ?? Number.NEGATIVE_INFINITY));

/** Of a run as it is told, at a moment (milliseconds). O(steps). */
export function timelineOf(run: RunDetail, now: number): Timeline {
  const { order } = stagesInOrder(run.template.stages);
  const isOver = run.state === "done" || run.state === "aborted";
  const lines: WaveLine[] = [];
  let handedOver = Number.NEGATIVE_INFINITY;
  for (const wave of run.waves) {
    const line = lineOf(run, wave, order, { now, handedOver, isOver });
    lines.push(line.drawn);
    handedOver = line.handsOverAt;
  }
  const moments = lines.flatMap(({ bars, gates }) => [
    ...bars.flatMap((b) => [b.from, b.to]),
    ...gates.map((g) => g.at),
  ]);
  const from = Math.min(Date.parse(run.startedAt ?? run.createdAt), ...moments);
  const to = Math.max(...moments, isOver ? from : now, ...(run.ends && !isOver ? [Date.parse(run.ends.p90)] : []));
  return { from, to: Math.max(to, from + 60_000), lines };
}

interface Around {
  readonly now: number;
  /** When the wave before lets this one begin. */
  readonly handedOver: number;
  readonly isOver: boolean;
}

function lineOf(run: RunDetail, wave: Wave, stages: readonly Stage[], { now, handedOver, isOver }: Around) {
  const { learnt = {} } = run.forecast ?? {};
  const ends = new Map<string, number>();
  const bars: StageBar[] = [];
  const gates: GateMark[] = [];
  const begins = most(handedOver, at(wave.notBefore));
  for (const stage of stages) {
    const steps = wave.subjects.flatMap(({ steps }) => steps.filter((step) => step.stage === stage.key));
    const settled = steps.filter((step) => isSettled(step.state));
    const begun = steps.flatMap((step) => at(step.begunAt ?? step.startedAt) ?? []);
    const ended = settled.flatMap((step) => at(step.endedAt) ?? []);
    const needs = most(...stage.needs.map((key) => ends.get(key)));
    const takes = Math.max(1, learnt[stage.key]?.ms ?? stage.usualMs);
    const isThrough = steps.length > 0 && settled.length === steps.length;
    const isGone = isOver && !isThrough;
    if (isGone && begun.length === 0) continue;
    const first = begun.length > 0 ? Math.min(...begun) : null;
    // Racks go one after the other: a stage's bar begins where the whole wave is through the one before, so that bars follow each other.
    const from =
      first === null
        ? Math.max(now, needs, begins)
        : needs <= now && Number.isFinite(needs) && !isGone
          ? Math.max(first, Math.min(needs, most(...ended, first)))
          : first;
    const to = isThrough
      ? Math.max(from, most(...ended, from))
      : isGone
        ? Math.max(from, most(...ended, ...steps.map((step) => at(step.startedAt)), from))
        : Math.max(now, from + takes, begun.length < steps.length ? needs + takes : 0);
    ends.set(stage.key, to);
    const count = (state: StepDto["state"]) => steps.filter((step) => step.state === state).length;
    const failed = count("failed") + count("stuck");
    const late = steps.filter((step) => step.late && !isSettled(step.state)).length;
    const retrying = count("retrying");
    const share = steps.length > 0 ? settled.length / steps.length : 0;
    bars.push({
      ...{ kind: "stage", key: `${wave.number}/${stage.key}`, stage: stage.key, title: stage.title, from, to },
      state: stateOf({ isThrough, isGone, failed, late, retrying, isBegun: first !== null }),
      doneTo: isThrough ? to : from + (Math.min(now, to) - from) * (first === null ? 0 : share),
      ...{ racks: steps.length, settled: settled.length, retrying, failed, late, lane: 0, shares: false },
    });
    const gate = wave.gates.find((one) => one.after === stage.key);
    if (!gate || isGone) continue;
    const mark = markOf(run, wave, gate, stage.title, to, now);
    gates.push(mark);
    ends.set(stage.key, Math.max(to, gate.state === "open" ? to : mark.at + (gate.opens === "people" ? ANSWER_MS : 0)));
  }
  return {
    drawn: {
      ...{ number: wave.number, tier: wave.tier, racks: wave.subjects.length },
      racksDone: wave.subjects.filter(({ steps }) => steps.length > 0 && steps.every((step) => isSettled(step.state)))
        .length,
      ...{ bars: inLanes(bars), gates },
      ends: wave.ends ? { p10: Date.parse(wave.ends.p10), p90: Date.parse(wave.ends.p90) } : null,
    },
    handsOverAt: ends.get(run.template.handsOverAfter) ?? begins,
  };
}

function stateOf(of: {
  isThrough: boolean;
  isGone: boolean;
  failed: number;
  late: number;
  retrying: number;
  isBegun: boolean;
}): BarState {
  if (of.isThrough) return "done";
  if (of.isGone) return "gone";
  if (of.failed > 0) return "failed";
  if (of.retrying > 0) return "retrying";
  if (of.late > 0) return "late";
  return of.isBegun ? "working" : "toCome";
}

function markOf(run: RunDetail, wave: Wave, gate: Gate, title: string, through: number, now: number): GateMark {
  const isFailed = run.halt?.kind === "gate" && run.halt.wave === wave.number && run.halt.after === gate.after;
  const opened = at(gate.openedAt);
  return {
    ...{
      kind: "gate",
      key: `${wave.number}/gate/${gate.after}`,
      after: gate.after,
      title: `Gate after ${title.toLowerCase()}`,
    },
    state: gate.state !== "open" && isFailed ? "failed" : gate.state,
    at:
      gate.state === "open"
        ? Math.max(opened ?? through, through)
        : Math.max(now, at(gate.bakedAt) ?? through + gate.bakeMs),
  };
}

/** What is at one time with the bar before it is drawn under it, both of half the height. */
function inLanes(bars: readonly StageBar[]): StageBar[] {
  const sorted = [...bars].sort((a, b) => a.from - b.from || a.to - b.to);
  const lanes: StageBar[] = [];
  let last: StageBar | null = null;
  for (const bar of sorted) {
    if (last && bar.from < last.to) {
      lanes[lanes.length - 1] = { ...lanes.at(-1)!, shares: true };
      lanes.push({ ...bar, lane: last.lane === 0 ? 1 : 0, shares: true });
    } else lanes.push(bar);
    last = !last || bar.to > last.to || bar.from >= last.to ? lanes.at(-1)! : last;
  }
  return lanes;
}

const STEPS_MS = [
  60_000,
  300_000,
  900_000,
  1_800_000,
  3_600_000,
  3 * 3_600_000,
  6 * 3_600_000,
  12 * 3_600_000,
  86_400_000,
  2 * 86_400_000,
  7 * 86_400_000,
  14 * 86_400_000,
  28 * 86_400_000,
  91 * 86_400_000,
] as const;

/** Round moments (UTC) between two, at most so many; `isDay`: they are days and need no hour. */
export function timeTicks(
  from: number,
  to: number,
  count: number,
): { readonly at: readonly number[]; readonly isDay: boolean } {
  let step: number = STEPS_MS.find((one) => (to - from) / one <= count) ?? STEPS_MS.at(-1)!;
  while ((to - from) / step > count) step *= 2;
  const found: number[] = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) found.push(tick);
  return { at: found, isDay: step >= 86_400_000 };
}
