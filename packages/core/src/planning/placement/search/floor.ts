import type { Loads } from "../../../capacity/loads";
import { CONSTRAINTS } from "../constraints/list";
import { type RowLimits, rowLimitsOf } from "../row-limits";

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

  constructor(loads: Loads) {
    this.limits = rowLimitsOf(loads.dc);
    const { idKind, idSubject } = this.limits;
    this.left = Float64Array.from(idKind, (kind, id) => CONSTRAINTS[kind]!.left(loads, idSubject[id]!));
    this.rowFree = Int32Array.from(loads.dc.rowRoom, (_, row) => loads.freeInRow(row));
  }

  /** Puts `split` (racks by group of the row, in its order) in; sign -1 takes it out. */
  put(row: number, split: ArrayLike<number>, units: Float64Array, sign: 1 | -1 = 1): void {
    const { rowStart, kind, id, times, width } = this.limits;
    let racks = 0;
    for (let k = 0; k < split.length; k++) racks += split[k]!;
    this.rowFree[row]! -= sign * racks;
    for (let i = rowStart[row]!, end = rowStart[row + 1]!; i < end; i++) {
      let taken = 0;
      for (let k = 0; k < split.length; k++) taken += times[i * width + k]! * split[k]!;
      this.left[id[i]!]! -= sign * taken * units[kind[i]!]!;
    }
  }

  copyFrom(other: Floor): void {
    this.left.set(other.left);
    this.rowFree.set(other.rowFree);
  }

  clone(): Floor {
    const copy: Floor = Object.create(Floor.prototype);
    return Object.assign(copy, { limits: this.limits, left: this.left.slice(), rowFree: this.rowFree.slice() });
  }
}
