import type { Loads } from "../../../capacity/loads";
import { type CompiledRule, RuleLedger } from "../../../capacity/rules";
import { racksAllowed } from "../constraints/key-rules";
import { CONSTRAINTS } from "../constraints/list";
import { type RowLimits, rowLimitsOf } from "../row-limits";

/** What racks of a demand take: of each kind of limit, and the rules they come under. */
export interface Taking {
  readonly units: Float64Array;
  readonly rules?: readonly CompiledRule[] | undefined;
}

/**
 * What is left of every limit, kept up to date while a search puts racks in and takes them out. It is the search's view of Loads
 * (capacity/loads.ts stays the truth that every result is checked with): reading what is left is one array access, a change costs
 * O(limits of the row), and all of it is exact.
 */
export class Floor {
  readonly limits: RowLimits;
  /** By limit id (RowLimits). */
  readonly left: Float64Array;
  readonly rowFree: Int32Array;
  /** Who stands where, for rules among racks of one key; null until somebody comes under one. */
  rules: RuleLedger | null;

  constructor(loads: Loads) {
    this.limits = rowLimitsOf(loads.dc);
    const { idKind, idSubject } = this.limits;
    this.left = Float64Array.from(idKind, (kind, id) => CONSTRAINTS[kind]!.left(loads, idSubject[id]!));
    this.rowFree = Int32Array.from(loads.dc.rowRoom, (_, row) => loads.freeInRow(row));
    this.rules = loads.rules?.clone() ?? null;
  }

  /** Puts `split` (racks by group of the row, in its order) in; sign -1 takes it out. */
  put(row: number, split: ArrayLike<number>, { units, rules }: Taking, sign: 1 | -1 = 1): void {
    const { rowStart, kind, id, times, width } = this.limits;
    let racks = 0;
    for (let k = 0; k < split.length; k++) racks += split[k]!;
    this.rowFree[row]! -= sign * racks;
    if (rules) {
      this.rules ??= new RuleLedger();
      this.rules.add(rules, row, racks, sign);
    }
    for (let i = rowStart[row]!, end = rowStart[row + 1]!; i < end; i++) {
      let taken = 0;
      for (let k = 0; k < split.length; k++) taken += times[i * width + k]! * split[k]!;
      this.left[id[i]!]! -= sign * taken * units[kind[i]!]!;
    }
  }

  /** Whether the rules among racks of one key let so many racks into the row. */
  allows(row: number, racks: number, rules: readonly CompiledRule[]): boolean {
    return racks <= racksAllowed(this.rules, rules, row);
  }

  copyFrom(other: Floor): void {
    this.left.set(other.left);
    this.rowFree.set(other.rowFree);
    if (other.rules === null) this.rules = null;
    else if (this.rules === null) this.rules = other.rules.clone();
    else this.rules.copyFrom(other.rules);
  }

  clone(): Floor {
    const copy: Floor = Object.create(Floor.prototype);
    return Object.assign(copy, {
      limits: this.limits,
      left: this.left.slice(),
      rowFree: this.rowFree.slice(),
      rules: this.rules?.clone() ?? null,
    });
  }
}
