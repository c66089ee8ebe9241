import type { Floor } from "@headroom/contracts/fleet";

export type Device = Floor["devices"][number];
export type Zone = Floor["coolingZones"][number];
export type Row = Floor["rooms"][number]["rows"][number];
export interface Group extends Readonly<Floor["groups"][number]> {
  /** Top devices above its feeds. */
  readonly tops: readonly string[];
}

/** A floor by id, built once per answer. */
export interface FloorIndex {
  readonly devices: ReadonlyMap<string, Device>;
  readonly zones: ReadonlyMap<string, Zone>;
  readonly groups: ReadonlyMap<string, Group>;
  readonly rows: ReadonlyMap<string, { row: Row; room: Floor["rooms"][number] }>;
  /** Top devices by room. */
  readonly tops: ReadonlyMap<string, readonly Device[]>;
  /** Load of a device as a share of its limit: the failover limit while `failedTopId` is down. null: it is down itself. */
  shareOf(deviceId: string, failedTopId: string | null): number | null;
}

export function indexFloor(floor: Floor): FloorIndex {
  const devices = new Map(floor.devices.map((device) => [device.id, device]));
  const tops = new Map<string, Device[]>();
  for (const device of floor.devices) {
    if (device.parentId === null) tops.set(device.roomId, [...(tops.get(device.roomId) ?? []), device]);
  }
  const topOf = (id: string) => devices.get(id)?.topId ?? id;
  return {
    devices,
    tops,
    zones: new Map(floor.coolingZones.map((zone) => [zone.id, zone])),
    groups: new Map(floor.groups.map((group) => [group.id, { ...group, tops: group.feeds.map(topOf) }])),
    rows: new Map(floor.rooms.flatMap((room) => room.rows.map((row) => [row.id, { row, room }] as const))),
    shareOf(deviceId, failedTopId) {
      const device = devices.get(deviceId);
      if (!device) return null;
      const failed = failedTopId === null ? undefined : devices.get(failedTopId);
      // A failure reaches its own room alone.
      if (!failed || failed.roomId !== device.roomId) return share(device.loadW, device.capacityW);
      if (device.topId === failed.id) return null;
      return share(device.afterFailureW[failed.id] ?? device.loadW, device.failoverCapacityW);
    },
  };
}

const share = (loadW: number, limitW: number): number =>
  limitW > 0 ? loadW / limitW : loadW > 0 ? Number.POSITIVE_INFINITY : 0;
