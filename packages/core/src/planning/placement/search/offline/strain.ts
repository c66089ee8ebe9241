import { RuleLedger } from "../../../../capacity/rules";
import { isTooHeavy } from "../../constraints/position-weight";
import type { Demand } from "../candidates";
import type { Floor } from "../floor";
import { isImplied } from "../pricing";

/** Racks up to which every split over two groups is looked at. */
const LISTED = 64;

/** Where the racks of a demand stand: racks by group of the row. */
export interface Spot {
  readonly row: number;
  readonly split: readonly number[];
}

/**
 * A floor whose limits of sums may be broken, at a price: what is over them, counted in racks (one rack is the demands' mean power on a
 * feed, mean heat and so on). The weight of one rack and the rules among racks of one key stay unbroken. Changes are exact and cost
 * O(limits of the row).
 */
export class Strain {
  /** What is over all limits together, in racks. A sum of rounded numbers: `isOver` says exactly whether there is anything. */
  overload = 0;
  private broken = 0;
  private readonly start: Int32Array;
  private readonly id: Int32Array;
  private readonly kind: Uint8Array;
  private readonly times: Float64Array;
  private readonly width: number;
  /** By limit id. */
  private readonly price: Float64Array;
  private readonly table = new Float64Array(LISTED + 1);
  private readonly counts: number[];

  /** Takes the floor over. */
  constructor(
    readonly floor: Floor,
    demands: readonly Demand[],
  ) {
    const { limits, left } = floor;
    const { rowStart, width } = limits;
    const kept: number[] = [];
    this.start = new Int32Array(rowStart.length);
    for (let row = 0; row + 1 < rowStart.length; row++) {
      for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) if (!isImplied(limits, limits.id[i]!)) kept.push(i);
      this.start[row + 1] = kept.length;
    }
    this.id = Int32Array.from(kept, (i) => limits.id[i]!);
    this.kind = Uint8Array.from(kept, (i) => limits.kind[i]!);
    this.times = new Float64Array(kept.length * width);
    kept.forEach((i, at) => {
      for (let k = 0; k < width; k++) this.times[at * width + k] = limits.times[i * width + k]!;
    });
    this.width = width;
    this.counts = new Array<number>(width).fill(0);
    this.price = pricePerRack(limits.idKind, demands);
    // a limit broken by what stands there already takes nothing more, and hinders nobody who adds nothing to it
    for (let limit = 0; limit < left.length; limit++) left[limit] = Math.max(0, left[limit]!);
  }

  /** Whether any limit is broken. */
  get isOver(): boolean {
    return this.broken > 0;
  }

  /** Whether the demand may stand in the row as far as the rules that no sum expresses say. */
  isOpen(row: number, { rows, rules, racks }: Demand): boolean {
    return (rows === null || has(rows, row)) && (!rules || this.floor.allows(row, racks, rules));
  }

  /** Puts racks in (sign 1) or takes them out (-1), whatever breaks. */
  put({ row, split }: Spot, { units, racks, rules }: Demand, sign: 1 | -1): void {
    const { left, rowFree } = this.floor;
    const { start, id, kind, times, width, price } = this;
    rowFree[row]! -= sign * racks;
    if (rules) {
      this.floor.rules ??= new RuleLedger();
      this.floor.rules.add(rules, row, racks, sign);
    }
    for (let i = start[row]!, end = start[row + 1]!; i < end; i++) {
      let taken = 0;
      for (let k = 0; k < split.length; k++) taken += times[i * width + k]! * split[k]!;
      if (taken === 0) continue;
      const limit = id[i]!;
      const before = left[limit]!;
      const after = before - sign * taken * units[kind[i]!]!;
      left[limit] = after;
      if (before < 0) {
        this.overload += before * price[limit]!;
        this.broken -= 1;
      }
      if (after < 0) {
        this.overload -= after * price[limit]!;
        this.broken += 1;
      }
    }
    if (this.broken === 0) this.overload = 0;
  }

  /** The split over the row's groups that breaks limits least; null where no position carries such a rack. Ties begin at `from`. */
  least(row: number, { racks, units }: Demand, from: number): Spot | null {
    const { dc } = this.floor.limits;
    const groups = dc.rowGroupStart[row + 1]! - dc.rowGroupStart[row]!;
    if (groups !== 2 || racks > LISTED) return this.leastByLots(row, groups, racks, units);
    const first = this.leastOfTwo(row, racks, units, from);
    return first < 0 ? null : { row, split: [first, racks - first] };
  }

  /** What is over each limit is convex in the racks of the first group: all are listed, as there are few. */
  private leastOfTwo(row: number, racks: number, units: Float64Array, from: number): number {
    const { left, limits } = this.floor;
    const { start, id, kind, times, width, price, table } = this;
    table.fill(0, 0, racks + 1);
    for (let i = start[row]!, end = start[row + 1]!; i < end; i++) {
      const unit = units[kind[i]!]!;
      const open = left[id[i]!]!;
      const none = times[i * width + 1]! * unit * racks;
      const slope = (times[i * width]! - times[i * width + 1]!) * unit;
      if (open >= none && open >= none + slope * racks) continue;
      const weight = price[id[i]!]!;
      // one that is over already counts all that is added
      let over = none - Math.max(0, open);
      for (let t = 0; t <= racks; t++, over += slope) if (over > 0) table[t]! += weight * over;
    }
    if (limits.groupWeight !== null) {
      if (isTooHeavy(limits, row, 0, units)) table.fill(Number.POSITIVE_INFINITY, 1, racks + 1);
      if (isTooHeavy(limits, row, 1, units)) table.fill(Number.POSITIVE_INFINITY, 0, racks);
    }
    let best = from % (racks + 1);
    let sum = table[best]!;
    for (let k = 1, t = best + 1; k <= racks && sum > 0; k++, t++) {
      if (t > racks) t = 0;
      if (table[t]! >= sum) continue;
      sum = table[t]!;
      best = t;
    }
    return sum === Number.POSITIVE_INFINITY ? -1 : best;
  }

  /** One group, many groups, or many racks: by ever smaller lots, each where it breaks least. */
  private leastByLots(row: number, groups: number, racks: number, units: Float64Array): Spot | null {
    const { counts } = this;
    const { limits } = this.floor;
    counts.fill(0);
    for (let rest = racks; rest > 0; ) {
      const lot = groups === 1 ? rest : Math.ceil(rest / 8);
      let best = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let k = 0; k < groups; k++) {
        if (isTooHeavy(limits, row, k, units)) continue;
        counts[k]! += lot;
        const added = this.added(row, units);
        counts[k]! -= lot;
        if (added >= least) continue;
        least = added;
        best = k;
      }
      if (best < 0) return null;
      counts[best]! += lot;
      rest -= lot;
    }
    return { row, split: counts.slice(0, groups) };
  }

  /** What racks that stand as `counts` says would add to the overload. */
  private added(row: number, units: Float64Array): number {
    const { left } = this.floor;
    const { start, id, kind, times, width, price, counts } = this;
    let sum = 0;
    for (let i = start[row]!, end = start[row + 1]!; i < end; i++) {
      let taken = 0;
      for (let k = 0; k < width; k++) taken += times[i * width + k]! * counts[k]!;
      const over = taken * units[kind[i]!]! - Math.max(0, left[id[i]!]!);
      if (over > 0) sum += over * price[id[i]!]!;
    }
    return sum;
  }
}

/** By limit id: one, over what a mean rack takes of such a limit. */
function pricePerRack(idKind: Uint8Array, demands: readonly Demand[]): Float64Array {
  let racks = 0;
  const taken = new Map<number, number>();
  for (const demand of demands) {
    racks += demand.racks;
    demand.units.forEach((unit, kind) => {
      taken.set(kind, (taken.get(kind) ?? 0) + demand.racks * unit);
    });
  }
  return Float64Array.from(idKind, (kind) => {
    const all = taken.get(kind) ?? 0;
    return all > 0 ? racks / all : 0;
  });
}

/** Whether an ascending list has an item. O(log n). */
function has(list: Int32Array, item: number): boolean {
  let [lo, hi] = [0, list.length];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (list[middle]! < item) lo = middle + 1;
    else hi = middle;
  }
  return list[lo] === item;
}
