import type { Metric, Point, Retention, ThingKind } from "@headroom/core/telemetry/point";
import type { Rollup } from "@headroom/core/telemetry/rollup";

export interface ThingPoint extends Point {
  readonly kind: ThingKind;
  readonly id: number;
  readonly metric: Metric;
}

export interface PointsStored {
  readonly stored: number;
  /** Were there already; of these, `differing` with another value, which stays as it was. */
  readonly known: number;
  readonly differing: number;
}

export interface RollupDifferenceFound {
  readonly kind: ThingKind;
  readonly id: number;
  readonly metric: Metric;
  /** ISO: of an hour its begin, of a day the day. */
  readonly at: string;
  readonly stored: Rollup | null;
  readonly computed: Rollup;
}

/** Points in time and what is kept of them per hour and day. */
export interface TelemetryRepository {
  /**
   * Stores what is new, keeps the latest power readings true by it, and notes which hours have to be summed up anew, from `dueMs` on. Every
   * point is one that core takes. Those who store at once never wait for each other, but where they store the same points.
   */
  add(points: readonly ThingPoint[], dueMs: number): Promise<PointsStored>;
  /**
   * Sums up some of the hours that are due, from all their points; false: none were left. Several may do it at once: each takes others.
   */
  rollHours(nowMs: number): Promise<boolean>;
  /** The same of days, which are due some minutes after they end, or after a late point. */
  rollDays(nowMs: number): Promise<boolean>;
  /** Makes the parts of tables that hold what comes next. */
  prepare(nowMs: number, retention: Retention): Promise<void>;
  /** Drops what is older than it has to be kept. Names of what was dropped. */
  forget(nowMs: number, retention: Retention): Promise<string[]>;
  /** Hours and days whose points are there and say something else than what is kept, without those that are due; at most so many. */
  differences(limit: number): Promise<RollupDifferenceFound[]>;
}
