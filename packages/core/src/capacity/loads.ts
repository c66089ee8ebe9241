import { err, ok, type Result } from "../foundation/result";
import type { CompiledDatacenter } from "../topology/compiled";
import type { PlacedRacks } from "../topology/datacenter";
import { MAX_POSITIONS } from "../topology/faults";
import { coolingW, powerW, rackCoolingUnits, rackPowerUnits, rackWeightUnits, weightKg } from "../topology/units";
import { type CompiledRule, RuleLedger, rulesOf } from "./rules";

/** What one rack adds: `power` is half its power, of which devices carry multiples (CompiledDatacenter); `cooling` goes to its zone; `weight` is in grams. Exact units. */
export interface RackDemand {
  readonly power: number;
  readonly cooling: number;
  readonly weight: number;
  readonly ports: number;
}

/** What a rack draws, weighs and plugs in. */
export interface RackNeeds {
  readonly powerW: number;
  readonly coolingW: number;
  /** Absent: 0. */
  readonly weightKg?: number | undefined;
  /** Absent: 0. */
  readonly ports?: number | undefined;
}

export const rackDemand = ({ powerW, coolingW, weightKg = 0, ports = 0 }: RackNeeds): RackDemand => ({
  power: rackPowerUnits(powerW),
  cooling: rackCoolingUnits(coolingW),
  weight: rackWeightUnits(weightKg),
  ports,
});

/** Limits of sums over racks, each linear in how many stand where. */
export type LimitKind = "positions" | "cooling" | "power" | "failover" | "roomWeight" | "ports";

/** A physical limit that is exceeded. `load` and `capacity` are in positions, watts, kg or ports, as the limit is. */
export interface LimitViolation {
  readonly limit: LimitKind;
  /** Group, cooling zone, power device, room, or row or network zone (ports). */
  readonly id: string;
  /** With "failover": the top device whose failure overloads it. */
  readonly failedTopId?: string;
  readonly load: number;
  readonly capacity: number;
}

/**
 * The one kernel of loads: what stands in the groups, and what that puts on zones and devices. Adding and removing are exact (whole
 * numbers in doubles, topology/units.ts), so any order of changes ends in the same numbers as a sum from scratch.
 * Arrays may be read by anybody and written by nobody else. Cost of a change: O(devices above the group).
 */
export class Loads {
  /** Racks by group. */
  readonly used: Int32Array;
  /** Racks by row. */
  readonly rowUsed: Int32Array;
  /** Cooling units by zone. */
  readonly cooling: Float64Array;
  /** Normal load by device, power units. */
  readonly normal: Float64Array;
  /** Load that the slot's device takes over when the slot's top fails, power units. */
  readonly shared: Float64Array;
  /** Grams by room. */
  readonly weight: Float64Array;
  /** Network ports taken, by row and then by network zone. */
  readonly ports: Float64Array;
  /** Who stands where, for rules among racks of one key; null until somebody comes under one. */
  rules: RuleLedger | null = null;

  constructor(readonly dc: CompiledDatacenter) {
    this.used = new Int32Array(dc.groupRow.length);
    this.rowUsed = new Int32Array(dc.rowRoom.length);
    this.cooling = new Float64Array(dc.zoneCapacity.length);
    this.normal = new Float64Array(dc.deviceCapacity.length);
    this.shared = new Float64Array(dc.slotTop.length);
    this.weight = new Float64Array(dc.roomWeightLimit.length);
    this.ports = new Float64Array(dc.portLimit.length);
  }

  /** Puts `count` racks into a group; a negative count takes them out. */
  add(group: number, count: number, rack: RackDemand): void {
    const dc = this.dc;
    this.used[group]! += count;
    this.rowUsed[dc.groupRow[group]!]! += count;
    this.cooling[dc.groupZone[group]!]! += count * rack.cooling;
    const row = dc.groupRow[group]!;
    this.weight[dc.rowRoom[row]!]! += count * rack.weight;
    this.ports[row]! += count * rack.ports;
    const network = dc.rowNetworkZone[row]!;
    if (network >= 0) this.ports[dc.rowRoom.length + network]! += count * rack.ports;
    const power = count * rack.power;
    for (let e = dc.effectStart[group]!, end = dc.effectStart[group + 1]!; e < end; e++) {
      this.normal[dc.effectDevice[e]!]! += power * dc.effectTimes[e]!;
    }
    for (let s = dc.shiftStart[group]!, end = dc.shiftStart[group + 1]!; s < end; s++) {
      this.shared[dc.shiftSlot[s]!]! += power * dc.shiftTimes[s]!;
    }
  }

  remove(group: number, count: number, rack: RackDemand): void {
    this.add(group, -count, rack);
  }

  /** Notes that a lot of so many racks stands in a row under rules of its keys; sign -1: no longer. */
  note(rules: readonly CompiledRule[] | undefined, row: number, racks: number, sign: 1 | -1): void {
    if (!rules) return;
    this.rules ??= new RuleLedger();
    this.rules.add(rules, row, racks, sign);
  }

  copyFrom(other: Loads): void {
    this.rules = other.rules?.clone() ?? null;
    this.used.set(other.used);
    this.rowUsed.set(other.rowUsed);
    this.cooling.set(other.cooling);
    this.normal.set(other.normal);
    this.shared.set(other.shared);
    this.weight.set(other.weight);
    this.ports.set(other.ports);
  }

  clone(): Loads {
    const copy = new Loads(this.dc);
    copy.copyFrom(this);
    return copy;
  }

  freeInGroup(group: number): number {
    return this.dc.groupPositions[group]! - this.used[group]!;
  }

  freeInRow(row: number): number {
    return this.dc.rowPositions[row]! - this.rowUsed[row]!;
  }

  /** Cooling units left in a zone. */
  coolingLeft(zone: number): number {
    return this.dc.zoneCapacity[zone]! - this.cooling[zone]!;
  }

  /** Grams that a room's floor still carries. */
  weightLeft(room: number): number {
    return this.dc.roomWeightLimit[room]! - this.weight[room]!;
  }

  /** Network ports left of a row, or of a network zone (rows come first). */
  portsLeft(subject: number): number {
    return this.dc.portLimit[subject]! - this.ports[subject]!;
  }

  /** Power units left on a device in normal operation. */
  normalLeft(device: number): number {
    return this.dc.deviceCapacity[device]! - this.normal[device]!;
  }

  /** Power units left on the slot's device while the slot's top is down. */
  slotLeft(slot: number): number {
    const device = this.dc.slotDevice[slot]!;
    return this.dc.deviceFailover[device]! - this.normal[device]! - this.shared[slot]!;
  }

  /** The slot of (device, failed top), or -1 where the device takes over nothing. */
  slotOf(device: number, failedTop: number): number {
    const dc = this.dc;
    for (let s = dc.slotStart[device]!; s < dc.slotStart[device + 1]!; s++) if (dc.slotTop[s] === failedTop) return s;
    return -1;
  }

  /** What the racks of a room weigh, in kg. */
  weightKg(room: number): number {
    return weightKg(this.weight[room]!);
  }

  /** Draw on a cooling zone, in watts. */
  coolingW(zone: number): number {
    return coolingW(this.cooling[zone]!);
  }

  /** Normal load of a device in watts. */
  loadW(device: number): number {
    return powerW(this.normal[device]!, this.dc.powerScale);
  }

  /** Load of a device in watts while `failedTop` of its room is down: 0 when it is that top or hangs from it. */
  loadAfterFailureW(device: number, failedTop: number): number {
    if (this.dc.deviceTop[device] === failedTop) return 0;
    const slot = this.slotOf(device, failedTop);
    return powerW(this.normal[device]! + (slot < 0 ? 0 : this.shared[slot]!), this.dc.powerScale);
  }

  /** The single failure that loads a device most, or null where it takes over nothing. */
  worstFailure(device: number): { readonly failedTop: number; readonly loadW: number } | null {
    const dc = this.dc;
    let worst = -1;
    for (let s = dc.slotStart[device]!; s < dc.slotStart[device + 1]!; s++)
      if (worst < 0 || this.shared[s]! > this.shared[worst]!) worst = s;
    return worst < 0
      ? null
      : { failedTop: dc.slotTop[worst]!, loadW: powerW(this.normal[device]! + this.shared[worst]!, dc.powerScale) };
  }

  /** Every exceeded limit, in the order positions, cooling, power, failover, weight, ports. Empty: all is well. O(topology). */
  violations(): LimitViolation[] {
    const { dc } = this;
    return this.exceeded({
      groups: upTo(dc.groupPositions.length),
      zones: upTo(dc.zoneCapacity.length),
      devices: upTo(dc.deviceCapacity.length),
      rooms: upTo(dc.roomWeightLimit.length),
      subjects: upTo(dc.portLimit.length),
    });
  }

  /** Of the limits that racks of the group count towards those that are exceeded, in the same order. O(devices above it and their slots). */
  violationsOf(group: number): LimitViolation[] {
    const { dc } = this;
    const row = dc.groupRow[group]!;
    const network = dc.rowNetworkZone[row]!;
    const above = dc.effectDevice.subarray(dc.effectStart[group]!, dc.effectStart[group + 1]!);
    return this.exceeded({
      groups: [group],
      zones: [dc.groupZone[group]!],
      devices: [...new Set(above)].sort((a, b) => a - b),
      rooms: [dc.rowRoom[row]!],
      subjects: network < 0 ? [row] : [row, dc.rowRoom.length + network],
    });
  }

  private exceeded(of: Subjects): LimitViolation[] {
    const { dc } = this;
    const { model } = dc;
    const out: LimitViolation[] = [];
    const watts = (units: number) => powerW(units, dc.powerScale);
    for (const g of of.groups) {
      const [load, capacity] = [this.used[g]!, dc.groupPositions[g]!];
      if (load > capacity) out.push({ limit: "positions", id: model.groups[g]!.id, load, capacity });
    }
    for (const z of of.zones) {
      const [load, capacity] = [this.cooling[z]!, dc.zoneCapacity[z]!];
      const { id } = model.coolingZones[z]!;
      if (load > capacity) out.push({ limit: "cooling", id, load: coolingW(load), capacity: coolingW(capacity) });
    }
    for (const d of of.devices) {
      const [load, capacity] = [this.normal[d]!, dc.deviceCapacity[d]!];
      const { id } = model.devices[d]!;
      if (load > capacity) out.push({ limit: "power", id, load: watts(load), capacity: watts(capacity) });
    }
    for (const d of of.devices)
      for (let s = dc.slotStart[d]!; s < dc.slotStart[d + 1]!; s++) {
        if (this.slotLeft(s) >= 0) continue;
        const load = watts(this.normal[d]! + this.shared[s]!);
        const failedTopId = model.devices[dc.slotTop[s]!]!.id;
        const capacity = watts(dc.deviceFailover[d]!);
        out.push({ limit: "failover", id: model.devices[d]!.id, failedTopId, load, capacity });
      }
    for (const room of of.rooms) {
      const [load, capacity] = [this.weight[room]!, dc.roomWeightLimit[room]!];
      const { id } = model.rooms[room]!;
      if (load > capacity) out.push({ limit: "roomWeight", id, load: weightKg(load), capacity: weightKg(capacity) });
    }
    for (const subject of of.subjects) {
      const [load, capacity] = [this.ports[subject]!, dc.portLimit[subject]!];
      const { id } = model.rows[subject] ?? model.networkZones![subject - model.rows.length]!;
      if (load > capacity) out.push({ limit: "ports", id, load, capacity });
    }
    return out;
  }
}

/** Indices of what is asked for its limits: of a device also those after each failure. */
interface Subjects {
  readonly groups: Iterable<number>;
  readonly zones: Iterable<number>;
  readonly devices: Iterable<number>;
  readonly rooms: Iterable<number>;
  /** Rows, and after them network zones. */
  readonly subjects: Iterable<number>;
}

const upTo = (count: number): Iterable<number> => new Int32Array(count).map((_, i) => i);

const racksOf = (lot: PlacedRacks): number => Object.values(lot.racks).reduce((a, b) => a + b, 0);

/**
 * Adds a lot, or takes it out, rules and all. Groups that are gone are skipped (their positions are checked one by one); of a row that is
 * gone, rules know nothing.
 */
export function addLot(loads: Loads, lot: PlacedRacks, sign: 1 | -1): void {
  const demand = rackDemand(lot);
  for (const [id, count] of Object.entries(lot.racks)) {
    const group = loads.dc.groupIndex.get(id);
    if (group !== undefined) loads.add(group, sign * count, demand);
  }
  const row = loads.dc.rowIndex.get(lot.rowId);
  if (row !== undefined) loads.note(rulesOf(loads.dc, lot), row, racksOf(lot), sign);
}

/** What is wrong with racks that are said to stand somewhere. */
export interface PlacedFault {
  readonly placedId: string;
  readonly message: string;
}

/** Loads of racks that stand or are promised. Unknown rows or groups and counts below 1 are faults; limits are not checked here. */
export function loadsOf(dc: CompiledDatacenter, placed: readonly PlacedRacks[]): Result<Loads, readonly PlacedFault[]> {
  const loads = new Loads(dc);
  const faults: PlacedFault[] = [];
  for (const p of placed) {
    const row = dc.rowIndex.get(p.rowId);
    if (row === undefined) faults.push({ placedId: p.id, message: `row ${p.rowId} does not exist` });
    const rack = rackDemand(p);
    for (const [groupId, count] of Object.entries(p.racks)) {
      const group = dc.groupIndex.get(groupId);
      if (group === undefined) faults.push({ placedId: p.id, message: `group ${groupId} does not exist` });
      else if (dc.groupRow[group] !== row)
        faults.push({ placedId: p.id, message: `group ${groupId} is not in row ${p.rowId}` });
      else if (!Number.isInteger(count) || count < 1 || count > MAX_POSITIONS)
        faults.push({ placedId: p.id, message: `group ${groupId}: ${count} racks, expected 1 to ${MAX_POSITIONS}` });
      else loads.add(group, count, rack);
    }
    if (row !== undefined) loads.note(rulesOf(dc, p), row, racksOf(p), 1);
  }
  return faults.length > 0 ? err(faults) : ok(loads);
}
