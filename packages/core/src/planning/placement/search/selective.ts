import type { Demand } from "./candidates";
import { supplyOf } from "./fill";
import type { Floor } from "./floor";

/**
 * Withholding by a bid price (Talluri and van Ryzin, The Theory and Practice of Revenue Management, chapter 3): were the sampled
 * futures and this batch all known, the best choice takes requests by reward per share of the scarcest resource until it is gone;
 * the reward per share of the last one taken is what a share of it is worth. A request that brings less than the worth of what
 * it takes is left out.
 */
export interface BidPrice {
  /** Index into CONSTRAINTS of the scarcest resource. */
  readonly kind: number;
  /** What is free of it, exact units. */
  readonly free: number;
  /** Reward that all of it would bring at the margin. */
  readonly worth: number;
}

/** Futures that ask for less than is free give a worth of 0: nothing is withheld. */
export function bidPrice(
  floor: Floor,
  rows: Int32Array,
  batch: readonly Demand[],
  futures: readonly (readonly Demand[])[],
): BidPrice {
  const { free } = supplyOf(floor, rows);
  const { free: whole } = supplyOf(
    floor,
    Int32Array.from(floor.rowFree, (_, row) => row),
  );
  const asked = new Float64Array(free.length);
  for (const d of futures.flat())
    for (let k = 0; k < asked.length; k++) asked[k]! += (d.racks * d.units[k]!) / futures.length;
  let kind = 0;
  const pressure = (k: number) => (free[k]! > 0 ? asked[k]! / free[k]! : 0);
  for (let k = 1; k < free.length; k++) if (pressure(k) > pressure(kind)) kind = k;
  // what one future may take: all that is free on the rows it is played on
  const take = (d: Demand) => d.racks * d.units[kind]!;
  const all = futures.flat().filter((d) => take(d) > 0);
  // this batch competes with as much of the future as the whole floor would see
  const scale = whole[kind]! > 0 ? free[kind]! / whole[kind]! : 1;
  let left = (free[kind]! - (scale * batch.reduce((sum, d) => sum + take(d), 0)) / 2) * futures.length;
  all.sort((a, b) => b.reward / take(b) - a.reward / take(a));
  for (const d of all) {
    left -= take(d);
    if (left < 0) return { kind, free: whole[kind]!, worth: (d.reward / take(d)) * whole[kind]! };
  }
  return { kind, free: whole[kind]!, worth: 0 };
}

/** Expected later reward lost by placing a demand. */
export const expectedLoss = (price: BidPrice, d: Demand): number =>
  price.free > 0 ? (price.worth * d.racks * d.units[price.kind]!) / price.free : 0;

/** Losses are quotients: what differs by less than this share is equal, and who loses nothing is not left out. */
const EVEN = 1e-9;

/** Whether placing a demand costs more than it brings. */
export const costsMore = (price: BidPrice, d: Demand): boolean => expectedLoss(price, d) > d.reward * (1 + EVEN);
