import { isTooHeavy } from "../constraints/position-weight";
import type { RowLimits } from "../row-limits";
import type { Demand } from "./candidates";
import type { Floor } from "./floor";
import { isImplied, type Pricing } from "./pricing";

/**
 * The best split of a row of one or two groups. Its price is a convex parabola in the racks of the first group and its limits leave an
 * interval of them, so one pass over the limits finds both: the innermost loop of the planner.
 */
interface Packed {
  /** Of each row, its first limit; as in RowLimits, without limits that others imply. */
  readonly start: Int32Array;
  readonly id: Int32Array;
  readonly kind: Uint8Array;
  /** What a rack in the first and in the second group takes. */
  readonly first: Float64Array;
  readonly second: Float64Array;
}

const packed = new WeakMap<RowLimits, Packed>();

function pack(limits: RowLimits): Packed {
  const { rowStart, kind, id, times, width } = limits;
  const start = new Int32Array(rowStart.length);
  const kept: number[] = [];
  for (let row = 0; row + 1 < rowStart.length; row++) {
    for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) if (!isImplied(limits, id[i]!)) kept.push(i);
    start[row + 1] = kept.length;
  }
  return {
    start,
    id: Int32Array.from(kept, (i) => id[i]!),
    kind: Uint8Array.from(kept, (i) => kind[i]!),
    first: Float64Array.from(kept, (i) => times[i * width]!),
    second: Float64Array.from(kept, (i) => (width > 1 ? times[i * width + 1]! : 0)),
  };
}

function packedOf(limits: RowLimits): Packed {
  let known = packed.get(limits);
  if (!known) {
    known = pack(limits);
    packed.set(limits, known);
  }
  return known;
}

/** The price of the last split that `bestOfTwo` found. */
export let lastPrice = 0;

/**
 * Racks in the first of the row's (one or two) groups in its best legal split, or -1 where none is legal; the price is left in
 * `lastPrice`. Rules among racks of one key are not looked at.
 */
export function bestOfTwo(floor: Floor, row: number, groups: number, demand: Demand, pricing: Pricing): number {
  const n = demand.racks;
  const { units } = demand;
  const { left } = floor;
  const { price, strategy } = pricing;
  const { limits } = floor;
  const { idCapacity } = limits;
  const { start, id, kind, first, second } = packedOf(limits);
  let lo = groups < 2 ? n : 0;
  let hi = n;
  if (limits.groupWeight !== null) {
    if (groups === 2 && isTooHeavy(limits, row, 1, units)) lo = n;
    if (isTooHeavy(limits, row, 0, units)) hi = groups === 2 ? 0 : -1;
    if (hi < lo) return -1;
  }
  let square = 0;
  let linear = 0;
  let constant = 0;
  for (let i = start[row]!, end = start[row + 1]!; i < end; i++) {
    const limit = id[i]!;
    const unit = units[kind[i]!]!;
    const open = left[limit]!;
    const slope = (first[i]! - second[i]!) * unit;
    const fixed = second[i]! * unit * n;
    // taken(t) = fixed + slope * t, at most what is left; a broken limit takes nothing, and hinders nobody who adds nothing to it
    const rest = Math.max(0, open) - fixed;
    if (slope > 0) {
      if (rest < slope * hi) hi = Math.floor(rest / slope);
      if (hi < lo) return -1;
    } else if (slope < 0) {
      if (rest < slope * lo) lo = Math.ceil(rest / slope);
      if (hi < lo) return -1;
    } else if (rest < 0) return -1;
    const weight = price[limit]!;
    if (weight === 0) continue;
    // weight * ((used + taken)^2 - used^2)
    const used2 = 2 * (idCapacity[limit]! - open) + fixed;
    square += weight * slope * slope;
    linear += weight * slope * (used2 + fixed);
    constant += weight * fixed * used2;
  }
  // written out three times: a closure here would cost more than the arithmetic
  const split = strategy.splitting;
  let best = square > 0 ? Math.min(hi, Math.max(lo, Math.round(-linear / (2 * square)))) : lo;
  let score = constant + best * (linear + best * square) + (best > 0 && best < n ? split : 0);
  const atLo = constant + lo * (linear + lo * square) + (lo > 0 && lo < n ? split : 0);
  if (atLo < score) {
    best = lo;
    score = atLo;
  }
  const atHi = constant + hi * (linear + hi * square) + (hi > 0 && hi < n ? split : 0);
  if (atHi < score) {
    best = hi;
    score = atHi;
  }
  lastPrice = score;
  return best;
}
