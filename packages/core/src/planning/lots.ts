import type { Loads } from "../capacity/loads";
import type { CompiledDatacenter } from "../topology/compiled";
import { demandOf } from "./placement/problem";
import { racksByGroup } from "./placement/rank";
import { type Candidate, tryRow } from "./placement/search/candidates";
import { Floor, type Taking } from "./placement/search/floor";
import { pricingOf } from "./placement/search/pricing";
import { STRATEGIES } from "./placement/search/strategy";
import { fitsRow, type Interval } from "./placement/split";
import type { PlacementRequest } from "./placement/types";

/** Part of a request that goes to one row. */
export interface Lot {
  readonly rowId: string;
  /** Racks by group id. */
  readonly racks: Readonly<Record<string, number>>;
  readonly count: number;
}

/** Usable positions of the largest row: a request beyond it can only be placed in lots. */
export const largestRow = (dc: CompiledDatacenter): number => dc.rowPositions.reduce((a, b) => Math.max(a, b), 0);

/** A request goes to one row, unless no row is long enough or it takes what it gets. */
export const maySplit = (racks: number, split: "all_or_nothing" | "best_effort", longest: number): boolean =>
  split === "best_effort" || racks > longest;

/** Most racks of the demand that the row takes now, at most `most`. What fits n fits n - 1, so halving finds it. */
function mostInRow(floor: Floor, row: number, demand: Taking, most: number, scratch: Interval): number {
  let lo = 0;
  let hi = Math.min(most, floor.rowFree[row]!);
  while (lo < hi) {
    const mid = Math.ceil((lo + hi) / 2);
    if (fitsRow(floor, row, mid, demand, scratch)) lo = mid;
    else hi = mid - 1;
  }
  return lo;
}

/**
 * Lots of at most a row each, the largest that fits first, until the request is complete or nothing fits any more: as few lots as
 * this way finds. Every lot keeps every limit with those before it. What a row takes only shrinks as lots are placed, so a row
 * is asked again only when its old answer would win. O(lots x rows) at worst, near O(rows) in practice.
 */
export function lotsThatFit(dc: CompiledDatacenter, loads: Loads, request: PlacementRequest): Lot[] {
  const floor = new Floor(loads);
  const demand = demandOf(dc, request);
  const pricing = pricingOf(floor, STRATEGIES[0]!);
  const scratch: Interval = { lo: 0, hi: 0, binding: -1 };
  const rows = [...(demand.rows ?? dc.rowRoom.map((_, row) => row))];
  const bound = new Map(rows.map((row) => [row, Number.POSITIVE_INFINITY]));
  const lots: Lot[] = [];
  let rest = request.racks;
  while (rest > 0) {
    let best = -1;
    let count = 0;
    for (const row of rows) {
      if (Math.min(bound.get(row)!, rest) <= count) continue;
      const most = mostInRow(floor, row, demand, Math.min(bound.get(row)!, rest), scratch);
      bound.set(row, most < rest ? most : bound.get(row)!);
      if (most > count) [best, count] = [row, most];
    }
    if (best < 0) break;
    const place: Candidate = { row: -1, score: Number.POSITIVE_INFINITY, split: [] };
    tryRow(floor, best, { ...demand, racks: count }, pricing, place);
    floor.put(best, place.split, demand);
    lots.push({ rowId: dc.model.rows[best]!.id, racks: racksByGroup(dc, best, place.split), count });
    rest -= count;
  }
  return lots;
}
