import { type CompiledDatacenter, compileDatacenter, effectsOf, feedsOfGroup } from "../topology/compiled";
import type { DatacenterModel, OccupancyKind, PlacedRacks } from "../topology/datacenter";
import { coolingW } from "../topology/units";
import { type Fill, fillWithReference, type ReferenceRack } from "./fill";
import { addLedger, closeLedger, type Ledger, newLedger } from "./ledger";
import { attributeLeftover, type Sharer } from "./leftover";
import { type Loads, loadsOf, type RackDemand, rackDemand } from "./loads";
import type { CoolingZoneAccount, DatacenterAccount, DeviceAccount, GroupAccount, WorstFailure } from "./types";

export interface AccountOptions {
  /** The rack that "usable" is measured with: the datacenter's median rack (reference.ts). */
  readonly reference: ReferenceRack;
}

/**
 * The account of a datacenter: what every limit supplies, who has it, what is free, and what of that is stranded.
 *
 * Supply. Space: usable positions. Power: the capacity of all top devices. Failover: what every room can carry whichever of its top
 * devices is down, that is the least over f of the failover capacity of the others (bound F of bench/placement/FORMAT.md). Cooling: the
 * zones. A row has no power of its own: its supply is what it uses plus its part of what the shared limits have left.
 *
 * Stranded. Free space is filled with reference racks, one to a group in turn, until none fits (fill.ts). What is free then is unusable:
 * an empty position by the limit that keeps the rack out; watts by the same limit as far as empty positions could have drawn them, and
 * for the rest by space (leftover.ts). So free - stranded = reference racks that still fit, in each resource's unit.
 *
 * Rows add up to rooms (but for limits that feed no row), rooms to the datacenter, exactly. Limits may be exceeded: free is negative
 * then. Throws where the model or the racks contradict themselves (they come from a checked snapshot). O(positions x tree depth).
 */
export function accountDatacenter(
  model: DatacenterModel,
  placed: readonly PlacedRacks[],
  options: AccountOptions,
): DatacenterAccount {
  const compiled = compileDatacenter(model);
  if (!compiled.ok) throw new Error(`datacenter ${model.id}: ${compiled.error.map((f) => f.message).join("; ")}`);
  return accountCompiled(compiled.value, placed, options);
}

/** The same for a datacenter that is compiled already. */
export function accountCompiled(
  dc: CompiledDatacenter,
  placed: readonly PlacedRacks[],
  { reference }: AccountOptions,
): DatacenterAccount {
  const summed = loadsOf(dc, placed);
  if (!summed.ok) throw new Error(`datacenter ${dc.model.id}: ${summed.error.map((f) => f.message).join("; ")}`);
  const loads = summed.value;
  const filled = loads.clone();
  const fill = fillWithReference(filled, reference);

  const rows = dc.model.rows.map(newLedger);
  const rooms = dc.model.rooms.map(newLedger);
  const kinds = countKinds(dc, placed, rows);
  addFree(dc, loads, fill, rackDemand(reference), rows);
  addLeftovers(dc, filled, fill, rackDemand(reference), { rows, rooms });

  const total = newLedger();
  rows.forEach((ledger, r) => {
    addLedger(rooms[dc.rowRoom[r]!]!, ledger);
  });
  for (const ledger of rooms) addLedger(total, ledger);
  const devices = deviceAccounts(dc, loads);
  const close = (ledger: Ledger) => closeLedger(ledger, dc.powerScale);
  return {
    datacenterId: dc.model.id,
    total: close(total),
    rooms: dc.model.rooms.map(({ id }, r) => ({ id, resources: close(rooms[r]!) })),
    rows: dc.model.rows.map(({ id, roomId }, r) => ({ id, roomId, resources: close(rows[r]!) })),
    groups: groupAccounts(dc, loads, fill, kinds),
    devices,
    coolingZones: zoneAccounts(dc, loads),
    worstFailure: worstOf(devices),
  };
}

/** The whole power of one rack, in the datacenter's power units. */
const powerOf = (dc: CompiledDatacenter, rack: RackDemand): number => 2 * rack.power * dc.powerScale;

type KindCounts = Readonly<Record<OccupancyKind, Int32Array>>;

/** Books what stands and is promised into its rows; returns racks by kind and group. */
function countKinds(dc: CompiledDatacenter, placed: readonly PlacedRacks[], rows: readonly Ledger[]): KindCounts {
  const counts = () => new Int32Array(dc.groupRow.length);
  const kinds = { occupied: counts(), committed: counts(), held: counts(), reserved: counts() };
  for (const p of placed) {
    const ledger = rows[dc.rowIndex.get(p.rowId)!]!;
    const rack = rackDemand(p);
    for (const [groupId, count] of Object.entries(p.racks)) {
      kinds[p.kind][dc.groupIndex.get(groupId)!]! += count;
      ledger.space.used[p.kind] += count;
      const power = powerOf(dc, rack);
      ledger.power.used[p.kind] += count * power;
      ledger.failover.used[p.kind] += count * power;
      ledger.cooling.used[p.kind] += count * rack.cooling;
    }
  }
  return kinds;
}

/** Free positions, and the watts of the reference racks that still fit. */
function addFree(dc: CompiledDatacenter, loads: Loads, fill: Fill, rack: RackDemand, rows: readonly Ledger[]): void {
  dc.groupRow.forEach((row, g) => {
    const ledger = rows[row]!;
    const cause = fill.cause[g];
    ledger.space.free += loads.freeInGroup(g);
    if (cause) ledger.space.strandedBy[cause] += fill.left[g]!;
    ledger.power.free += fill.racks[g]! * powerOf(dc, rack);
    ledger.failover.free += fill.racks[g]! * powerOf(dc, rack);
    ledger.cooling.free += fill.racks[g]! * rack.cooling;
  });
}

/** Shares out what each limit has left after the fill among the rows that draw on it. */
function addLeftovers(
  dc: CompiledDatacenter,
  filled: Loads,
  fill: Fill,
  rack: RackDemand,
  { rows, rooms }: { readonly rows: readonly Ledger[]; readonly rooms: readonly Ledger[] },
): void {
  const share = (
    resource: "power" | "failover" | "cooling",
    rest: number,
    groups: readonly number[],
    perRack: (group: number) => number,
    room: number,
  ) => {
    const sharers = groups.map((g): Sharer => {
      const [left, cause] = [fill.left[g]!, fill.cause[g]!];
      return { positions: dc.groupPositions[g]!, missed: left * perRack(g), cause };
    });
    const parts = attributeLeftover(rest, sharers);
    if (parts === null) {
      const lost = rooms[room]![resource];
      lost.free += rest;
      lost.strandedBy.space += Math.max(0, rest);
      return;
    }
    parts.forEach((ofGroup, i) => {
      const tally = rows[dc.groupRow[groups[i]!]!]![resource];
      for (const { cause, amount } of ofGroup) {
        tally.free += amount;
        if (cause !== null) tally.strandedBy[cause] += amount;
      }
    });
  };
  const { ofTop, ofRoom, ofZone } = groupsByLimit(dc);
  dc.model.rooms.forEach((_, room) => {
    const tops = dc.roomTops.subarray(dc.roomTopStart[room]!, dc.roomTopStart[room + 1]!);
    let carried = 0;
    for (const top of tops) {
      carried += filled.normal[top]!;
      const ofOne = (g: number) => rack.power * (effectsOf(dc, g).get(top) ?? 0);
      share("power", filled.normalLeft(top), ofTop.get(top) ?? [], ofOne, room);
    }
    share("failover", survivableUnits(dc, tops) - carried, ofRoom.get(room) ?? [], () => powerOf(dc, rack), room);
  });
  dc.zoneRoom.forEach((room, zone) => {
    share("cooling", filled.coolingLeft(zone), ofZone.get(zone) ?? [], () => rack.cooling, room);
  });
}

/** What the others carry when the worst top device is down, in power units. */
function survivableUnits(dc: CompiledDatacenter, tops: Int32Array): number {
  const all = tops.reduce((sum, t) => sum + dc.deviceFailover[t]!, 0);
  const worst = tops.reduce((most, t) => Math.max(most, dc.deviceFailover[t]!), 0);
  return all - worst;
}

function groupsByLimit(dc: CompiledDatacenter) {
  const [ofTop, ofRoom, ofZone] = [
    new Map<number, number[]>(),
    new Map<number, number[]>(),
    new Map<number, number[]>(),
  ];
  const push = (map: Map<number, number[]>, key: number, group: number) => {
    const list = map.get(key);
    if (list) list.push(group);
    else map.set(key, [group]);
  };
  dc.groupRow.forEach((row, g) => {
    for (const top of new Set([...feedsOfGroup(dc, g)].map((feed) => dc.deviceTop[feed]!))) push(ofTop, top, g);
    push(ofRoom, dc.rowRoom[row]!, g);
    push(ofZone, dc.groupZone[g]!, g);
  });
  return { ofTop, ofRoom, ofZone };
}

function groupAccounts(dc: CompiledDatacenter, loads: Loads, fill: Fill, kinds: KindCounts): GroupAccount[] {
  return dc.model.groups.map(({ id, rowId, positions }, g) => ({
    id,
    rowId,
    positions,
    installed: kinds.occupied[g]!,
    committed: kinds.committed[g]!,
    held: kinds.held[g]!,
    reserved: kinds.reserved[g]!,
    free: loads.freeInGroup(g),
    stranded: fill.left[g]!,
    strandedCause: fill.cause[g]!,
  }));
}

function deviceAccounts(dc: CompiledDatacenter, loads: Loads): DeviceAccount[] {
  const { devices } = dc.model;
  return devices.map(({ id, parentId, roomId, capacityW, failoverCapacityW }, d) => {
    const room = dc.deviceRoom[d]!;
    const own = dc.deviceTop[d]!;
    const afterFailureW: Record<string, number> = {};
    for (const top of dc.roomTops.subarray(dc.roomTopStart[room]!, dc.roomTopStart[room + 1]!))
      if (top !== own) afterFailureW[devices[top]!.id] = loads.loadAfterFailureW(d, top);
    const loadW = loads.loadW(d);
    return { id, parentId, topId: devices[own]!.id, roomId, capacityW, failoverCapacityW, loadW, afterFailureW };
  });
}

function zoneAccounts(dc: CompiledDatacenter, loads: Loads): CoolingZoneAccount[] {
  return dc.model.coolingZones.map(({ id, roomId, capacityW }, z) => ({
    id,
    roomId,
    capacityW,
    loadW: coolingW(loads.cooling[z]!),
  }));
}

/** The largest share of its limit that a failure puts on a device; first of equals. Any load on a limit of 0 W is the worst. */
function worstOf(devices: readonly DeviceAccount[]): WorstFailure | null {
  const share = (loadW: number, limitW: number) => (loadW === 0 ? 0 : loadW / limitW);
  let worst: WorstFailure | null = null;
  for (const { id, failoverCapacityW: limitW, afterFailureW } of devices)
    for (const [failedTopId, loadW] of Object.entries(afterFailureW))
      if (worst === null || share(loadW, limitW) > share(worst.loadW, worst.limitW))
        worst = { deviceId: id, failedTopId, loadW, limitW };
  return worst;
}
