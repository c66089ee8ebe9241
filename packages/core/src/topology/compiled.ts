import { err, ok, type Result } from "../foundation/result";
import type { DatacenterModel } from "./datacenter";
import { FaultList, MAX_POSITIONS, type TopologyFault } from "./faults";
import { capacityUnits, zoneUnits } from "./units";

/**
 * A datacenter as typed arrays, for the planner's inner loops. Everything is an index into the model's arrays (rooms, rows, groups,
 * devices, coolingZones, in display order). "Start" arrays are offsets: the items of i are [start[i], start[i + 1]).
 *
 * A **slot** is a pair (surviving device, failed top device) for which some group hangs from both: the only pairs in which the
 * survivor takes over load. An **effect** of a group is one device above one of its feeds, with the slot of (that device, the top
 * device of the other feed): a rack in the group adds half its power to the device and to the slot.
 */
export interface CompiledDatacenter {
  readonly model: DatacenterModel;
  readonly roomIndex: ReadonlyMap<string, number>;
  readonly rowIndex: ReadonlyMap<string, number>;
  readonly groupIndex: ReadonlyMap<string, number>;
  readonly deviceIndex: ReadonlyMap<string, number>;
  readonly zoneIndex: ReadonlyMap<string, number>;

  readonly rowRoom: Int32Array;
  readonly rowGroupStart: Int32Array;
  readonly rowGroups: Int32Array;
  readonly rowPositions: Int32Array;
  readonly groupRow: Int32Array;
  readonly groupZone: Int32Array;
  readonly groupPositions: Int32Array;
  /** The two feeds of each group, 2 * group and 2 * group + 1. */
  readonly groupFeeds: Int32Array;
  /** Parent device, -1 for a top device. */
  readonly deviceParent: Int32Array;
  readonly deviceTop: Int32Array;
  readonly deviceRoom: Int32Array;
  /** 0 for a top device, 1 below it, ... */
  readonly deviceDepth: Int32Array;
  /** In power units (topology/units.ts). */
  readonly deviceCapacity: Float64Array;
  readonly deviceFailover: Float64Array;
  /** In cooling units. */
  readonly zoneCapacity: Float64Array;
  readonly zoneRoom: Int32Array;
  readonly roomTopStart: Int32Array;
  readonly roomTops: Int32Array;
  readonly roomRowStart: Int32Array;
  readonly roomRows: Int32Array;

  readonly slotStart: Int32Array;
  readonly slotDevice: Int32Array;
  /** The failed top device of each slot. */
  readonly slotTop: Int32Array;
  readonly effectStart: Int32Array;
  readonly effectDevice: Int32Array;
  readonly effectSlot: Int32Array;
}

/** Groups indices 0..owners.length-1 by their owner, keeping order. */
function bucket(owners: Int32Array, ownerCount: number): { start: Int32Array; items: Int32Array } {
  const start = new Int32Array(ownerCount + 1);
  for (const owner of owners) if (owner >= 0) start[owner + 1]! += 1;
  for (let i = 0; i < ownerCount; i++) start[i + 1]! += start[i]!;
  const next = start.slice();
  const items = new Int32Array(start[ownerCount]!);
  owners.forEach((owner, i) => {
    if (owner >= 0) items[next[owner]!++] = i;
  });
  return { start, items };
}

/** Top device and depth of every device. A circle of parents is a fault and ends where it was noticed. */
function climb(model: DatacenterModel, parent: Int32Array, room: Int32Array, faults: FaultList) {
  const count = parent.length;
  const top = new Int32Array(count).fill(-1);
  const depth = new Int32Array(count);
  model.devices.forEach((device, i) => {
    let at = i;
    let steps = 0;
    while (parent[at]! >= 0 && steps <= count) {
      at = parent[at]!;
      steps += 1;
    }
    if (steps > count) faults.add("cycle", "device", device.id, "parentId", "its parents form a circle");
    else if (parent[i]! >= 0 && room[parent[i]!] !== room[i])
      faults.add("other-room", "device", device.id, "parentId", "its parent is in another room");
    top[i] = at;
    depth[i] = steps;
  });
  return { top, depth };
}

function readDevices(model: DatacenterModel, rooms: ReadonlyMap<string, number>, faults: FaultList) {
  const deviceIndex = faults.index("device", model.devices);
  const count = model.devices.length;
  const parent = new Int32Array(count).fill(-1);
  const room = new Int32Array(count);
  const capacity = new Float64Array(count);
  const failover = new Float64Array(count);
  model.devices.forEach((d, i) => {
    room[i] = faults.resolve(rooms, "device", d.id, "roomId", d.roomId);
    if (d.parentId !== null) parent[i] = faults.resolve(deviceIndex, "device", d.id, "parentId", d.parentId);
    capacity[i] = capacityUnits(faults.watts("device", d.id, "capacityW", d.capacityW));
    failover[i] = capacityUnits(faults.watts("device", d.id, "failoverCapacityW", d.failoverCapacityW));
  });
  return { deviceIndex, parent, room, capacity, failover, ...climb(model, parent, room, faults) };
}

interface Indices {
  readonly rows: ReadonlyMap<string, number>;
  readonly zones: ReadonlyMap<string, number>;
  readonly rowRoom: Int32Array;
  readonly zoneRoom: Int32Array;
}

function readGroups(model: DatacenterModel, at: Indices, power: ReturnType<typeof readDevices>, faults: FaultList) {
  const count = model.groups.length;
  const row = new Int32Array(count);
  const zone = new Int32Array(count);
  const positions = new Int32Array(count);
  const feeds = new Int32Array(2 * count);
  model.groups.forEach((g, i) => {
    row[i] = faults.resolve(at.rows, "group", g.id, "rowId", g.rowId);
    zone[i] = faults.resolve(at.zones, "group", g.id, "coolingZoneId", g.coolingZoneId);
    const room = at.rowRoom[row[i]!];
    if (row[i]! >= 0 && zone[i]! >= 0 && at.zoneRoom[zone[i]!] !== room)
      faults.add("other-room", "group", g.id, "coolingZoneId", `cooling zone ${g.coolingZoneId} is in another room`);
    if (Number.isInteger(g.positions) && g.positions >= 0 && g.positions <= MAX_POSITIONS) positions[i] = g.positions;
    else
      faults.add(
        "not-a-whole-number",
        "group",
        g.id,
        "positions",
        `positions is ${g.positions}, expected 0 to 1000000`,
      );
    if (g.feeds.length !== 2) {
      faults.add("two-feeds", "group", g.id, "feeds", `has ${g.feeds.length} feeds, expected exactly two`);
      return;
    }
    g.feeds.forEach((feed, k) => {
      const device = faults.resolve(power.deviceIndex, "group", g.id, "feeds", feed);
      feeds[2 * i + k] = device;
      if (device >= 0 && row[i]! >= 0 && power.room[device] !== room)
        faults.add("other-room", "group", g.id, "feeds", `feed ${feed} is in another room`);
    });
    const [a, b] = [feeds[2 * i]!, feeds[2 * i + 1]!];
    if (a >= 0 && b >= 0 && power.top[a] === power.top[b])
      faults.add("same-top", "group", g.id, "feeds", "both feeds hang from one top device");
  });
  return { row, zone, positions, feeds };
}

/** Slots and effects (see CompiledDatacenter). Needs a fault-free topology. */
function readEffects(feeds: Int32Array, parent: Int32Array, top: Int32Array) {
  const groupCount = feeds.length / 2;
  const partners: Set<number>[] = Array.from(parent, () => new Set<number>());
  const effectStart = new Int32Array(groupCount + 1);
  const pairs: { device: number; failed: number }[] = [];
  for (let g = 0; g < groupCount; g++) {
    for (const side of [0, 1]) {
      const failed = top[feeds[2 * g + 1 - side]!]!;
      for (let d = feeds[2 * g + side]!; d >= 0; d = parent[d]!) {
        partners[d]!.add(failed);
        pairs.push({ device: d, failed });
      }
    }
    effectStart[g + 1] = pairs.length;
  }
  const slotStart = new Int32Array(parent.length + 1);
  const slotDevice: number[] = [];
  const slotTop: number[] = [];
  const slotOf = new Map<string, number>();
  partners.forEach((failedTops, d) => {
    for (const failed of [...failedTops].sort((x, y) => x - y)) {
      slotOf.set(`${d}/${failed}`, slotTop.length);
      slotDevice.push(d);
      slotTop.push(failed);
    }
    slotStart[d + 1] = slotTop.length;
  });
  return {
    slotStart,
    slotDevice: Int32Array.from(slotDevice),
    slotTop: Int32Array.from(slotTop),
    effectStart,
    effectDevice: Int32Array.from(pairs, (p) => p.device),
    effectSlot: Int32Array.from(pairs, (p) => slotOf.get(`${p.device}/${p.failed}`)!),
  };
}

/** Compiles a datacenter, or returns everything that is wrong with it. */
export function compileDatacenter(model: DatacenterModel): Result<CompiledDatacenter, readonly TopologyFault[]> {
  const faults = new FaultList();
  const roomIndex = faults.index("room", model.rooms);
  const rowIndex = faults.index("row", model.rows);
  const zoneIndex = faults.index("coolingZone", model.coolingZones);
  const groupIndex = faults.index("group", model.groups);
  const rowRoom = Int32Array.from(model.rows, (r) => faults.resolve(roomIndex, "row", r.id, "roomId", r.roomId));
  const zoneRoom = Int32Array.from(model.coolingZones, (z) =>
    faults.resolve(roomIndex, "coolingZone", z.id, "roomId", z.roomId),
  );
  const zoneCapacity = Float64Array.from(model.coolingZones, (z) =>
    zoneUnits(faults.watts("coolingZone", z.id, "capacityW", z.capacityW)),
  );
  const power = readDevices(model, roomIndex, faults);
  const groups = readGroups(model, { rows: rowIndex, zones: zoneIndex, rowRoom, zoneRoom }, power, faults);
  if (faults.faults.length > 0) return err(faults.faults);

  const byRow = bucket(groups.row, model.rows.length);
  const rowPositions = new Int32Array(model.rows.length);
  groups.row.forEach((row, g) => {
    rowPositions[row]! += groups.positions[g]!;
  });
  const tops = bucket(
    power.parent.map((p, d) => (p < 0 ? power.room[d]! : -1)),
    model.rooms.length,
  );
  const rows = bucket(rowRoom, model.rooms.length);
  return ok({
    model,
    roomIndex,
    rowIndex,
    groupIndex,
    deviceIndex: power.deviceIndex,
    zoneIndex,
    rowRoom,
    rowGroupStart: byRow.start,
    rowGroups: byRow.items,
    rowPositions,
    groupRow: groups.row,
    groupZone: groups.zone,
    groupPositions: groups.positions,
    groupFeeds: groups.feeds,
    deviceParent: power.parent,
    deviceTop: power.top,
    deviceRoom: power.room,
    deviceDepth: power.depth,
    deviceCapacity: power.capacity,
    deviceFailover: power.failover,
    zoneCapacity,
    zoneRoom,
    roomTopStart: tops.start,
    roomTops: tops.items,
    roomRowStart: rows.start,
    roomRows: rows.items,
    ...readEffects(groups.feeds, power.parent, power.top),
  });
}

/** Group indices of a row. */
export const groupsOfRow = (dc: CompiledDatacenter, row: number): Int32Array =>
  dc.rowGroups.subarray(dc.rowGroupStart[row]!, dc.rowGroupStart[row + 1]!);
