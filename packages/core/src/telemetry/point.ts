/** What is measured of racks, servers and power devices, in time. Instants are milliseconds since 1970, UTC. */
export const metrics = ["power_w", "inlet_c", "utilisation"] as const;
export type Metric = (typeof metrics)[number];

export const thingKinds = ["rack", "server", "device"] as const;
export type ThingKind = (typeof thingKinds)[number];

/** What a sensor can say at all; beyond it the sensor is broken. Watts, degrees Celsius of the air at the inlet, share of 1. */
export const metricRange: Readonly<Record<Metric, { readonly from: number; readonly to: number }>> = {
  power_w: { from: 0, to: 2_000_000_000 },
  inlet_c: { from: -60, to: 150 },
  utilisation: { from: 0, to: 1 },
};

export interface Point {
  readonly atMs: number;
  readonly value: number;
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** Clocks of meters may be ahead of ours by so much. A reading from further ahead would hide all later ones until then. */
export const CLOCKS_APART_MS = 5 * 60_000;

/** How long telemetry is kept, in days. */
export interface Retention {
  readonly pointDays: number;
  readonly hourDays: number;
  readonly dayDays: number;
}
export const usualRetention: Retention = { pointDays: 14, hourDays: 92, dayDays: 1826 };

export const dayBegin = (ms: number): number => Math.floor(ms / DAY_MS) * DAY_MS;
export const hourBegin = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;

/**
 * The oldest instant that is still taken: the beginning of a day whose points will all be there for a day more, so that an hour or a day is
 * never summed up from the half of its points.
 */
export const oldestTaken = (nowMs: number, { pointDays }: Pick<Retention, "pointDays">): number =>
  dayBegin(nowMs) - (pointDays - 1) * DAY_MS;

/** Why a point is not taken. */
export type PointRefusal = "future" | "too_old" | "out_of_range";

/** Null: it is taken. */
export function refusalOf(
  metric: Metric,
  { atMs, value }: Point,
  nowMs: number,
  retention: Pick<Retention, "pointDays">,
): PointRefusal | null {
  const { from, to } = metricRange[metric];
  if (!(value >= from && value <= to)) return "out_of_range";
  if (atMs > nowMs + CLOCKS_APART_MS) return "future";
  return atMs < oldestTaken(nowMs, retention) ? "too_old" : null;
}
