import { isTooHeavy } from "./constraints/position-weight";
import type { Floor, Taking } from "./search/floor";

/**
 * Which splits of n racks over a row's groups keep every limit. All limits are linear (constraints/constraint.ts): with two groups,
 * the racks in the first one form an interval, found in O(limits); with more, a depth-first search that cuts branches as soon as a
 * limit cannot be kept. Exact: a legal split is never missed.
 */

/** The legal numbers of racks in the first of two groups; `hi < lo`: none. */
export interface Interval {
  lo: number;
  hi: number;
  /** Where none is left: index into CONSTRAINTS of the limit that left none; CLOSED where no position carries such a rack. */
  binding: number;
}

/** Stands for position weight among the limits that leave no split: it is asked before those of CONSTRAINTS. */
export const CLOSED = -2;

export const groupCount = (floor: Floor, row: number): number =>
  floor.limits.dc.rowGroupStart[row + 1]! - floor.limits.dc.rowGroupStart[row]!;

/** Fills `out` for a row of one or two groups (one: the racks are all in it, lo = hi = n). Returns whether any split is legal. */
export function intervalOf(floor: Floor, row: number, n: number, units: Float64Array, out: Interval): boolean {
  const { rowStart, kind, id, times, width } = floor.limits;
  const left = floor.left;
  let lo = groupCount(floor, row) < 2 ? n : 0;
  let hi = n;
  if (floor.limits.groupWeight !== null) {
    const two = groupCount(floor, row) === 2;
    if (two && isTooHeavy(floor.limits, row, 1, units)) lo = n;
    if (isTooHeavy(floor.limits, row, 0, units)) hi = two ? 0 : -1;
    if (hi < lo) {
      out.lo = lo;
      out.hi = hi;
      out.binding = CLOSED;
      return false;
    }
  }
  for (let i = rowStart[row]!, end = rowStart[row + 1]!; i < end; i++) {
    const unit = units[kind[i]!]!;
    const first = times[i * width]!;
    const second = width > 1 ? times[i * width + 1]! : 0;
    // first * t + second * (n - t) racks' worth of the limit, at most what is left
    const slope = (first - second) * unit;
    // a limit that is broken already takes nothing more, and hinders nobody who adds nothing to it
    const rest = Math.max(0, left[id[i]!]!) - second * unit * n;
    if (slope > 0) {
      if (rest < slope * hi) hi = Math.floor(rest / slope);
    } else if (slope < 0) {
      if (rest < slope * lo) lo = Math.ceil(rest / slope);
    } else if (rest < 0) hi = -1;
    if (hi < lo) {
      out.lo = lo;
      out.hi = hi;
      out.binding = kind[i]!;
      return false;
    }
  }
  out.lo = lo;
  out.hi = hi;
  out.binding = -1;
  return true;
}

/**
 * Visits legal splits of a row of any number of groups, fullest first group first, until `visit` returns false. `limit` counts the
 * kinds of constraints that are kept (a prefix of CONSTRAINTS): explanations ask which of them leaves none.
 */
export function eachSplit(
  floor: Floor,
  row: number,
  n: number,
  units: Float64Array,
  visit: (split: Int32Array) => boolean,
  kinds: number = units.length,
): void {
  const { rowStart, kind, id, times, width } = floor.limits;
  const groups = groupCount(floor, row);
  if (groups === 0 || n > floor.rowFree[row]!) return;
  const start = rowStart[row]!;
  let count = rowStart[row + 1]! - start;
  while (count > 0 && kind[start + count - 1]! >= kinds) count -= 1;
  const split = new Int32Array(groups);
  // left of each limit, by depth, and the cheapest way the groups after a depth can take a rack of it
  const left = new Float64Array(count * (groups + 1));
  const cheapest = new Float64Array(count * (groups + 1));
  for (let i = 0; i < count; i++) {
    left[i] = Math.max(0, floor.left[id[start + i]!]!);
    let least = Number.POSITIVE_INFINITY;
    for (let k = groups - 1; k >= 0; k--) {
      least = Math.min(least, times[(start + i) * width + k]! * units[kind[start + i]!]!);
      cheapest[k * count + i] = least;
    }
  }
  const closed = Array.from({ length: groups }, (_, k) => isTooHeavy(floor.limits, row, k, units));
  const descend = (depth: number, rest: number): boolean => {
    if (depth === groups) return rest > 0 || visit(split);
    const last = depth === groups - 1;
    // each limit leaves a range of them, so that a million racks are not tried one by one
    let lo = last ? rest : 0;
    let hi = rest;
    for (let i = 0; i < count; i++) {
      const own = times[(start + i) * width + depth]! * units[kind[start + i]!]!;
      const later = last ? 0 : cheapest[(depth + 1) * count + i]!;
      const open = left[depth * count + i]! - rest * later;
      const slope = own - later;
      if (slope > 0) hi = Math.min(hi, Math.ceil(open / slope));
      else if (slope < 0) lo = Math.max(lo, Math.floor(open / slope));
      else if (open < 0) return true;
    }
    for (let x = hi; x >= lo; x--) {
      let legal = true;
      for (let i = 0; i < count; i++) {
        const after = left[depth * count + i]! - x * times[(start + i) * width + depth]! * units[kind[start + i]!]!;
        left[(depth + 1) * count + i] = after;
        if (after < (last ? 0 : (rest - x) * cheapest[(depth + 1) * count + i]!)) {
          legal = false;
          break;
        }
      }
      if (!legal || (x > 0 && closed[depth])) continue;
      split[depth] = x;
      if (!descend(depth + 1, rest - x)) return false;
    }
    return true;
  };
  descend(0, n);
}

/** Whether n racks may stand in the row: the rules they come under allow it, and some split of them is legal. */
export function fitsRow(floor: Floor, row: number, n: number, { units, rules }: Taking, scratch: Interval): boolean {
  if (n > floor.rowFree[row]!) return false;
  if (rules && !floor.allows(row, n, rules)) return false;
  if (groupCount(floor, row) <= 2) return groupCount(floor, row) > 0 && intervalOf(floor, row, n, units, scratch);
  let found = false;
  eachSplit(floor, row, n, units, () => {
    found = true;
    return false;
  });
  return found;
}

/** A legal split of n racks by the limits of sums, as many as may be in the first group of one or two; null where there is none. */
export function legalSplit(floor: Floor, row: number, n: number, units: Float64Array): readonly number[] | null {
  if (n > floor.rowFree[row]!) return null;
  const groups = groupCount(floor, row);
  if (groups === 0) return null;
  if (groups <= 2) {
    const found: Interval = { lo: 0, hi: 0, binding: -1 };
    if (!intervalOf(floor, row, n, units, found)) return null;
    return groups === 1 ? [n] : [found.hi, n - found.hi];
  }
  let legal: readonly number[] | null = null;
  eachSplit(floor, row, n, units, (split) => {
    legal = [...split];
    return false;
  });
  return legal;
}
