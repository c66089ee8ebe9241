import type { PositionGroup } from "@headroom/core/topology/datacenter";
import type { DatacenterSnapshot } from "../ports/fleet";

/** What people call the things of one datacenter, by the ids of its model. */
export interface Names {
  readonly datacenter: string;
  row(id: string): string;
  room(id: string): string;
  /** The room of a row. */
  roomOf(rowId: string): string;
  device(id: string): string;
  zone(id: string): string;
  networkZone(id: string): string;
  /** A room's name where its rows have no fault domain of their own. */
  faultDomain(id: string): string;
  /** Its feeds, and the cooling zone where a row has two groups on the same feeds. */
  group(id: string): string;
}

const known = new WeakMap<DatacenterSnapshot, Names>();

export function namesOf(snapshot: DatacenterSnapshot): Names {
  const cached = known.get(snapshot);
  if (cached) return cached;
  const { rows, rooms, devices, coolingZones } = snapshot.names;
  const groups = new Map(snapshot.model.groups.map((g) => [g.id, g]));
  const feeds = (g: PositionGroup) => g.feeds.map((id) => devices.get(id)?.code ?? id).join("+");
  const names: Names = {
    datacenter: snapshot.code,
    row: (id) => rows.get(id)?.code ?? id,
    roomOf: (id) => names.room(snapshot.model.rows.find((row) => row.id === id)?.roomId ?? ""),
    room: (id) => rooms.get(id)?.code ?? id,
    device: (id) => devices.get(id)?.code ?? id,
    zone: (id) => coolingZones.get(id)?.code ?? id,
    networkZone: (id) => snapshot.names.networkZones?.get(id)?.code ?? id,
    faultDomain: (id) => snapshot.names.faultDomains?.get(id)?.code ?? names.room(id),
    group(id) {
      const group = groups.get(id);
      if (!group) return id;
      const label = feeds(group);
      const twins = snapshot.model.groups.filter((g) => g.rowId === group.rowId && feeds(g) === label);
      return twins.length > 1 ? `${label} ${names.zone(group.coolingZoneId)}` : label;
    },
  };
  known.set(snapshot, names);
  return names;
}
