import type { StrandedCause } from "./types";

/**
 * Splits a whole number into whole parts in proportion to weights, so that the parts add up to it exactly. Weights all 0: null.
 * O(weights).
 */
export function apportion(total: number, weights: readonly number[]): number[] | null {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) return null;
  let weighed = 0;
  let given = 0;
  return weights.map((weight) => {
    weighed += weight;
    const upTo = weighed >= sum ? total : Math.trunc((total * weighed) / sum);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

/** A group that draws on a shared limit. */
export interface Sharer {
  readonly positions: number;
  /** What its empty positions would have taken of the limit, had the reference rack fitted there. */
  readonly missed: number;
  readonly cause: StrandedCause | null;
}

export interface LeftoverPart {
  readonly cause: StrandedCause | null;
  readonly amount: number;
}

/**
 * Says who misses what a shared limit (a top device, a room's failover, a cooling zone) has left when nothing fits any more. Up to what
 * the empty positions would have taken, it is stranded by the limits that keep racks out of them; beyond that no position is left for
 * it: stranded by space, spread by positions. A limit that is exceeded has a negative rest: spread likewise, by no cause.
 * The amounts add up to `rest`. Null: nobody draws on it.
 */
export function attributeLeftover(rest: number, sharers: readonly Sharer[]): LeftoverPart[][] | null {
  const positions = sharers.map((s) => s.positions);
  if (rest <= 0) return apportion(rest, positions)?.map((amount) => [{ cause: null, amount }]) ?? null;
  const missed = sharers.map((s) => s.missed);
  const kept = Math.min(
    rest,
    missed.reduce((a, b) => a + b, 0),
  );
  const spaceless = apportion(rest - kept, positions);
  if (spaceless === null) return null;
  const byCause = apportion(kept, missed);
  return sharers.map((s, i) => [
    { cause: s.cause, amount: byCause?.[i] ?? 0 },
    { cause: "space" as const, amount: spaceless[i]! },
  ]);
}
