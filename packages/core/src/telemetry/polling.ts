/** How a source of points is asked, step by step. Instants are milliseconds since 1970, UTC. */
export interface Window {
  readonly fromMs: number;
  /** Inclusive. */
  readonly toMs: number;
}

/** A sample may reach the source so late. */
const LAG_STEPS = 1;
/** What was read is read again: points that came late are taken, and those that are known are stored once. */
const AGAIN_STEPS = 2;
/** Far below what a Prometheus answers at once (11,000 points a series). */
const STEPS_AT_ONCE = 240;
const FIRST_MS = 3_600_000;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * What to ask next: instants that are multiples of the step, so that each is asked for as the same instant every time. From where reading had
 * come to, the first time from an hour ago, never from before `oldestMs`. Null: nothing new can be there.
 */
export function nextWindow(readToMs: number | null, nowMs: number, stepMs: number, oldestMs: number): Window | null {
  const up = (ms: number) => Math.ceil(ms / stepMs) * stepMs;
  const newest = Math.floor(nowMs / stepMs) * stepMs - LAG_STEPS * stepMs;
  if (readToMs !== null && newest <= readToMs) return null;
  const fromMs = up(Math.max(readToMs === null ? nowMs - FIRST_MS : readToMs - (AGAIN_STEPS - 1) * stepMs, oldestMs));
  if (fromMs > newest) return null;
  return { fromMs, toMs: Math.min(newest, fromMs + (STEPS_AT_ONCE - 1) * stepMs) };
}

/** How long to leave a source alone that did not answer so often in a row: twice as long each time, a quarter of an hour at most. */
export const pauseAfter = (failures: number, stepMs: number): number =>
  Math.min(LONGEST_PAUSE_MS, stepMs * 2 ** Math.min(failures, 20));
