import { HOUR_MS } from "../telemetry/point";

/** Something that a clock ran for: since when, and until when; null: it still does. Milliseconds since 1970. */
export interface Wait {
  readonly key: string;
  readonly sinceMs: number;
  readonly endMs: number | null;
}

/**
 * What a rule over a clock would have fired for, one key for each time: waits that lasted longer than `afterMs`, which they had done at an instant within
 * [sinceMs, nowMs).
 */
export const overdueWaits = (
  waits: readonly Wait[],
  { afterMs, sinceMs, nowMs }: { readonly afterMs: number; readonly sinceMs: number; readonly nowMs: number },
): string[] =>
  waits.flatMap(({ key, sinceMs: beganMs, endMs }) => {
    const firesMs = beganMs + afterMs;
    return firesMs >= sinceMs && firesMs < nowMs && (endMs === null || endMs > firesMs) ? [key] : [];
  });

/**
 * How often a rule would have fired for one thing: hours (their beginnings, ascending, milliseconds since 1970) in which what it looks for was so, of which
 * so many have to follow each other. What goes on is one alert.
 */
export function firings(hours: readonly number[], least: number): number {
  let [times, length] = [0, 0];
  hours.forEach((hour, i) => {
    length = i > 0 && hour - hours[i - 1]! === HOUR_MS ? length + 1 : 1;
    if (length === least) times += 1;
  });
  return times;
}
