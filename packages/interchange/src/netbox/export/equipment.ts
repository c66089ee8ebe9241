import type { CurrentRack, CurrentServer } from "@headroom/core/topology/proposal/current";
import { rackStatusOf, serverStatusOf } from "@headroom/core/topology/proposal/netbox-states";
import type { Catalog } from "./catalog";
import { byKey, change, digits, type ExportContext, idIn, writeNotes } from "./context";
import type { Facts } from "./objects";
import type { Places } from "./places";
import { markOf, nameOf } from "./words";

/** Numbers of racks by key. */
export type Racks = ReadonlyMap<string, string>;

export function writeRacks({ now, before, objects, made }: ExportContext, places: Places, catalog: Catalog): Racks {
  const was = byKey(before.racks);
  const racks = new Map<string, string>();
  for (const rack of now.racks) {
    const known = idIn("rack", rack.key);
    const id = known ?? objects.add("dcim_rack", plainRack(rack));
    const facts = objects.at("dcim_rack", id);
    const old = was.get(rack.key);
    const site = places.sites.get(rack.datacenterKey) ?? "";
    const moved = old === undefined || old.datacenterKey !== rack.datacenterKey;
    if (moved) facts.site_id = site;
    const changed = change(rack, old, facts);
    changed("code", (f) => {
      const prefix = `${objects.of("dcim_site").get(site)?.slug ?? ""}/`;
      f.name = nameOf(rack.code.startsWith(prefix) ? rack.code.slice(prefix.length) : rack.code, 100);
    });
    const status = rackStatusOf(rack.state);
    const restated = old === undefined || old.state !== rack.state;
    if (restated) facts.status = status.status;
    changed("serial", (f) => {
      f.serial = markOf(rack.serial);
    });
    changed("heightU", (f) => {
      f.u_height = String(rack.heightU);
    });
    changed("familyKey", (f) => {
      f.role_id = catalog.roles.get(rack.familyKey) ?? "";
    });
    const location = rack.rowKey === null ? undefined : places.rows.get(rack.rowKey);
    const stood = old?.rowKey == null ? undefined : places.rows.get(old.rowKey);
    if (location !== undefined && (moved || location !== stood)) facts.location_id = location ?? "";
    else if (moved) facts.location_id = "";
    writeNotes(rack, old, facts, restated ? { state: status.carried } : {});
    made.note("rack", "dcim_rack", id, rack.key);
    made.note("position", "dcim_rack", id, rack.positionKey, "/position");
    racks.set(rack.key, id);
  }
  return racks;
}

const plainRack = (rack: CurrentRack): Facts => ({
  width: "19",
  starting_unit: "1",
  desc_units: "f",
  ...(rack.weightKg > 0 && rack.weightKg <= 100_000
    ? { max_weight: String(rack.weightKg), weight_unit: "kg", _abs_max_weight: String(rack.weightKg * 1000) }
    : {}),
});

/** A unit of Headroom in the rack's own numbers: the inverse of what the import does. */
function positionIn(rack: Facts | undefined, startU: number, heightU: number): number {
  const lowest = rack?.desc_units === "t" ? Number(rack.u_height) + 2 - (startU + heightU) : startU;
  return lowest + Number(rack?.starting_unit ?? "1") - 1;
}

export function writeServers({ now, before, objects, made }: ExportContext, racks: Racks, catalog: Catalog): void {
  const was = byKey(before.servers);
  const wattsOf = new Map(now.serverTypes.map((type) => [type.key, type.nameplateW]));
  const roles = objects.of("dcim_devicerole");
  const role = () =>
    [...roles].find(([, { slug }]) => slug === "server")?.[0] ??
    objects.add("dcim_devicerole", { name: "Server", slug: "server", color: "9e9e9e", vm_role: "f" });
  for (const server of inOrder(now.servers)) {
    const known = idIn("device", server.key);
    const id = known ?? objects.add("dcim_device", { role_id: role() });
    const facts = objects.at("dcim_device", id);
    const old = was.get(server.key);
    const changed = change(server, old, facts);
    changed("name", (f) => {
      f.name = nameOf(server.name, 255);
    });
    changed("serial", (f) => {
      f.serial = markOf(server.serial);
    });
    changed("assetTag", (f) => {
      f.asset_tag = markOf(server.assetTag);
    });
    const other =
      old?.serverTypeKey !== server.serverTypeKey || old.heightU !== server.heightU || old.face !== server.face;
    if (other) facts.device_type_id = catalog.typeOf(server);
    place(objects.of("dcim_rack"), racks, server, old, facts);
    const status = serverStatusOf(server);
    const restated = old === undefined || old.state !== server.state || old.condition !== server.condition;
    if (restated) facts.status = status.status;
    writeNotes(server, old, facts, restated ? { state: status.carried } : {});
    made.note("server", "dcim_device", id, server.key);
    const watts = wattsOf.get(server.serverTypeKey) ?? 0;
    // what its type draws is read off the power ports of devices
    if (known === null && watts > 0) {
      objects.add("dcim_powerport", { device_id: id, name: "PSU", maximum_draw: String(Math.min(watts, 1_000_000)) });
    }
  }
}

/** Those that NetBox knows first, by number: what new ones need comes behind what they need, in whatever parts they come. */
function inOrder(servers: readonly CurrentServer[]): readonly CurrentServer[] {
  const known = servers.flatMap((one) => {
    const id = idIn("device", one.key);
    return id === null ? [] : [{ id, one }];
  });
  known.sort((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
  return [...known.map(({ one }) => one), ...servers.filter(({ key }) => idIn("device", key) === null)];
}

function place(
  all: ReadonlyMap<string, Facts>,
  racks: Racks,
  server: CurrentServer,
  old: CurrentServer | undefined,
  facts: Facts,
): void {
  const rackId = racks.get(server.rackKey) ?? "";
  const rack = all.get(rackId);
  if (old?.rackKey !== server.rackKey) facts.rack_id = rackId;
  if (facts.site_id !== rack?.site_id || old?.rackKey !== server.rackKey) {
    facts.site_id = rack?.site_id ?? "";
    facts.location_id = rack?.location_id ?? "";
  }
  if (old?.rackKey !== server.rackKey || old.startU !== server.startU || old.heightU !== server.heightU) {
    facts.position = digits(positionIn(rack, server.startU, server.heightU), 1);
  }
  if (old?.face !== server.face) facts.face = server.face === "both" ? (facts.face ?? "front") : server.face;
}

/** NetBox keeps a unit of a rack once: of reservations of its faces or of different days the first. */
function onceKept<T extends { readonly rackKey: string; readonly unit: number }>(reservations: readonly T[]): T[] {
  const taken = new Set<string>();
  return reservations.filter(({ rackKey, unit }) => {
    const key = `${rackKey} ${unit}`;
    return !taken.has(key) && taken.add(key);
  });
}

/** Units that somebody keeps, gathered as NetBox has them: one reservation of several units of a rack. */
export function writeReservations({ now, before, objects, made }: ExportContext, racks: Racks): void {
  const groups = new Map<string, CurrentUnits>();
  for (const one of onceKept(now.unitReservations)) {
    const known = /^reservation:([0-9]+)\/unit:/.exec(one.key)?.[1] ?? null;
    const group = known ?? JSON.stringify([one.rackKey, one.owner, one.reason]);
    const found = groups.get(group) ?? { known, list: [] };
    found.list.push(one);
    groups.set(group, found);
  }
  const was = byKey(before.unitReservations);
  const sizes = new Map<string, number>();
  for (const { key } of before.unitReservations) {
    const id = /^reservation:([0-9]+)\//.exec(key)?.[1] ?? "";
    sizes.set(id, (sizes.get(id) ?? 0) + 1);
  }
  for (const id of [...objects.of("dcim_rackreservation").keys()]) {
    if (!groups.has(id)) objects.drop("dcim_rackreservation", id);
  }
  for (const { known, list } of groups.values()) {
    const [first] = list;
    if (first === undefined) continue;
    const id = known ?? objects.add("dcim_rackreservation", {});
    const facts = objects.at("dcim_rackreservation", id);
    const rackId = racks.get(first.rackKey) ?? "";
    const old = was.get(first.key);
    const untouched = list.length === sizes.get(id) && list.every((one) => was.get(one.key)?.unit === one.unit);
    if (!untouched) {
      const rack = objects.of("dcim_rack").get(rackId);
      const units = list.map((one) => positionIn(rack, one.unit, 1)).sort((a, b) => a - b);
      facts.units = `{${[...new Set(units)].join(",")}}`;
    }
    for (const one of list) {
      const unit = positionIn(objects.of("dcim_rack").get(rackId), one.unit, 1);
      made.note("rack_unit_reservation", "dcim_rackreservation", id, one.key, `/unit:${unit}`);
    }
    const changed = change(first, old, facts);
    changed("rackKey", (f) => {
      f.rack_id = rackId;
    });
    changed("reason", (f) => {
      f.description = first.reason;
    });
    writeNotes(first, old, facts, old?.owner === first.owner ? {} : { owner: first.owner });
  }
}

interface CurrentUnits {
  readonly known: string | null;
  readonly list: ExportContext["now"]["unitReservations"][number][];
}
