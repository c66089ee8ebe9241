import { CONSTRAINTS } from "../constraints/list";
import type { RowLimits } from "../row-limits";
import { eachSplit, groupCount, type Interval, intervalOf } from "../split";
import type { Floor, Taking } from "./floor";
import type { Strategy } from "./strategy";

/** A request as the search sees it. */
export interface Demand extends Taking {
  readonly racks: number;
  readonly reward: number;
  /** Rows it may use, ascending; null: any. */
  readonly rows: Int32Array | null;
}

/** A strategy with its weights spread over the limits of a floor. */
export interface Pricing {
  readonly strategy: Strategy;
  /** By limit id: weight / capacity squared; 0 where the limit has no capacity or no price. */
  readonly price: Float64Array;
}

const pricings = new WeakMap<RowLimits, WeakMap<Strategy, Pricing>>();

/** The pricing of a strategy on a floor's limits; worked out once for both. */
export function pricingOf(floor: Floor, strategy: Strategy): Pricing {
  let known = pricings.get(floor.limits);
  if (!known) {
    known = new WeakMap();
    pricings.set(floor.limits, known);
  }
  let pricing = known.get(strategy);
  if (!pricing) {
    pricing = priceLimits(floor.limits, strategy);
    known.set(strategy, pricing);
  }
  return pricing;
}

function priceLimits({ idKind, idSubject, idCapacity, dc }: RowLimits, strategy: Strategy): Pricing {
  const weightOf = (kind: number, subject: number): number => {
    const { limit } = CONSTRAINTS[kind]!;
    if (limit === "positions") return 0;
    const top = limit === "failover" && dc.deviceParent[dc.slotDevice[subject]!]! < 0;
    return top ? strategy.balance : strategy[limit];
  };
  const price = Float64Array.from(idKind, (kind, id) => {
    const capacity = idCapacity[id]!;
    return capacity > 0 ? weightOf(kind, idSubject[id]!) / (capacity * capacity) : 0;
  });
  return { strategy, price };
}

/** The best split of one row, or of many. `split` counts racks by group of the row. */
export interface Candidate {
  row: number;
  score: number;
  split: number[];
}

const interval: Interval = { lo: 0, hi: 0, binding: -1 };

/** The part of the score that does not depend on the split. */
function rowScore(floor: Floor, row: number, racks: number, s: Strategy): number {
  const positions = floor.limits.dc.rowPositions[row]!;
  const free = floor.rowFree[row]!;
  return (s.space * (free - racks)) / positions + (free === positions ? s.opening : 0);
}

/**
 * Two groups: the price is a convex parabola in the racks of the first, so one pass over the limits finds its best point. Returns
 * the racks in the first group, or -1 where no split is legal; the score is left in `lastScore`.
 */
let lastScore = 0;
function bestOfTwo(floor: Floor, row: number, demand: Demand, { price, strategy }: Pricing): number {
  const n = demand.racks;
  if (!intervalOf(floor, row, n, demand.units, interval)) return -1;
  const { rowStart, kind, id, times, width, idCapacity } = floor.limits;
  const units = demand.units;
  let square = 0;
  let linear = 0;
  let constant = 0;
  for (let i = rowStart[row]!, end = rowStart[row + 1]!; i < end; i++) {
    const limit = id[i]!;
    const weight = price[limit]!;
    if (weight === 0) continue;
    const unit = units[kind[i]!]!;
    const second = width > 1 ? times[i * width + 1]! : 0;
    // taken(t) = fixed + slope * t; price = weight * ((used + taken)^2 - used^2)
    const slope = (times[i * width]! - second) * unit;
    const fixed = second * unit * n;
    const used2 = 2 * (idCapacity[limit]! - floor.left[limit]!) + fixed;
    square += weight * slope * slope;
    linear += weight * slope * (used2 + fixed);
    constant += weight * fixed * used2;
  }
  const { lo, hi } = interval;
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
  lastScore = score;
  return best;
}

function priceOf(floor: Floor, row: number, split: ArrayLike<number>, units: Float64Array, pricing: Pricing): number {
  const { rowStart, kind, id, times, width, idCapacity } = floor.limits;
  let sum = 0;
  for (let i = rowStart[row]!, end = rowStart[row + 1]!; i < end; i++) {
    const weight = pricing.price[id[i]!]!;
    if (weight === 0) continue;
    let taken = 0;
    for (let k = 0; k < split.length; k++) taken += times[i * width + k]! * split[k]!;
    taken *= units[kind[i]!]!;
    sum += weight * taken * (2 * (idCapacity[id[i]!]! - floor.left[id[i]!]!) + taken);
  }
  let groups = 0;
  for (let k = 0; k < split.length; k++) if (split[k]! > 0) groups += 1;
  return sum + (groups > 1 ? pricing.strategy.splitting : 0);
}

/** Splits looked at in a row of three or more groups. */
const SPLITS_SEEN = 24;

/** Puts the best split of `row` into `out` when it beats out.score; returns whether any split is legal. */
export function tryRow(floor: Floor, row: number, demand: Demand, pricing: Pricing, out: Candidate): boolean {
  if (floor.rowFree[row]! < demand.racks) return false;
  if (demand.rules && !floor.allows(row, demand.racks, demand.rules)) return false;
  const groups = groupCount(floor, row);
  if (groups === 0) return false;
  const base = rowScore(floor, row, demand.racks, pricing.strategy);
  if (groups <= 2) {
    const first = bestOfTwo(floor, row, demand, pricing);
    if (first < 0) return false;
    if (base + lastScore < out.score) {
      out.row = row;
      out.score = base + lastScore;
      out.split = groups === 1 ? [demand.racks] : [first, demand.racks - first];
    }
    return true;
  }
  let seen = 0;
  eachSplit(floor, row, demand.racks, demand.units, (split) => {
    seen += 1;
    const score = base + priceOf(floor, row, split, demand.units, pricing);
    if (score < out.score) {
      out.row = row;
      out.score = score;
      out.split = [...split];
    }
    return seen < SPLITS_SEEN;
  });
  return seen > 0;
}

/** Fitting rows looked at before a large floor's best so far is taken. */
const ROWS_SEEN = 150;

/**
 * The best place for a request, or null when it fits nowhere. Where a floor has many rows, the search begins at `from` and stops
 * after ROWS_SEEN fitting ones; it never gives up before one is found.
 */
export function bestPlace(floor: Floor, demand: Demand, pricing: Pricing, from = 0): Candidate | null {
  const out: Candidate = { row: -1, score: Number.POSITIVE_INFINITY, split: [] };
  const rows = demand.rows;
  const count = rows ? rows.length : floor.rowFree.length;
  let fitting = 0;
  for (let i = 0, at = count > 0 ? from % count : 0; i < count; i++, at++) {
    if (at === count) at = 0;
    if (tryRow(floor, rows ? rows[at]! : at, demand, pricing, out) && ++fitting >= ROWS_SEEN) break;
  }
  return out.row < 0 ? null : out;
}
