import { type CompiledDatacenter, feedsOfGroup } from "../topology/compiled";
import { type Loads, type RackDemand, rackDemand } from "./loads";
import type { StrandedCause } from "./types";

/** What one rack of the reference kind takes: the yardstick for "usable". */
export interface ReferenceRack {
  readonly powerW: number;
  readonly coolingW: number;
  /** Absent: 0. */
  readonly weightKg?: number;
  /** Absent: 0. */
  readonly ports?: number;
}

/**
 * The limit that keeps one more rack out of a group, or null where it fits. "row": a device that feeds the group directly; "device":
 * one above it, or a top device that feeds directly. Power is asked before failover, both before cooling, and
 * that before weight and ports: the first that refuses is the one named. O(devices above the group).
 */
export function limitAt(loads: Loads, group: number, rack: RackDemand): StrandedCause | null {
  const { dc } = loads;
  if (loads.freeInGroup(group) < 1) return "space";
  const [start, end] = [dc.effectStart[group]!, dc.effectStart[group + 1]!];
  for (let e = start; e < end; e++) {
    const device = dc.effectDevice[e]!;
    if (loads.normalLeft(device) < rack.power * dc.effectTimes[e]!)
      return isRowDevice(dc, group, device) ? "row" : "device";
  }
  for (let e = start; e < end; e++) {
    const device = dc.effectDevice[e]!;
    for (let s = dc.slotStart[device]!; s < dc.slotStart[device + 1]!; s++)
      if (loads.slotLeft(s) < rack.power * (dc.effectTimes[e]! + shiftTimes(dc, group, s))) return "failover";
  }
  if (loads.coolingLeft(dc.groupZone[group]!) < rack.cooling) return "cooling";
  const row = dc.groupRow[group]!;
  const position = dc.groupWeightLimit?.[group] ?? Number.POSITIVE_INFINITY;
  if (position < rack.weight || loads.weightLeft(dc.rowRoom[row]!) < rack.weight) return "weight";
  const network = dc.rowNetworkZone[row]!;
  const zonePorts = network < 0 ? Number.POSITIVE_INFINITY : loads.portsLeft(dc.rowRoom.length + network);
  return Math.min(loads.portsLeft(row), zonePorts) < rack.ports ? "ports" : null;
}

/** What a rack of the group shifts to a slot. O(slots of the group). */
function shiftTimes(dc: CompiledDatacenter, group: number, slot: number): number {
  for (let i = dc.shiftStart[group]!; i < dc.shiftStart[group + 1]!; i++)
    if (dc.shiftSlot[i] === slot) return dc.shiftTimes[i]!;
  return 0;
}

const isRowDevice = (dc: CompiledDatacenter, group: number, device: number): boolean =>
  dc.deviceParent[device]! >= 0 && feedsOfGroup(dc, group).includes(device);

/** What fits still, and what keeps more from fitting. */
export interface Fill {
  /** Reference racks that were put in, by group. */
  readonly racks: Int32Array;
  /** Free positions that stay empty, by group. */
  readonly left: Int32Array;
  /** By group, null where no position is left. */
  readonly cause: readonly (StrandedCause | null)[];
}

/**
 * Fills free space with reference racks until none fits: one to a group in turn, in display order, so that no device is used up by
 * the first rows. Changes `loads`. A group that refuses once refuses for good, since loads only grow: O(positions x devices above).
 */
export function fillWithReference(loads: Loads, reference: ReferenceRack): Fill {
  const { dc } = loads;
  const demand = rackDemand(reference);
  const count = dc.groupRow.length;
  const racks = new Int32Array(count);
  const cause: (StrandedCause | null)[] = new Array(count).fill(null);
  let open = Array.from({ length: count }, (_, g) => g);
  while (open.length > 0) {
    const still: number[] = [];
    for (const g of open) {
      cause[g] = limitAt(loads, g, demand);
      if (cause[g] !== null) continue;
      loads.add(g, 1, demand);
      racks[g]! += 1;
      still.push(g);
    }
    open = still;
  }
  const left = Int32Array.from(racks, (_, g) => Math.max(0, loads.freeInGroup(g)));
  return { racks, left, cause: cause.map((c, g) => (left[g] === 0 ? null : c)) };
}
