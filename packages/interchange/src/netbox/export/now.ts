import type { CurrentInventory } from "@headroom/core/topology/proposal/current";
import { currentOf } from "@headroom/core/topology/proposal/current-of";
import { proposeNetbox } from "@headroom/core/topology/proposal/netbox";
import type { NetboxOptions } from "@headroom/core/topology/proposal/netbox-options";
import type { ImportProposal, SourceObject } from "@headroom/core/topology/proposal/types";
import type { TableName } from "../column";
import { readNetbox } from "../read";
import { type Catalog, writeCatalog } from "./catalog";
import type { ExportContext } from "./context";
import { type Racks, writeRacks, writeReservations, writeServers } from "./equipment";
import { writeLabels } from "./labels";
import { type Made, Making } from "./made";
import { Objects } from "./objects";
import { type Places, writePlaces } from "./places";
import { standIns, writePower } from "./power";
import { keptFiles } from "./tables-text";
import { Once } from "./words";

const NOTHING: CurrentInventory = {
  regions: [],
  datacenters: [],
  rooms: [],
  rows: [],
  powerDevices: [],
  families: [],
  serverTypes: [],
  racks: [],
  servers: [],
  unitReservations: [],
};

/** What an import of these objects proposes; null: they do not fit together. */
export function proposalOf(
  objects: readonly SourceObject[],
  options: Partial<NetboxOptions> = {},
): ImportProposal | null {
  if (objects.length === 0) return null;
  const reading = readNetbox(keptFiles(objects));
  if (reading.rejected.length > 0) return null;
  const proposed = proposeNetbox(reading.document, options);
  return proposed.ok ? { ...proposed.value, objects: reading.objects } : null;
}

/**
 * The objects a NetBox has when it says what the inventory says. What was imported stays as it was, column by column, except where the
 * inventory says otherwise now: it is compared with `before`, what an import of those objects proposes. What NetBox does not know yet
 * becomes new objects.
 */
export function objectsNow(
  now: CurrentInventory,
  stored: readonly SourceObject[],
  before: ImportProposal | null,
): SourceObject[] {
  return objectsMade(now, stored, before).objects;
}

/** The same, with the records for which objects had to be made, numbered from `first` on. */
export function objectsMade(
  now: CurrentInventory,
  stored: readonly SourceObject[],
  before: ImportProposal | null,
  first = 1n,
): { readonly objects: SourceObject[]; readonly made: readonly Made[] } {
  const begun = begin(now, stored, before, first);
  writeServers(begun.context, begun.racks, begun.catalog);
  finish(begun);
  writeLabels(begun.context.objects);
  return { objects: begun.context.objects.all(), made: begun.context.made.list };
}

/** An export as far as it goes without the servers. */
export interface Begun {
  readonly context: ExportContext;
  readonly places: Places;
  readonly racks: Racks;
  readonly catalog: Catalog;
}

export function begin(
  now: CurrentInventory,
  stored: readonly SourceObject[],
  before: ImportProposal | null,
  first = 1n,
): Begun {
  const was = before === null ? NOTHING : currentOf(before);
  const context: ExportContext = {
    now,
    before: was,
    objects: new Objects(stored, first),
    once: new Once(),
    made: new Making(),
  };
  dropGone(context);
  const places = writePlaces(context);
  const catalog = writeCatalog(context);
  return { context, places, racks: writeRacks(context, places, catalog), catalog };
}

/** What comes after the servers. */
export function finish({ context, places, racks }: Begun): void {
  writeReservations(context, racks);
  writePower(context, places, racks);
  context.objects.settle();
}

const TABLE_OF: Readonly<Record<string, TableName>> = {
  site: "dcim_site",
  location: "dcim_location",
  rack: "dcim_rack",
  device: "dcim_device",
  panel: "dcim_powerpanel",
  feed: "dcim_powerfeed",
};

/** Objects whose nouns an import made and nobody has any more. Of catalogues and regions nothing is taken away: others may use them. */
function dropGone({ now, before, objects }: ExportContext): void {
  const kept = standIns({ now, objects });
  for (const list of ["datacenters", "rooms", "rows", "racks", "servers", "powerDevices"] as const) {
    const there = new Set(now[list].map(({ key }) => key));
    for (const { key } of before[list]) {
      const [, prefix = "", id = ""] = /^([a-z]+):([0-9]+)$/.exec(key) ?? [];
      const table = TABLE_OF[prefix];
      const stays = table === "dcim_powerfeed" && kept.has(id);
      if (table !== undefined && !there.has(key) && !stays) objects.drop(table, id);
    }
  }
}
