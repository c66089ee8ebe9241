/** An exact fraction, its denominator above 0. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** What a request brings and takes; whole numbers. */
export interface Item {
  readonly reward: bigint;
  readonly weight: bigint;
}

export const less = (a: Fraction, b: Fraction) => a.over * b.under < b.over * a.under;

/**
 * The fractional knapsack: max of the sum of reward * u with the sum of weight * u within the capacity and u from 0 to 1. Exact:
 * items by reward per weight, the last one cut.
 */
export function knapsack(items: readonly Item[], capacity: bigint): Fraction {
  let value = items.reduce((sum, i) => (i.weight > 0n ? sum : sum + i.reward), 0n);
  const heavy = items
    .filter((i) => i.weight > 0n)
    .sort((a, b) => {
      const sign = b.reward * a.weight - a.reward * b.weight;
      return sign > 0n ? 1 : sign < 0n ? -1 : 0;
    });
  let left = capacity;
  for (const { reward, weight } of heavy) {
    if (left <= 0n) break;
    if (weight > left) return { over: value * weight + reward * left, under: weight };
    value += reward;
    left -= weight;
  }
  return { over: value, under: 1n };
}
