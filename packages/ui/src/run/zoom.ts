import type { StageBar, Timeline, WaveLine } from "./timeline";

/** What of a run's time is drawn: all, what was, some days around now, what comes. */
export const zooms = ["all", "past", "now", "ahead"] as const;
export type Zoom = (typeof zooms)[number];

export interface Span {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** Around now: a quarter of the whole run, but so many days at least and at most. */
const NEAR_MS = [2 * DAY_MS, 14 * DAY_MS] as const;
const LEAST_MS = 60_000;

/** Milliseconds. A run that is over, or has not begun, has only all of its time. */
export function spanOf({ from, to }: Timeline, zoom: Zoom, now: number): Span {
  if (zoom === "all" || now <= from || now >= to) return { from, to };
  const near = Math.min(NEAR_MS[1], Math.max(NEAR_MS[0], (to - from) / 4));
  const span = {
    past: { from, to: now },
    now: { from: Math.max(from, now - near / 4), to: Math.min(to, now + (3 * near) / 4) },
    ahead: { from: now, to },
  }[zoom];
  return { from: span.from, to: Math.max(span.to, span.from + LEAST_MS) };
}

/** The same with what lies outside left out, and bars that reach over the edge cut there. Keys stay. */
export function clipped(timeline: Timeline, { from, to }: Span): Timeline {
  const into = (moment: number) => Math.min(to, Math.max(from, moment));
  const isIn = (begin: number, end: number) =>
    end >= from && begin <= to && (end > from || begin === end) && (begin < to || begin === end);
  const line = (one: WaveLine): WaveLine => ({
    ...one,
    bars: one.bars
      .filter((bar) => isIn(bar.from, bar.to))
      .map((bar): StageBar => ({ ...bar, from: into(bar.from), to: into(bar.to), doneTo: into(bar.doneTo) })),
    gates: one.gates.filter(({ at }) => at >= from && at <= to),
    ends: one.ends && isIn(one.ends.p10, one.ends.p90) ? { p10: into(one.ends.p10), p90: into(one.ends.p90) } : null,
  });
  return { from, to, lines: timeline.lines.map(line) };
}
