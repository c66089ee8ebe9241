import { byKey, change, type ExportContext, idIn, isNew, writeNotes } from "./context";
import type { Racks } from "./equipment";
import type { Places } from "./places";
import { nameOf } from "./words";

const VOLTS = 230;
const UTILISATION_PERCENT = 80;

/** Panels and feeds. A tree of other devices becomes a panel, and a feed for each rack that hangs from it. */
export function writePower({ now, before, objects, once }: ExportContext, places: Places, racks: Racks): void {
  const was = byKey(before.powerDevices);
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
      f.name = nameOf(device.code, 100);
    });
    if (feed !== null) {
      changed("capacityW", (f) => {
        f.available_power = String(device.capacityW);
      });
    }
    writeNotes(device, old, facts);
  }
  const rackOfFeed = fedRacks(now.racks);
  const stood = fedRacks(before.racks);
  for (const [key, old] of stood) {
    const id = idIn("feed", key);
    const rack = rackOfFeed.get(key);
    if (id !== null && rack !== undefined && rack !== old && objects.of("dcim_powerfeed").has(id)) {
      objects.at("dcim_powerfeed", id).rack_id = racks.get(rack) ?? "";
    }
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
    panels.set(key, id);
    return id;
  };
  for (const rack of now.racks) {
    if (!isNew(rack.key)) continue;
    for (const [slot, key] of rack.feedKeys.entries()) {
      const device = devices.get(key);
      const panel = device && isNew(key) ? panelOf(device.topKey) : null;
      if (panel === null) continue;
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

/** The rack a device feeds alone, by device. */
function fedRacks(
  racks: readonly { readonly key: string; readonly feedKeys: readonly string[] }[],
): Map<string, string> {
  return new Map(racks.flatMap((rack) => rack.feedKeys.map((feed) => [feed, rack.key] as const)));
}
