import type { CurrentInventory } from "@headroom/core/topology/proposal/current";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { idIn, isNew } from "./context";
import { onceKept } from "./equipment";
import { lostIn, type NetboxVersion } from "./versions";
import { slugOf } from "./words";

/** Something of the inventory that an export to NetBox does not say, and of how many things. */
export interface ExportLoss {
  readonly what: string;
  readonly count: number;
}

/** All that NetBox has no place for, so that it can be told before anything is written. */
export function lossesOf(
  now: CurrentInventory,
  objects: readonly SourceObject[],
  version: NetboxVersion,
): ExportLoss[] {
  const tags = [...now.regions, ...now.datacenters, ...now.rooms, ...now.rows, ...now.racks, ...now.servers].flatMap(
    (one) => one.tags,
  );
  const slugs = [...now.regions, ...now.datacenters, ...now.rooms, ...now.rows, ...now.families, ...now.serverTypes];
  const newDevices = now.powerDevices.filter(({ key }) => isNew(key));
  const losses: ExportLoss[] = [
    {
      what: "racks: their number in the row; an import puts them in the order of their names",
      count: now.racks.filter(({ rowKey }) => rowKey !== null).length,
    },
    { what: "rooms: cooling zones, network zones, weight limits and free positions", count: now.rooms.length },
    { what: "rows: their order, ports and fault domains", count: now.rows.length },
    { what: "power devices: limits while another is down", count: now.powerDevices.length },
    {
      what: "power devices below a panel: a feed for each rack instead",
      count: newDevices.filter(({ key, topKey }) => key !== topKey).length,
    },
    { what: "server types: derated power, cores, memory, storage and accelerators", count: now.serverTypes.length },
    {
      what: "racks: their rack type's price, lead times and servers; feeds say what it may draw",
      count: now.racks.length,
    },
    {
      what: "racks that stand nowhere: an import gives them a place in their datacenter",
      count: now.racks.filter(({ rowKey, state }) => rowKey === null && state !== "retired").length,
    },
    {
      what: "units that are reserved by face or for different days: the first reservation, for both faces and good",
      count: now.unitReservations.length - onceKept(now.unitReservations).length,
    },
    {
      what: "codes that are no slug: written as one",
      count: slugs.filter(
        ({ key, code }) => idIn(key.split(":")[0] ?? "", key) === null && isNew(key) && slugOf(code) !== code,
      ).length,
    },
    { what: "tags that are no slug: written as one", count: new Set(tags.filter((tag) => slugOf(tag) !== tag)).size },
    ...[...lostIn(version, objects)].map(([what, count]) => ({
      what: `${what}: NetBox ${version} has no such thing`,
      count,
    })),
  ];
  return losses.filter(({ count }) => count > 0);
}
