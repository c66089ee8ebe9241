import { CONSTRAINTS } from "../constraints/list";
import type { Demand } from "./candidates";
import type { Floor } from "./floor";

const KINDS = {
  positions: CONSTRAINTS.findIndex((c) => c.limit === "positions"),
  cooling: CONSTRAINTS.findIndex((c) => c.limit === "cooling"),
  power: CONSTRAINTS.findIndex((c) => c.limit === "power"),
};

/**
 * What some rows offer as a whole, by kind of limit (index into CONSTRAINTS; kinds other than positions, cooling and power: 0), in the
 * units in which a demand takes `racks * units`. Power is what the top devices carry together, also after one of them has failed.
 */
export interface Supply {
  readonly total: Float64Array;
  readonly free: Float64Array;
}

/** O(limits of the rows). */
export function supplyOf(floor: Floor, rows: Int32Array): Supply {
  const { rowStart, kind, id, idSubject, idCapacity, dc } = floor.limits;
  const total = new Float64Array(CONSTRAINTS.length);
  const free = new Float64Array(CONSTRAINTS.length);
  const seen = new Set<number>();
  const tops = new Map<number, { all: number; failover: number; largest: number; left: number }>();
  for (const row of rows) {
    for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) {
      const limit = id[i]!;
      if (seen.has(limit)) continue;
      seen.add(limit);
      const k = kind[i]!;
      const device = idSubject[limit]!;
      if (k === KINDS.positions || k === KINDS.cooling) {
        total[k]! += idCapacity[limit]!;
        free[k]! += floor.left[limit]!;
      } else if (k === KINDS.power && dc.deviceParent[device]! < 0) {
        const room = tops.get(dc.deviceRoom[device]!) ?? { all: 0, failover: 0, largest: 0, left: 0 };
        room.all += idCapacity[limit]!;
        room.left += floor.left[limit]!;
        room.failover += dc.deviceFailover[device]!;
        room.largest = Math.max(room.largest, dc.deviceFailover[device]!);
        tops.set(dc.deviceRoom[device]!, room);
      }
    }
  }
  for (const { all, failover, largest, left } of tops.values()) {
    // on two feeds each, everything stands on the other top devices when one fails; a rack's power is two of its units
    const usable = dc.powerScale === 1 && failover > largest ? Math.min(all, failover - largest) : all;
    total[KINDS.power]! += usable / (2 * dc.powerScale);
    free[KINDS.power]! += (usable - (all - left)) / (2 * dc.powerScale);
  }
  return { total, free };
}

/** How full rows are, as the share of the scarcest kind. Kept up to date by what is put in. */
export class Fill {
  private readonly used: Float64Array;
  private readonly total: Float64Array;
  share = 0;

  constructor(supply: Supply) {
    this.total = supply.total;
    this.used = supply.total.map((all, k) => all - supply.free[k]!);
    this.measure();
  }

  put({ racks, units }: Demand): void {
    for (let k = 0; k < this.used.length; k++) if (this.total[k]! > 0) this.used[k]! += racks * units[k]!;
    this.measure();
  }

  clone(): Fill {
    return Object.assign(Object.create(Fill.prototype) as Fill, {
      total: this.total,
      used: this.used.slice(),
      share: this.share,
    });
  }

  private measure(): void {
    this.share = 0;
    for (let k = 0; k < this.used.length; k++)
      if (this.total[k]! > 0) this.share = Math.max(this.share, this.used[k]! / this.total[k]!);
  }
}
