import { byKey, change, type ExportContext, idIn, isNew, writeNotes } from "./context";
import type { Racks } from "./equipment";
import type { Facts } from "./objects";
import type { Places } from "./places";
import { nameOf } from "./words";

const VOLTS = 230;
const UTILISATION_PERCENT = 80;

/** Panels and feeds. A tree of other devices becomes a panel, and a feed for each rack that hangs from it. */
export function writePower({ now, before, objects, once, made }: ExportContext, places: Places, racks: Racks): void {
  const was = byKey(before.powerDevices);
  for (const { name, site_id } of objects.of("dcim_powerpanel").values()) if (name) once.take(`panel ${site_id}`, name);
  for (const { name, power_panel_id } of objects.of("dcim_powerfeed").values())
    if (name) once.take(`feed ${power_panel_id}`, name);
  const devices = byKey(now.powerDevices);
  for (const device of now.powerDevices) {
    const old = was.get(device.key);
    const [panel, feed] = [idIn("panel", device.key), idIn("feed", device.key)];
    const table = panel !== null ? "dcim_powerpanel" : "dcim_powerfeed";
    const id = panel ?? feed;
    if (id === null || !objects.of(table).has(id)) continue;
    const facts = objects.at(table, id);
    const changed = change(device, old, facts);
    changed("code", (f) => {
      const scope = feed === null ? `panel ${f.site_id}` : `feed ${f.power_panel_id}`;
      f.name = once.keep(scope, nameOf(device.code, 90), f.name);
    });
    if (feed !== null) {
      changed("capacityW", (f) => {
        f.available_power = String(device.capacityW);
      });
    }
    writeNotes(device, old, facts);
  }
  const fed = racksOfFeeds(now.racks);
  for (const [key, [old = ""]] of racksOfFeeds(before.racks)) {
    const id = idIn("feed", key);
    const [rack, ...others] = fed.get(key) ?? [];
    if (id === null || rack === undefined || [rack, ...others].includes(old)) continue;
    if (objects.of("dcim_powerfeed").has(id)) objects.at("dcim_powerfeed", id).rack_id = racks.get(rack) ?? "";
  }
  const panels = new Map<string, string>();
  const panelOf = (key: string): string | null => {
    const known = idIn("panel", key) ?? panels.get(key);
    if (known !== undefined && known !== null) return known;
    const top = devices.get(key);
    if (top === undefined || !isNew(key)) return null;
    const site = places.siteOfRoom.get(top.roomKey) ?? "";
    const id = objects.add("dcim_powerpanel", {
      name: once.take(`panel ${site}`, nameOf(top.code, 90)),
      site_id: site,
      location_id: places.rooms.get(top.roomKey) ?? "",
    });
    writeNotes(top, undefined, objects.at("dcim_powerpanel", id));
    made.note("power_device", "dcim_powerpanel", id, key);
    panels.set(key, id);
    return id;
  };
  const there = new Set([...objects.of("dcim_powerfeed").values()].map(standsFor));
  for (const rack of now.racks) {
    for (const [slot, key] of rack.feedKeys.entries()) {
      const device = devices.get(key);
      const panel = device && isFedFrom(key) ? panelOf(device.topKey) : null;
      if (panel === null || there.has(`${panel}/${racks.get(rack.key)}`)) continue;
      const amperes = Math.min(Math.max(1, Math.ceil((rack.powerW * 100) / VOLTS / UTILISATION_PERCENT)), 32_767);
      const name = `${objects.of("dcim_rack").get(racks.get(rack.key) ?? "")?.name ?? ""} ${"ABCDEFGH"[slot] ?? slot}`;
      objects.add("dcim_powerfeed", {
        name: once.take(`feed ${panel}`, nameOf(name, 90)),
        power_panel_id: panel,
        rack_id: racks.get(rack.key) ?? "",
        status: "active",
        type: slot === 0 ? "primary" : "redundant",
        supply: "ac",
        phase: "single-phase",
        voltage: String(VOLTS),
        amperage: String(amperes),
        max_utilization: String(UTILISATION_PERCENT),
        available_power: String(Math.round(VOLTS * amperes * (UTILISATION_PERCENT / 100))),
      });
    }
  }
}

/** Of devices other than feeds NetBox has no racks: a feed of the panel above stands for each. */
const isFedFrom = (key: string): boolean => isNew(key) || idIn("panel", key) !== null;

const standsFor = ({ power_panel_id, rack_id }: Facts): string => `${power_panel_id}/${rack_id}`;

/** Numbers of feeds that stand for what feeds a rack here, although nothing here is such a feed. */
export function standIns({ now, objects }: Pick<ExportContext, "now" | "objects">): ReadonlySet<string> {
  const devices = byKey(now.powerDevices);
  const wanted = new Set(
    now.racks.flatMap(({ key, feedKeys }) =>
      feedKeys.flatMap((feed) => {
        const [panel, rack] = [idIn("panel", devices.get(feed)?.topKey ?? ""), idIn("rack", key)];
        return isFedFrom(feed) && panel !== null && rack !== null ? [`${panel}/${rack}`] : [];
      }),
    ),
  );
  const feeds = [...objects.of("dcim_powerfeed")];
  return new Set(feeds.flatMap(([id, facts]) => (wanted.has(standsFor(facts)) ? [id] : [])));
}

/** Keys of the racks that a device feeds, by device. NetBox has one. */
function racksOfFeeds(racks: readonly { readonly key: string; readonly feedKeys: readonly string[] }[]) {
  const fed = new Map<string, string[]>();
  for (const { key, feedKeys } of racks) for (const feed of feedKeys) fed.set(feed, [...(fed.get(feed) ?? []), key]);
  return fed;
}
