import type { Draft } from "./draft";
import type { NetboxInventory } from "./netbox-inventory";
import type { NetboxOptions } from "./netbox-options";

/** What every part of the proposal works from: the lists of the inventory are by id. */
export interface NetboxContext {
  readonly inventory: NetboxInventory;
  readonly options: NetboxOptions;
  readonly draft: Draft;
}

interface Identified {
  readonly id: string;
}

/** The same inventory with every list by id, so that the order of rows in the source means nothing. */
export function sortedById(inventory: NetboxInventory): NetboxInventory {
  const byId = <T extends Identified>(list: readonly T[]) =>
    [...list].sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return {
    regions: byId(inventory.regions),
    tenants: byId(inventory.tenants),
    sites: byId(inventory.sites),
    locations: byId(inventory.locations),
    manufacturers: byId(inventory.manufacturers),
    rackRoles: byId(inventory.rackRoles),
    rackTypes: byId(inventory.rackTypes),
    racks: byId(inventory.racks),
    rackReservations: byId(inventory.rackReservations),
    deviceRoles: byId(inventory.deviceRoles),
    deviceTypes: byId(inventory.deviceTypes),
    devices: byId(inventory.devices),
    powerPanels: byId(inventory.powerPanels),
    powerFeeds: byId(inventory.powerFeeds),
    powerPorts: byId(inventory.powerPorts),
    powerOutlets: byId(inventory.powerOutlets),
  };
}

export function indexById<T extends Identified>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((item) => [item.id, item]));
}

export function groupBy<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
