import type { Floor, FloorPosition } from "@headroom/contracts/fleet";
import { shareOf } from "@headroom/ui/format/numbers";

export type Device = Floor["devices"][number];
export type Zone = Floor["coolingZones"][number];
export type Row = Floor["rooms"][number]["rows"][number];
export type Room = Floor["rooms"][number];
export interface Group extends Readonly<Floor["groups"][number]> {
  /** Top devices above its feeds. */
  readonly tops: readonly string[];
}

/**
 * A floor by id, built once per answer. With a plan on it, loads are those with the plan's racks standing: the stored account already has
 * the racks of plans that are submitted or committed, the others are added here by the same rule (a rack's power shared by its feeds, by
 * those that are left when a top device fails).
 */
export interface FloorIndex {
  readonly devices: ReadonlyMap<string, Device>;
  readonly zones: ReadonlyMap<string, Zone>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly rows: ReadonlyMap<string, { row: Row; room: Room }>;
  /** Top devices by room. */
  readonly tops: ReadonlyMap<string, readonly Device[]>;
  /** Racks of the plan that stand nowhere yet, by position. */
  readonly planned: ReadonlyMap<number, NonNullable<Floor["plan"]>["positions"][number]>;
  /** W, in normal operation. */
  loadW(deviceId: string): number;
  /** W, while the top device of that id is down. null: the device is down itself. */
  afterW(deviceId: string, failedTopId: string): number | null;
  zoneLoadW(zoneId: string): number;
  /** Load of a device as a share of its limit: the failover limit while `failedTopId` is down. null: it is down itself. */
  shareOf(deviceId: string, failedTopId: string | null): number | null;
}

export function indexFloor(floor: Floor): FloorIndex {
  const devices = new Map(floor.devices.map((device) => [device.id, device]));
  const zones = new Map(floor.coolingZones.map((zone) => [zone.id, zone]));
  const tops = new Map<string, Device[]>();
  for (const device of floor.devices) {
    if (device.parentId === null) tops.set(device.roomId, [...(tops.get(device.roomId) ?? []), device]);
  }
  const topOf = (id: string) => devices.get(id)?.topId ?? id;
  const groups = new Map(floor.groups.map((group) => [group.id, { ...group, tops: group.feeds.map(topOf) }]));
  const planned = new Map((floor.plan?.positions ?? []).map((one) => [one.positionId, one]));
  const added = addedLoads(floor, devices, groups, planned);

  const loadW = (id: string) => (devices.get(id)?.loadW ?? 0) + (added.now.get(id) ?? 0);
  const afterW = (id: string, failedTopId: string) => {
    const device = devices.get(id);
    const failed = devices.get(failedTopId);
    if (!device) return null;
    // A failure reaches its own room alone.
    if (!failed || failed.roomId !== device.roomId) return loadW(id);
    if (device.topId === failed.id) return null;
    const stored = device.afterFailureW[failed.id] ?? device.loadW;
    return stored + (added.now.get(id) ?? 0) + (added.taken.get(id)?.get(failed.id) ?? 0);
  };
  return {
    devices,
    zones,
    groups,
    tops,
    planned,
    rows: new Map(floor.rooms.flatMap((room) => room.rows.map((row) => [row.id, { row, room }] as const))),
    loadW,
    afterW,
    zoneLoadW: (id) => (zones.get(id)?.loadW ?? 0) + (added.cooling.get(id) ?? 0),
    shareOf(id, failedTopId) {
      const device = devices.get(id);
      if (!device) return null;
      const failed = failedTopId === null ? undefined : devices.get(failedTopId);
      if (!failed || failed.roomId !== device.roomId) return shareOf(loadW(id), device.capacityW);
      const after = afterW(id, failed.id);
      return after === null ? null : shareOf(after, device.failoverCapacityW);
    },
  };
}

/** Whether the account counts a rack here already: it stands, or is promised to a plan. */
const isCounted = (position: FloorPosition): boolean =>
  position.o === "occupied" || position.o === "committed" || position.o === "held";

/** What the plan's racks that nothing counts yet put on devices and zones. */
function addedLoads(
  floor: Floor,
  devices: ReadonlyMap<string, Device>,
  groups: ReadonlyMap<string, Group>,
  planned: FloorIndex["planned"],
) {
  const now = new Map<string, number>();
  /** Taken over by a device when a top fails, by device and top. */
  const taken = new Map<string, Map<string, number>>();
  const cooling = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, amount: number) => map.set(key, (map.get(key) ?? 0) + amount);
  if (planned.size === 0) return { now, taken, cooling };
  for (const position of floor.rooms.flatMap((room) => room.rows).flatMap((row) => row.positions)) {
    const rack = planned.get(position.id);
    const group = groups.get(position.g);
    if (!rack || !group || isCounted(position)) continue;
    add(cooling, group.coolingZoneId, rack.coolingW);
    const feeds = group.feeds.length;
    group.feeds.forEach((feed, at) => {
      for (let device = devices.get(feed); device; device = devices.get(device.parentId ?? "")) {
        add(now, device.id, rack.powerW / feeds);
        const overs = taken.get(device.id) ?? new Map<string, number>();
        taken.set(device.id, overs);
        for (const top of new Set(group.tops)) {
          const dead = group.tops.filter((one) => one === top).length;
          // what the feeds under the failed top carried, the others share
          if (top !== group.tops[at]) add(overs, top, rack.powerW / (feeds - dead) - rack.powerW / feeds);
        }
      }
    });
  }
  return { now, taken, cooling };
}
