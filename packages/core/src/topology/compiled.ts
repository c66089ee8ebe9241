import { err, ok, type Result } from "../foundation/result";
import type { DatacenterModel, PositionGroup } from "./datacenter";
import { compileExtras, type Extras } from "./extras";
import { FaultList, MAX_FEEDS, MAX_GROUPS, MAX_NUMBERS, MAX_POSITIONS, MAX_WATTS, type TopologyFault } from "./faults";
import { countLimits } from "./limit-count";
import { compilePower } from "./power-paths";
import { capacityUnits, powerScale, zoneUnits } from "./units";

/**
 * A datacenter as typed arrays, for the planner's inner loops. Everything is an index into the model's arrays (rooms, rows, groups,
 * devices, coolingZones, in display order). "Start" arrays are offsets: the items of i are [start[i], start[i + 1]).
 *
 * Power. Of a rack on k feeds each carries a k-th. When a top device fails, its feeds' shares go in equal parts to the rack's other
 * feeds; a rack on a single feed goes down with it. A **slot** is a pair (surviving device, failed top device) for which some group
 * hangs from both: the only pairs in which the survivor takes over load. An **effect** of a group is one device above its feeds: a rack
 * adds `effectTimes` halves of its power to it (times powerScale, which makes them whole). A **shift** is one slot of the group:
 * there a rack adds `shiftTimes`, what the device takes over on top. With two feeds both are 1.
 */
export interface CompiledDatacenter extends Extras {
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
  readonly groupFeedStart: Int32Array;
  readonly groupFeeds: Int32Array;
  /** Parent device, -1 for a top device. */
  readonly deviceParent: Int32Array;
  readonly deviceTop: Int32Array;
  readonly deviceRoom: Int32Array;
  /** 0 for a top device, 1 below it, ... */
  readonly deviceDepth: Int32Array;
  /** How much finer than POWER_UNITS_PER_W power is counted here; 1 where no group has more than two feeds (topology/units.ts). */
  readonly powerScale: number;
  /** In power units of that scale. */
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
  readonly effectTimes: Uint8Array;
  readonly shiftStart: Int32Array;
  readonly shiftSlot: Int32Array;
  readonly shiftTimes: Uint8Array;
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

/** Top device and depth of every device; whatever ends in a circle of parents is a fault. Every device is passed twice at most. */
function climb(model: DatacenterModel, parent: Int32Array, room: Int32Array, faults: FaultList) {
  const count = parent.length;
  const top = new Int32Array(count).fill(-1);
  const depth = new Int32Array(count).fill(UNKNOWN);
  const path: number[] = [];
  for (let device = 0; device < count; device++) {
    let at = device;
    while (at >= 0 && depth[at] === UNKNOWN) {
      depth[at] = ON_PATH;
      path.push(at);
      at = parent[at]!;
    }
    // a path ends above a top device, at a device that is known, or in a circle: at itself, or at one that ends there, too
    const isCircle = at >= 0 && depth[at]! < 0;
    for (let below = path.pop(); below !== undefined; below = path.pop()) {
      depth[below] = isCircle ? CIRCLE : at < 0 ? 0 : depth[at]! + 1;
      top[below] = isCircle || at < 0 ? below : top[at]!;
      at = below;
    }
  }
  model.devices.forEach((device, i) => {
    if (depth[i] === CIRCLE) faults.add("cycle", "device", device.id, "parentId", "its parents form a circle");
    else if (parent[i]! >= 0 && room[parent[i]!] !== room[i])
      faults.add("other-room", "device", device.id, "parentId", "its parent is in another room");
  });
  return { top, depth };
}

const [UNKNOWN, ON_PATH, CIRCLE] = [-1, -2, -3];

function readDevices(model: DatacenterModel, rooms: ReadonlyMap<string, number>, scale: number, faults: FaultList) {
  const deviceIndex = faults.index("device", model.devices);
  const count = model.devices.length;
  const parent = new Int32Array(count).fill(-1);
  const room = new Int32Array(count);
  const capacity = new Float64Array(count);
  const failover = new Float64Array(count);
  model.devices.forEach((d, i) => {
    room[i] = faults.resolve(rooms, "device", d.id, "roomId", d.roomId);
    if (d.parentId !== null) parent[i] = faults.resolve(deviceIndex, "device", d.id, "parentId", d.parentId);
    // finer units leave less of a double's range
    const units = (field: "capacityW" | "failoverCapacityW") =>
      capacityUnits(faults.amount("device", d.id, field, d[field], MAX_WATTS / scale), scale);
    capacity[i] = units("capacityW");
    failover[i] = units("failoverCapacityW");
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
  const feedStart = new Int32Array(count + 1);
  const feeds: number[] = [];
  model.groups.forEach((g, i) => {
    row[i] = faults.resolve(at.rows, "group", g.id, "rowId", g.rowId);
    zone[i] = faults.resolve(at.zones, "group", g.id, "coolingZoneId", g.coolingZoneId);
    const room = at.rowRoom[row[i]!];
    if (row[i]! >= 0 && zone[i]! >= 0 && at.zoneRoom[zone[i]!] !== room)
      faults.add("other-room", "group", g.id, "coolingZoneId", `cooling zone ${g.coolingZoneId} is in another room`);
    positions[i] = faults.whole("group", g.id, "positions", g.positions, MAX_POSITIONS);
    if (g.blocked !== undefined) faults.whole("group", g.id, "blocked", g.blocked, MAX_POSITIONS);
    readFeeds(g, { power, feeds, room: row[i]! >= 0 ? room! : -1 }, faults);
    feedStart[i + 1] = feeds.length;
  });
  return { row, zone, positions, feedStart, feeds: Int32Array.from(feeds) };
}

/** Feeds of one group: two to six of them under at least two top devices, or one by `singleFeed`. */
function readFeeds(
  g: PositionGroup,
  at: { readonly power: ReturnType<typeof readDevices>; readonly feeds: number[]; readonly room: number },
  faults: FaultList,
): void {
  const { power, feeds, room } = at;
  const count = g.feeds.length;
  const isSingle = g.singleFeed === true;
  if (isSingle ? count !== 1 : count < 2 || count > MAX_FEEDS) {
    const expected = isSingle ? "one, as singleFeed says" : count === 1 ? "two, or singleFeed" : `two to ${MAX_FEEDS}`;
    faults.add("number-of-feeds", "group", g.id, "feeds", `has ${count} feeds, expected ${expected}`);
    return;
  }
  const own: number[] = [];
  for (const feed of g.feeds) {
    const device = faults.resolve(power.deviceIndex, "group", g.id, "feeds", feed);
    own.push(device);
    if (device >= 0 && room >= 0 && power.room[device] !== room)
      faults.add("other-room", "group", g.id, "feeds", `feed ${feed} is in another room`);
  }
  feeds.push(...own);
  if (isSingle || own.some((device) => device < 0)) return;
  if (new Set(own.map((device) => power.top[device])).size < 2)
    faults.add(
      "same-top",
      "group",
      g.id,
      "feeds",
      count === 2 ? "both feeds hang from one top device" : "all feeds hang from one top device",
    );
  else if (new Set(own).size < count) faults.add("same-top", "group", g.id, "feeds", "names a feed twice");
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
    zoneUnits(faults.amount("coolingZone", z.id, "capacityW", z.capacityW)),
  );
  const scale = powerScale(model.groups.map((g) => g.feeds.length));
  const power = readDevices(model, roomIndex, scale, faults);
  const groups = readGroups(model, { rows: rowIndex, zones: zoneIndex, rowRoom, zoneRoom }, power, faults);
  const extras = compileExtras(model, { rooms: roomIndex, rows: rowIndex, rowRoom }, faults);
  const byRow = bucket(groups.row, model.rows.length);
  model.rows.forEach(({ id }, row) => {
    const own = byRow.start[row + 1]! - byRow.start[row]!;
    if (own > MAX_GROUPS) faults.add("too-many", "row", id, "id", `has ${own} groups, expected at most ${MAX_GROUPS}`);
  });
  if (faults.faults.length > 0) return err(faults.faults);

  const rowPositions = new Int32Array(model.rows.length);
  groups.row.forEach((row, g) => {
    rowPositions[row]! += groups.positions[g]!;
  });
  const tops = bucket(
    power.parent.map((p, d) => (p < 0 ? power.room[d]! : -1)),
    model.rooms.length,
  );
  const rows = bucket(rowRoom, model.rooms.length);
  const paths = { ...groups, ...power, roomTopStart: tops.start, roomTops: tops.items, scale };
  const counted = countLimits({ ...paths, rowRoom, rowGroupStart: byRow.start, rowGroups: byRow.items });
  if (counted.numbers > MAX_NUMBERS) {
    const { id } = model.rooms[counted.worstRoom]!;
    const message = `devices above its groups, and top devices that share them, make ${counted.inWorst} limits of its rows: too many to plan`;
    faults.add("too-many", "room", id, "id", message);
    return err(faults.faults);
  }
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
    groupFeedStart: groups.feedStart,
    groupFeeds: groups.feeds,
    deviceParent: power.parent,
    deviceTop: power.top,
    deviceRoom: power.room,
    deviceDepth: power.depth,
    powerScale: scale,
    deviceCapacity: power.capacity,
    deviceFailover: power.failover,
    zoneCapacity,
    zoneRoom,
    roomTopStart: tops.start,
    roomTops: tops.items,
    roomRowStart: rows.start,
    roomRows: rows.items,
    ...extras,
    ...compilePower(paths),
  });
}

/** Group indices of a row. */
export const groupsOfRow = (dc: CompiledDatacenter, row: number): Int32Array =>
  dc.rowGroups.subarray(dc.rowGroupStart[row]!, dc.rowGroupStart[row + 1]!);

/** Device indices of a group's feeds. */
export const feedsOfGroup = (dc: CompiledDatacenter, group: number): Int32Array =>
  dc.groupFeeds.subarray(dc.groupFeedStart[group]!, dc.groupFeedStart[group + 1]!);

const timesOf = (subjects: Int32Array, times: Uint8Array, from: number, to: number): ReadonlyMap<number, number> =>
  new Map(Array.from(subjects.subarray(from, to), (subject, i) => [subject, times[from + i]!]));

/** What a rack of a group adds to the devices above it (see CompiledDatacenter). */
export const effectsOf = (dc: CompiledDatacenter, group: number): ReadonlyMap<number, number> =>
  timesOf(dc.effectDevice, dc.effectTimes, dc.effectStart[group]!, dc.effectStart[group + 1]!);

/** What a rack of a group shifts to slots, by slot. */
export const shiftsOf = (dc: CompiledDatacenter, group: number): ReadonlyMap<number, number> =>
  timesOf(dc.shiftSlot, dc.shiftTimes, dc.shiftStart[group]!, dc.shiftStart[group + 1]!);
