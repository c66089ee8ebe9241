import type { Point } from "./point";

/** All points of one thing and metric in an hour or a day. `p95`: the least value that 95 % of the points do not exceed, one of them. */
export interface Rollup {
  readonly points: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly p95: number;
}

/**
 * What a rollup is, said once: the database writes the same numbers, bit by bit. Points with one instant count once each; they are added up
 * in the order of time, so that the mean does not depend on the order in which they came. Null: there are none.
 */
export function rollUp(points: readonly Point[]): Rollup | null {
  if (points.length === 0) return null;
  const inTime = [...points].sort((a, b) => a.atMs - b.atMs).map(({ value }) => value);
  const bySize = [...inTime].sort((a, b) => a - b);
  return {
    points: points.length,
    min: bySize[0]!,
    mean: inTime.reduce((sum, value) => sum + value, 0) / points.length,
    max: bySize.at(-1)!,
    p95: bySize[Math.ceil(0.95 * points.length) - 1]!,
  };
}
