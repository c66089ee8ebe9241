import { addLot, type LimitViolation, type Loads } from "../capacity/loads";
import type { CompiledDatacenter } from "../topology/compiled";
import type { PlacedRacks } from "../topology/datacenter";
import { coolingW } from "../topology/units";

/**
 * What a plan leans on in one datacenter: the groups it fills, every device above their feeds, their cooling zones. Changes elsewhere
 * are unrelated to the plan and revoke nothing.
 */
export interface Footprint {
  readonly groups: ReadonlySet<number>;
  readonly devices: ReadonlySet<number>;
  readonly zones: ReadonlySet<number>;
}

/** O(groups x tree depth). Groups that the datacenter no longer has are left out. */
export function footprintOf(dc: CompiledDatacenter, own: readonly PlacedRacks[]): Footprint {
  const groups = new Set<number>();
  for (const lot of own)
    for (const id of Object.keys(lot.racks)) {
      const group = dc.groupIndex.get(id);
      if (group !== undefined) groups.add(group);
    }
  const devices = new Set<number>();
  const zones = new Set<number>();
  for (const group of groups) {
    zones.add(dc.groupZone[group]!);
    for (let e = dc.effectStart[group]!; e < dc.effectStart[group + 1]!; e++) devices.add(dc.effectDevice[e]!);
  }
  return { groups, devices, zones };
}

/** Limits that are broken where the plan adds to them. Empty: its racks can stand with everything that `loads` has. */
export function brokenLimits(loads: Loads, { groups, devices, zones }: Footprint): LimitViolation[] {
  const { groupIndex, zoneIndex, deviceIndex, groupRow, model } = loads.dc;
  const rows = [...groups].map((group) => model.rows[groupRow[group]!]!);
  return loads.violations().filter(({ limit, id }) => {
    if (limit === "positions") return groups.has(groupIndex.get(id)!);
    if (limit === "cooling") return zones.has(zoneIndex.get(id)!);
    if (limit === "roomWeight") return rows.some((row) => row.roomId === id);
    if (limit === "ports") return rows.some((row) => row.id === id || row.networkZoneId === id);
    return devices.has(deviceIndex.get(id)!);
  });
}

/** One number an approver relies on: how full a limit is that the plan leans on, in percent of it. */
export interface LeanedOn {
  /** device: the load after its worst single failure (without any: its normal load), by its limit for that. */
  readonly kind: "device" | "coolingZone";
  readonly id: string;
  /** The top device whose failure is the worst; null for a cooling zone or where nothing is taken over. */
  readonly failedTopId: string | null;
  readonly percent: number;
}

const share = (load: number, limit: number): number => (load === 0 ? 0 : (100 * load) / limit);

/** Every limit of the footprint, worst first; of equals the first in display order. */
export function leanedOn(loads: Loads, footprint: Footprint): LeanedOn[] {
  const { dc } = loads;
  const numbers: LeanedOn[] = [];
  for (const device of [...footprint.devices].sort((a, b) => a - b)) {
    const { id, capacityW, failoverCapacityW } = dc.model.devices[device]!;
    const worst = loads.worstFailure(device);
    const failedTopId = worst ? dc.model.devices[worst.failedTop]!.id : null;
    const percent = worst ? share(worst.loadW, failoverCapacityW) : share(loads.loadW(device), capacityW);
    numbers.push({ kind: "device", id, failedTopId, percent });
  }
  for (const zone of [...footprint.zones].sort((a, b) => a - b)) {
    const { id, capacityW } = dc.model.coolingZones[zone]!;
    numbers.push({
      kind: "coolingZone",
      id,
      failedTopId: null,
      percent: share(coolingW(loads.cooling[zone]!), capacityW),
    });
  }
  return numbers.sort((a, b) => b.percent - a.percent);
}

/** Screens show tenths of a percent: a change nobody could have seen is none. */
export const VISIBLE_PERCENT = 0.05;

export interface Worsened {
  readonly seen: LeanedOn;
  readonly now: LeanedOn;
}

/**
 * Whether the number on an approver's screen got worse: the worst load after a single failure of what the plan leans on. A limit that
 * fills up below it changes nothing that was seen (that it is kept is asked apart, by brokenLimits). null: as it was, or better.
 */
export function worsened(seen: readonly LeanedOn[], now: readonly LeanedOn[]): Worsened | null {
  const [was, is] = [worstDevice(seen), worstDevice(now)];
  return was && is && is.percent > was.percent + VISIBLE_PERCENT ? { seen: was, now: is } : null;
}

const worstDevice = (numbers: readonly LeanedOn[]): LeanedOn | null =>
  numbers
    .filter((n) => n.kind === "device")
    .reduce<LeanedOn | null>((a, b) => (a && a.percent >= b.percent ? a : b), null);

/** Adds lots to loads, or takes them out. Lots in groups that are gone are skipped: their positions are checked one by one. */
export function addLots(loads: Loads, lots: readonly PlacedRacks[], sign: 1 | -1): void {
  for (const lot of lots) addLot(loads, lot, sign);
}
