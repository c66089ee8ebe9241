import { type CompiledDatacenter, groupsOfRow } from "../topology/compiled";
import { Loads, rackDemand } from "./loads";
import type { Measured } from "./measured";

/**
 * Power counted three ways: nameplate (what plans are checked with), derated (what is expected) and measured (what meters say). A rack is
 * counted once in its row, room and datacenter, whatever the number of its feeds; on a device it counts with the share that the device
 * carries, through all devices below it (loads.ts).
 */
export interface DrawingRack {
  readonly groupId: string;
  readonly nameplateW: number;
  readonly deratedW: number;
  readonly measured: Measured;
  /** In service or draining. One that is not switched on is expected to be silent. */
  readonly runs: boolean;
  readonly coolingW: number;
  readonly weightKg: number;
}

/** Racks added up. */
export interface PowerSum {
  readonly racks: number;
  readonly nameplateW: number;
  readonly deratedW: number;
  /** Of the racks that are measured; null: none is. At least that where `silent` is above 0. */
  readonly measuredW: number | null;
  /** Racks that run of which nothing, or not everything, is measured. */
  readonly silent: number;
}

/** What a device carries, now and after the failure that loads it most (now again where it takes over nothing). W. */
export interface DeviceLoad {
  readonly nowW: number;
  readonly worstW: number;
}

export interface DevicePower {
  readonly id: string;
  readonly capacityW: number;
  readonly failoverCapacityW: number;
  /** Racks that hang from it, also through devices below it, and how many of them are silent. */
  readonly racks: number;
  readonly silent: number;
  readonly nameplate: DeviceLoad;
  readonly derated: DeviceLoad;
  /** From the racks' readings; null: none of them is measured. */
  readonly measured: DeviceLoad | null;
}

export interface ZonePower {
  readonly id: string;
  readonly capacityW: number;
  /** What the types of its racks need. */
  readonly coolingW: number;
  /** All power becomes heat: what its racks are measured to draw. */
  readonly measured: PowerSum;
}

export interface RoomPower extends PowerSum {
  readonly id: string;
  readonly weightKg: number;
  /** null: not limited. */
  readonly weightLimitKg: number | null;
}

export interface RowPower extends PowerSum {
  readonly id: string;
  /** Of its heaviest rack, and the least that a position of the row carries; null: none stands, not limited. */
  readonly heaviestKg: number | null;
  readonly positionLimitKg: number | null;
}

export interface PowerAccount {
  readonly total: PowerSum;
  readonly rooms: readonly RoomPower[];
  readonly rows: readonly RowPower[];
  readonly devices: readonly DevicePower[];
  readonly zones: readonly ZonePower[];
}

class Sum {
  racks = 0;
  nameplateW = 0;
  deratedW = 0;
  measured = 0;
  measuredW = 0;
  silent = 0;

  add(rack: DrawingRack): void {
    this.racks += 1;
    this.nameplateW += rack.nameplateW;
    this.deratedW += rack.deratedW;
    if (rack.measured.powerW !== null) {
      this.measured += 1;
      this.measuredW += rack.measured.powerW;
    }
    if (isRackSilent(rack)) this.silent += 1;
  }

  close(): PowerSum {
    const { racks, nameplateW, deratedW, silent } = this;
    return { racks, nameplateW, deratedW, measuredW: this.measured === 0 ? null : this.measuredW, silent };
  }
}

/** Something that it draws is not known: it is counted, but not as zero. */
export const isRackSilent = ({ runs, measured }: DrawingRack): boolean =>
  measured.powerW === null ? runs : measured.partial;

/** Accounts what stands. Racks of groups that the datacenter does not have are not counted. O(racks x tree depth + topology). */
export function accountPower(dc: CompiledDatacenter, racks: readonly DrawingRack[]): PowerAccount {
  const total = new Sum();
  const rooms = dc.model.rooms.map(() => new Sum());
  const rows = dc.model.rows.map(() => new Sum());
  const zones = dc.model.coolingZones.map(() => new Sum());
  const heaviest = dc.model.rows.map((): number | null => null);
  const below = dc.model.devices.map(() => ({ racks: 0, silent: 0, measured: 0 }));
  const loads = { nameplate: new Loads(dc), derated: new Loads(dc), measured: new Loads(dc) };
  for (const rack of racks) {
    const group = dc.groupIndex.get(rack.groupId);
    if (group === undefined) continue;
    const row = dc.groupRow[group]!;
    total.add(rack);
    rooms[dc.rowRoom[row]!]!.add(rack);
    rows[row]!.add(rack);
    zones[dc.groupZone[group]!]!.add(rack);
    heaviest[row] = Math.max(heaviest[row] ?? 0, rack.weightKg);
    const { coolingW, weightKg, measured } = rack;
    loads.nameplate.add(group, 1, rackDemand({ powerW: rack.nameplateW, coolingW, weightKg }));
    loads.derated.add(group, 1, rackDemand({ powerW: rack.deratedW, coolingW: 0 }));
    if (measured.powerW !== null) loads.measured.add(group, 1, rackDemand({ powerW: measured.powerW, coolingW: 0 }));
    const isSilent = isRackSilent(rack);
    for (let e = dc.effectStart[group]!, end = dc.effectStart[group + 1]!; e < end; e++) {
      const device = below[dc.effectDevice[e]!]!;
      device.racks += 1;
      if (measured.powerW !== null) device.measured += 1;
      if (isSilent) device.silent += 1;
    }
  }
  const load = (of: Loads, device: number): DeviceLoad => {
    const nowW = of.loadW(device);
    return { nowW, worstW: of.worstFailure(device)?.loadW ?? nowW };
  };
  return {
    total: total.close(),
    rooms: dc.model.rooms.map(({ id, weightLimitKg = null }, room) => ({
      ...rooms[room]!.close(),
      ...{ id, weightKg: loads.nameplate.weightKg(room), weightLimitKg },
    })),
    rows: dc.model.rows.map(({ id }, row) => ({
      ...rows[row]!.close(),
      ...{ id, heaviestKg: heaviest[row]!, positionLimitKg: leastLimit(dc, row) },
    })),
    devices: dc.model.devices.map(({ id, capacityW, failoverCapacityW }, d) => ({
      ...{ id, capacityW, failoverCapacityW, racks: below[d]!.racks, silent: below[d]!.silent },
      nameplate: load(loads.nameplate, d),
      derated: load(loads.derated, d),
      measured: below[d]!.measured === 0 ? null : load(loads.measured, d),
    })),
    zones: dc.model.coolingZones.map(({ id, capacityW }, z) => ({
      ...{ id, capacityW, coolingW: loads.nameplate.coolingW(z), measured: zones[z]!.close() },
    })),
  };
}

function leastLimit(dc: CompiledDatacenter, row: number): number | null {
  let least: number | null = null;
  for (const g of groupsOfRow(dc, row)) {
    const limit = dc.model.groups[g]!.positionWeightLimitKg;
    if (limit !== undefined) least = Math.min(least ?? limit, limit);
  }
  return least;
}

/** What of a rack each of its feeds carries: as things are, and after the failure of the other top device that costs it most. Shares. */
export interface FeedShare {
  readonly share: number;
  readonly failoverShare: number;
}

/** `tops`: the top device above each feed of the rack, one entry a feed. A rack whose feeds all fail is down and asks nothing of others. */
export function feedShares(tops: readonly string[]): FeedShare[] {
  const share = 1 / tops.length;
  return tops.map((own) => {
    const left = tops.filter((failed) => failed !== own).map((failed) => tops.filter((top) => top !== failed).length);
    return { share, failoverShare: Math.max(share, ...left.map((feeds) => 1 / feeds)) };
  });
}
