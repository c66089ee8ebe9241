import { type CompiledDatacenter, groupsOfRow } from "../topology/compiled";
import { rackCoolingUnits, rackPowerUnits, rackWeightUnits } from "../topology/units";
import { Loads } from "./loads";
import type { Measured } from "./measured";

/**
 * Power counted three ways: nameplate (what plans are checked with), derated (what is expected) and measured (what meters say). A rack is
 * counted once in its row, room and datacenter, whatever the number of its feeds; on a device it counts with the share that the device
 * carries, through all devices below it (loads.ts).
 */
export interface StandingRack {
  readonly groupId: string;
  readonly nameplateW: number;
  readonly deratedW: number;
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

/** Racks of one group added up, group by group: columns, because tens of thousands of racks are counted at a time. */
class GroupSums {
  readonly racks: Float64Array;
  readonly silent: Float64Array;
  readonly metered: Float64Array;
  /** What is counted, and the same in the units of loads (topology/units.ts). */
  readonly nameplateW: Float64Array;
  readonly deratedW: Float64Array;
  readonly measuredW: Float64Array;
  readonly nameplate: Float64Array;
  readonly derated: Float64Array;
  readonly measured: Float64Array;
  readonly cooling: Float64Array;
  readonly weight: Float64Array;
  /** -1: nothing stands. */
  readonly heaviestKg: Float64Array;

  constructor(groups: number) {
    const column = () => new Float64Array(groups);
    this.racks = column();
    this.silent = column();
    this.metered = column();
    this.nameplateW = column();
    this.deratedW = column();
    this.measuredW = column();
    this.nameplate = column();
    this.derated = column();
    this.measured = column();
    this.cooling = column();
    this.weight = column();
    this.heaviestKg = column().fill(-1);
  }

  add(g: number, rack: StandingRack, measured: Measured): void {
    this.racks[g]! += 1;
    this.nameplateW[g]! += rack.nameplateW;
    this.deratedW[g]! += rack.deratedW;
    this.nameplate[g]! += rackPowerUnits(rack.nameplateW);
    this.derated[g]! += rackPowerUnits(rack.deratedW);
    this.cooling[g]! += rackCoolingUnits(rack.coolingW);
    this.weight[g]! += rackWeightUnits(rack.weightKg);
    if (rack.weightKg > this.heaviestKg[g]!) this.heaviestKg[g] = rack.weightKg;
    if (measured.powerW !== null) {
      this.metered[g]! += 1;
      this.measuredW[g]! += measured.powerW;
      this.measured[g]! += rackPowerUnits(measured.powerW);
    }
    if (isRackSilent(rack, measured)) this.silent[g]! += 1;
  }
}

class Sum {
  racks = 0;
  nameplateW = 0;
  deratedW = 0;
  metered = 0;
  measuredW = 0;
  silent = 0;

  add(of: GroupSums, g: number): void {
    this.racks += of.racks[g]!;
    this.nameplateW += of.nameplateW[g]!;
    this.deratedW += of.deratedW[g]!;
    this.metered += of.metered[g]!;
    this.measuredW += of.measuredW[g]!;
    this.silent += of.silent[g]!;
  }

  close(): PowerSum {
    const { racks, nameplateW, deratedW, silent } = this;
    return { racks, nameplateW, deratedW, measuredW: this.metered === 0 ? null : this.measuredW, silent };
  }
}

/** Something that it draws is not known: it is counted, but not as zero. */
const isRackSilent = ({ runs }: StandingRack, measured: Measured): boolean =>
  measured.powerW === null ? runs : measured.partial;

/**
 * Accounts what stands. `measuredOf`: what is measured of a rack, by its place in the list. Racks of groups that the datacenter does not have
 * are not counted. O(racks + groups x tree depth + topology).
 */
export function accountPower(
  dc: CompiledDatacenter,
  racks: readonly StandingRack[],
  measuredOf: (rack: number) => Measured,
): PowerAccount {
  const sums = new GroupSums(dc.groupRow.length);
  racks.forEach((rack, i) => {
    const group = dc.groupIndex.get(rack.groupId);
    if (group !== undefined) sums.add(group, rack, measuredOf(i));
  });
  const total = new Sum();
  const rooms = dc.model.rooms.map(() => new Sum());
  const rows = dc.model.rows.map(() => new Sum());
  const zones = dc.model.coolingZones.map(() => new Sum());
  const heaviest = dc.model.rows.map(() => -1);
  const below = dc.model.devices.map(() => new Sum());
  const loads = { nameplate: new Loads(dc), derated: new Loads(dc), measured: new Loads(dc) };
  for (let g = 0; g < dc.groupRow.length; g++) {
    if (sums.racks[g] === 0) continue;
    const row = dc.groupRow[g]!;
    const sumsOfIt = [total, rooms[dc.rowRoom[row]!]!, rows[row]!, zones[dc.groupZone[g]!]!];
    for (let e = dc.effectStart[g]!, end = dc.effectStart[g + 1]!; e < end; e++)
      sumsOfIt.push(below[dc.effectDevice[e]!]!);
    for (const sum of sumsOfIt) sum.add(sums, g);
    heaviest[row] = Math.max(heaviest[row]!, sums.heaviestKg[g]!);
    // all that stands in the group as one: loads are linear, and only watts, heat and weight are read from these
    const [cooling, weight] = [sums.cooling[g]!, sums.weight[g]!];
    loads.nameplate.add(g, 1, { power: sums.nameplate[g]!, cooling, weight, ports: 0 });
    loads.derated.add(g, 1, { power: sums.derated[g]!, cooling: 0, weight: 0, ports: 0 });
    loads.measured.add(g, 1, { power: sums.measured[g]!, cooling: 0, weight: 0, ports: 0 });
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
      ...{ id, heaviestKg: heaviest[row]! < 0 ? null : heaviest[row]!, positionLimitKg: leastLimit(dc, row) },
    })),
    devices: dc.model.devices.map(({ id, capacityW, failoverCapacityW }, d) => ({
      ...{ id, capacityW, failoverCapacityW, racks: below[d]!.racks, silent: below[d]!.silent },
      nameplate: load(loads.nameplate, d),
      derated: load(loads.derated, d),
      measured: below[d]!.metered === 0 ? null : load(loads.measured, d),
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
