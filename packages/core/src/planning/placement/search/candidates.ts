import { eachSplit, groupCount } from "../split";
import { bestOfTwo, lastPrice } from "./best-split";
import type { Floor, Taking } from "./floor";
import type { Pricing } from "./pricing";
import type { Strategy } from "./strategy";

/** A request as the search sees it. */
export interface Demand extends Taking {
  readonly racks: number;
  readonly reward: number;
  /** Rows it may use, ascending; null: any. */
  readonly rows: Int32Array | null;
}

/** The best split of one row, or of many. `split` counts racks by group of the row. */
export interface Candidate {
  row: number;
  score: number;
  split: number[];
}

/** The part of the score that does not depend on the split. */
function rowScore(floor: Floor, row: number, racks: number, s: Strategy): number {
  const positions = floor.limits.dc.rowPositions[row]!;
  const free = floor.rowFree[row]!;
  return (s.space * (free - racks)) / positions + (free === positions ? s.opening : 0);
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
    const first = bestOfTwo(floor, row, groups, demand, pricing);
    if (first < 0) return false;
    if (base + lastPrice < out.score) {
      out.row = row;
      out.score = base + lastPrice;
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
  // prices are at least 0: on a floor looked at whole, what a row's space alone costs may be too much already
  const whole = count <= ROWS_SEEN;
  let fitting = 0;
  for (let i = 0, at = whole ? 0 : from % count; i < count; i++, at++) {
    if (at === count) at = 0;
    const row = rows ? rows[at]! : at;
    if (floor.rowFree[row]! < demand.racks) continue;
    if (whole && rowScore(floor, row, demand.racks, pricing.strategy) >= out.score) continue;
    if (tryRow(floor, row, demand, pricing, out) && ++fitting >= ROWS_SEEN) break;
  }
  return out.row < 0 ? null : out;
}
