/** Scale and layout of a chart over time, free of React. Instants are milliseconds since 1970. */

/** One step of what was measured; steps without a point have none. Values in the chart's unit. */
export interface TimeStep {
  atMs: number;
  min: number;
  mean: number;
  max: number;
}

export interface TimeTick {
  atMs: number;
  /** A day begins. */
  isDay: boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS = [
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  3 * HOUR_MS,
  6 * HOUR_MS,
  12 * HOUR_MS,
  DAY_MS,
  2 * DAY_MS,
];
const LONG_STEPS = [7 * DAY_MS, 14 * DAY_MS, 30 * DAY_MS, 61 * DAY_MS, 122 * DAY_MS, 365 * DAY_MS];

/** Round instants (UTC) of a span, so far apart that a label of `labelPx` fits between two of them. */
export function timeTicks(fromMs: number, toMs: number, widthPx: number, labelPx = 64): TimeTick[] {
  const span = toMs - fromMs;
  if (!(span > 0) || !(widthPx > 0)) return [];
  const most = Math.max(1, Math.floor(widthPx / labelPx));
  const all = [...STEPS, ...LONG_STEPS];
  const step = all.find((one) => span / one <= most) ?? all.at(-1)!;
  const ticks: TimeTick[] = [];
  for (let at = Math.ceil(fromMs / step) * step; at <= toMs; at += step)
    ticks.push({ atMs: at, isDay: at % DAY_MS === 0 });
  return ticks;
}

/**
 * How far steps usually lie apart: a meter that speaks every half an hour is not silent in between. At least `stepMs`; a hole is what is much longer.
 */
export function usualGap(steps: readonly { atMs: number }[], stepMs: number): number {
  const gaps = steps.slice(1).map(({ atMs }, i) => atMs - steps[i]!.atMs);
  const middle = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? stepMs;
  return Math.max(stepMs, middle);
}

/** Steps that follow each other without a hole: between two runs nothing was measured, and no line is drawn. */
export function runsOf<Step extends { atMs: number }>(steps: readonly Step[], stepMs: number): Step[][] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && step.atMs - before.atMs <= stepMs * 1.5) run.push(step);
    else runs.push([step]);
  }
  return runs;
}

/** Spans of at least two steps in which nothing was measured, the one up to the end too. */
export function holesOf(
  steps: readonly { atMs: number }[],
  stepMs: number,
  fromMs: number,
  toMs: number,
): { fromMs: number; toMs: number }[] {
  const holes: { fromMs: number; toMs: number }[] = [];
  let covered = fromMs;
  for (const { atMs } of [...steps, { atMs: toMs }]) {
    if (atMs - covered >= 2 * stepMs) holes.push({ fromMs: covered, toMs: atMs });
    covered = atMs + stepMs;
  }
  return holes;
}

/** The step nearest to an instant; null where there is none. */
export function nearestStep(steps: readonly { atMs: number }[], atMs: number): number | null {
  let best: number | null = null;
  for (const [index, step] of steps.entries())
    if (best === null || Math.abs(step.atMs - atMs) < Math.abs(steps[best]!.atMs - atMs)) best = index;
  return best;
}
