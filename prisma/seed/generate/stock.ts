import { limitAt } from "@headroom/core/capacity/fill";
import { Loads, type RackDemand, rackDemand } from "@headroom/core/capacity/loads";
import { feedsOfGroup, groupsOfRow } from "@headroom/core/topology/compiled";
import type { Day } from "./calendar";
import type { RackType } from "./catalog";
import type { Dice } from "./dice";
import type { SeedDatacenter, SeedPosition } from "./topology";

/** Racks of one type that came together into one row. */
export interface Lot {
  readonly id: string;
  readonly datacenter: SeedDatacenter;
  readonly type: RackType;
  readonly row: number;
  /** By group of the model, with the positions they stand on. */
  readonly places: readonly { readonly group: number; readonly position: SeedPosition }[];
  readonly committedOn: Day;
  /** null: approved, not there yet. */
  readonly installedOn: Day | null;
  readonly inServiceOn: Day | null;
  retiredOn: Day | null;
}

/** A row that takes a lot, with the racks by group. */
export interface Site {
  readonly datacenter: SeedDatacenter;
  readonly row: number;
  readonly split: ReadonlyMap<number, number>;
  /** The fullest limit afterwards, as a share: lower is better. */
  readonly tightness: number;
}

/** What stands in one datacenter, kept legal rack by rack. */
export class Floor {
  readonly loads: Loads;
  private readonly free: SeedPosition[][];
  /** The day a position was last emptied. */
  private readonly emptiedOn = new Map<number, Day>();

  constructor(readonly datacenter: SeedDatacenter) {
    this.loads = new Loads(datacenter.compiled);
    this.free = datacenter.groupPositions.map((positions) => [...positions]);
  }

  /** Where in the row n racks would go, or null where a limit is in the way. Nothing is changed. */
  trySite(row: number, n: number, demand: RackDemand): Site | null {
    const { loads } = this;
    if (loads.freeInRow(row) < n) return null;
    const groups = [...groupsOfRow(loads.dc, row)].sort((a, b) => loads.freeInGroup(b) - loads.freeInGroup(a));
    const split = new Map<number, number>();
    let left = n;
    for (const group of groups)
      while (left > 0 && limitAt(loads, group, demand) === null) {
        loads.add(group, 1, demand);
        split.set(group, (split.get(group) ?? 0) + 1);
        left -= 1;
      }
    const tightness = left === 0 ? this.tightness(groups) : 0;
    for (const [group, count] of split) loads.remove(group, count, demand);
    return left > 0 ? null : { datacenter: this.datacenter, row, split, tightness };
  }

  /** The fullest of the limits above the groups, the zone counting less. */
  private tightness(groups: readonly number[]): number {
    const { loads } = this;
    const { dc } = loads;
    let fullest = 0;
    for (const group of groups) {
      const zone = dc.groupZone[group]!;
      fullest = Math.max(fullest, (0.9 * loads.cooling[zone]!) / dc.zoneCapacity[zone]!);
      for (let e = dc.effectStart[group]!; e < dc.effectStart[group + 1]!; e++) {
        const device = dc.effectDevice[e]!;
        fullest = Math.max(fullest, loads.normal[device]! / dc.deviceCapacity[device]!);
        const limit = dc.deviceFailover[device]!;
        for (let s = dc.slotStart[device]!; s < dc.slotStart[device + 1]!; s++)
          fullest = Math.max(fullest, (limit - loads.slotLeft(s)) / limit);
      }
    }
    return fullest;
  }

  /** Takes the first free positions of each group. */
  take(site: Site, demand: RackDemand): Lot["places"] {
    return [...site.split].flatMap(([group, count]) => {
      this.loads.add(group, count, demand);
      return this.free[group]!.splice(0, count).map((position) => ({ group, position }));
    });
  }

  /** Load of a top device after the worst single failure, as a share of its failover limit. */
  failureShare(top: number): number {
    const worst = this.loads.worstFailure(top);
    return worst === null ? 0 : worst.loadW / this.loads.dc.model.devices[top]!.failoverCapacityW;
  }

  /** Top devices, fullest first. */
  topsByFailureShare(): number[] {
    return [...this.loads.dc.roomTops].sort((a, b) => this.failureShare(b) - this.failureShare(a));
  }

  /** Rows with a group that hangs from the device. */
  rowsUnder(top: number): number[] {
    const { dc } = this.loads;
    const fed = (group: number) => feedsOfGroup(dc, group).some((feed) => dc.deviceTop[feed] === top);
    return dc.model.rows.map((_, row) => row).filter((row) => [...groupsOfRow(dc, row)].some(fed));
  }

  /** Free positions of a group, by its id in the model. */
  freeOf(groupId: string): readonly SeedPosition[] {
    return this.free[this.loads.dc.groupIndex.get(groupId)!]!;
  }

  /** Takes exactly these positions of a group. */
  takeAt(groupId: string, positions: readonly SeedPosition[], demand: RackDemand): void {
    const group = this.loads.dc.groupIndex.get(groupId)!;
    this.loads.add(group, positions.length, demand);
    this.free[group] = this.free[group]!.filter((p) => !positions.includes(p));
  }

  /** Undoes `takeAt`. */
  putBack(groupId: string, positions: readonly SeedPosition[], demand: RackDemand): void {
    const group = this.loads.dc.groupIndex.get(groupId)!;
    this.loads.remove(group, positions.length, demand);
    this.free[group] = [...this.free[group]!, ...positions].sort((a, b) => a.number - b.number);
  }

  release(lot: Lot, day: Day): void {
    const demand = rackDemand(lot.type);
    for (const { group, position } of lot.places) {
      this.loads.remove(group, 1, demand);
      this.emptiedOn.set(position.id, day);
      this.free[group]!.push(position);
      this.free[group]!.sort((a, b) => a.number - b.number);
    }
  }

  /** The day on which the last of the positions was emptied; nobody has them before. 0: nothing ever stood there. */
  emptySince(positions: readonly SeedPosition[]): Day {
    return Math.max(0, ...positions.map(({ id }) => this.emptiedOn.get(id) ?? 0));
  }
}

/** The invented operator fills nothing beyond this share of a limit, where a region says no other; what is planned comes on top. */
export const CEILING = 0.88;

/** Rows that are looked at for a lot, drawn by chance where there are more: a large region would take the square of its size. */
const ROWS_TRIED = 128;

/** Every row, or as many as are tried. */
function rowsOf(floors: readonly Floor[], dice: Dice): readonly (readonly [floor: Floor, row: number])[] {
  const all = floors.flatMap((floor) => Array.from(floor.loads.rowUsed, (_, row) => [floor, row] as const));
  return all.length <= ROWS_TRIED ? all : Array.from({ length: ROWS_TRIED }, () => dice.pick(all));
}

/** The row for a lot: the one that leaves most room everywhere, with a little chance so that floors do not look combed. */
export function bestSite(
  floors: readonly Floor[],
  n: number,
  type: RackType,
  dice: Dice,
  ceiling = CEILING,
  chance = 0.12,
): Site | null {
  const demand = rackDemand(type);
  let best: Site | null = null;
  let bestScore = Number.POSITIVE_INFINITY;
  for (const [floor, row] of rowsOf(floors, dice)) {
    const site = floor.trySite(row, n, demand);
    if (!site || site.tightness > ceiling) continue;
    const emptyRow = floor.loads.rowUsed[row] === 0 ? 0.15 : 0;
    const score = site.tightness + emptyRow + chance * dice.share();
    if (score < bestScore) [best, bestScore] = [site, score];
  }
  return best;
}
