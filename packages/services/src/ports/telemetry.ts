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

/** What a series is of. */
export interface SeriesSubject {
  readonly kind: ThingKind | "datacenter";
  readonly id: number;
}

export type SeriesGrain = "point" | "hour" | "day";

export interface SeriesWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** Points are gathered into steps; hours and days are as they are kept. */
  readonly grain: SeriesGrain;
  readonly stepMs: number;
}

export interface SeriesRow {
  readonly atMs: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  readonly p95: number | null;
  readonly points: number;
  /** Of a datacenter: racks in the sum. */
  readonly racks: number | null;
}

/** What is counted on, W. */
export interface SeriesLines {
  readonly nameplateW: number | null;
  readonly deratedW: number | null;
  readonly limitW: number | null;
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
  /** In the order of time; of a datacenter what its racks' meters say together, of watts their sum, else their mean. */
  series(subject: SeriesSubject, metric: Metric, window: SeriesWindow): Promise<SeriesRow[]>;
  /** The newest point; of a datacenter null. */
  last(subject: SeriesSubject, metric: Metric): Promise<Point | null>;
  lines(subject: SeriesSubject): Promise<SeriesLines>;
}
