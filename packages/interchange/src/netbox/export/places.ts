import { byKey, change, digits, type ExportContext, idIn, isNew, writeNotes } from "./context";
import { nameOf, slugOf } from "./words";

/** Where things are in NetBox: numbers of regions, sites and locations by key; null: NetBox has no such place. */
export interface Places {
  readonly sites: ReadonlyMap<string, string>;
  readonly rooms: ReadonlyMap<string, string | null>;
  readonly rows: ReadonlyMap<string, string | null>;
  /** Site of a room, by the room's key. */
  readonly siteOfRoom: ReadonlyMap<string, string>;
}

export function writePlaces(context: ExportContext): Places {
  const regions = writeRegions(context);
  const sites = writeSites(context, regions);
  const { rooms, siteOfRoom } = writeRooms(context, sites);
  return { sites, rooms, rows: writeRows(context, rooms, siteOfRoom), siteOfRoom };
}

/** The names above a region, outermost first, as the import reads them. */
function regionPaths({ objects }: ExportContext): Map<string, string> {
  const regions = objects.of("dcim_region");
  const pathOf = (id: string, depth = 0): string => {
    const facts = regions.get(id);
    const above = facts?.parent_id && depth < 100 ? `${pathOf(facts.parent_id, depth + 1)} / ` : "";
    return `${above}${facts?.name ?? ""}`;
  };
  return new Map([...regions.keys()].map((id) => [pathOf(id), id]));
}

function writeRegions(context: ExportContext): ReadonlyMap<string, string | null> {
  const { now, before, objects, once, made } = context;
  const was = byKey(before.regions);
  // forms tell regions by their names
  for (const { slug, name } of objects.of("dcim_region").values()) {
    if (slug) once.take("region", slug);
    if (name) once.take("region name", name);
  }
  const paths = regionPaths(context);
  /** The region of that path, made with all above it where it is not there. */
  const reach = (path: readonly string[]): string | undefined => {
    if (path.length === 0) return undefined;
    const known = paths.get(path.join(" / "));
    if (known !== undefined) return known;
    const name = once.take("region name", nameOf(path.at(-1) ?? "", 90));
    const above = reach(path.slice(0, -1));
    const id = objects.add("dcim_region", { name, slug: once.take("region", slugOf(name)), parent_id: above ?? "" });
    paths.set(path.join(" / "), id);
    return id;
  };
  const keys = new Set(now.regions.map(({ key }) => key));
  const found = new Map<string, string | null>();
  for (const region of now.regions) {
    const known = idIn("region", region.key);
    if (known === null && !isNew(region.key)) {
      found.set(region.key, null);
      continue;
    }
    let id = known ?? objects.unclaimed("dcim_region", "region", slugOf(region.code), keys);
    if (id === null) {
      const above = region.geography === region.name ? [] : region.geography.split(" / ").filter((name) => name !== "");
      id = objects.add("dcim_region", { parent_id: reach(above) ?? "" });
    }
    keys.add(`region:${id}`);
    const facts = objects.at("dcim_region", id);
    const changed = change(region, was.get(region.key), facts);
    changed("name", (f) => {
      f.name = once.keep("region name", nameOf(region.name, 90), f.name);
    });
    changed("code", (f) => {
      f.slug = once.keep("region", slugOf(region.code), f.slug);
    });
    writeNotes(region, was.get(region.key), facts);
    made.note("region", "dcim_region", id, region.key);
    found.set(region.key, id);
  }
  return found;
}

function writeSites({ now, before, objects, once, made }: ExportContext, regions: ReadonlyMap<string, string | null>) {
  const was = byKey(before.datacenters);
  for (const { slug, name } of objects.of("dcim_site").values()) {
    if (slug) once.take("site", slug);
    if (name) once.take("site name", name);
  }
  const found = new Map<string, string>();
  for (const site of now.datacenters) {
    const id = idIn("site", site.key) ?? objects.add("dcim_site", { status: "active" });
    const facts = objects.at("dcim_site", id);
    facts.status ??= "active";
    const changed = change(site, was.get(site.key), facts);
    changed("name", (f) => {
      f.name = once.keep("site name", nameOf(site.name, 90), f.name);
    });
    changed("code", (f) => {
      f.slug = once.keep("site", slugOf(site.code), f.slug);
    });
    changed("latitude", (f) => {
      f.latitude = site.latitude === null ? "" : digits(site.latitude);
    });
    changed("longitude", (f) => {
      f.longitude = site.longitude === null ? "" : digits(site.longitude);
    });
    changed("regionKey", (f) => {
      f.region_id = regions.get(site.regionKey) ?? "";
    });
    writeNotes(site, was.get(site.key), facts);
    made.note("datacenter", "dcim_site", id, site.key);
    found.set(site.key, id);
  }
  return found;
}

function writeRooms({ now, before, objects, once, made }: ExportContext, sites: ReadonlyMap<string, string>) {
  const was = byKey(before.rooms);
  for (const { slug, name, site_id } of objects.of("dcim_location").values()) {
    if (slug) once.take(`location ${site_id}`, slug);
    if (name) once.take(`location name ${site_id}`, name);
  }
  const rooms = new Map<string, string | null>();
  const siteOfRoom = new Map<string, string>();
  for (const room of now.rooms) {
    const site = sites.get(room.datacenterKey) ?? "";
    siteOfRoom.set(room.key, site);
    const known = idIn("location", room.key);
    if (known === null && !isNew(room.key)) {
      rooms.set(room.key, null);
      continue;
    }
    const id = known ?? objects.add("dcim_location", { site_id: site, status: "active" });
    const facts = objects.at("dcim_location", id);
    facts.site_id ??= site;
    const old = was.get(room.key);
    const changed = change(room, old, facts);
    changed("name", (f) => {
      // the import puts the names of what groups rooms in front
      const above =
        old && f.name && old.name.endsWith(f.name) ? old.name.slice(0, old.name.length - f.name.length) : "";
      const own = above !== "" && room.name.startsWith(above) ? room.name.slice(above.length) : room.name;
      // forms tell locations by their names in the site
      f.name = once.keep(`location name ${f.site_id}`, nameOf(isRowName(own) ? `Room ${own}` : own, 90), f.name);
    });
    changed("code", (f) => {
      f.slug = once.keep(`location ${site}`, slugOf(room.code), f.slug);
    });
    writeNotes(room, old, facts);
    made.note("room", "dcim_location", id, room.key);
    rooms.set(room.key, id);
  }
  return { rooms, siteOfRoom };
}

const isRowName = (name: string) => /^(row|aisle|reihe|rang|rangée|rij|fila)\b/i.test(name);

function writeRows(
  { now, before, objects, once, made }: ExportContext,
  rooms: ReadonlyMap<string, string | null>,
  siteOfRoom: ReadonlyMap<string, string>,
): ReadonlyMap<string, string | null> {
  const was = byKey(before.rows);
  const rows = new Map<string, string | null>();
  for (const row of now.rows) {
    const site = siteOfRoom.get(row.roomKey) ?? "";
    const room = rooms.get(row.roomKey) ?? null;
    const known = idIn("location", row.key);
    if (known === null && !isNew(row.key)) {
      rows.set(row.key, room);
      continue;
    }
    const name = () =>
      once.take(`location name ${site}`, nameOf(isRowName(row.code) ? row.code : `Row ${row.code}`, 90));
    const id = known ?? objects.add("dcim_location", { site_id: site, status: "active", parent_id: room ?? "" });
    const facts = objects.at("dcim_location", id);
    facts.name ??= name();
    facts.site_id ??= site;
    const changed = change(row, was.get(row.key), facts);
    changed("code", (f) => {
      f.slug = once.keep(`location ${site}`, slugOf(row.code), f.slug);
    });
    writeNotes(row, was.get(row.key), facts);
    made.note("row", "dcim_location", id, row.key);
    rows.set(row.key, id);
  }
  return rows;
}
