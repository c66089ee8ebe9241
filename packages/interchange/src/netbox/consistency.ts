/** The rules between rows that NetBox itself keeps, checked again because a file may have been edited. */
import type { Row } from "./column";
import { type Findings, type Loaded, reject } from "./load";
import { drop } from "./references";
import type { DEVICE, DEVICE_TYPE, LOCATION, POWER_FEED, POWER_PANEL, RACK, RACK_RESERVATION } from "./tables";

export interface PlacedTables {
  readonly locations: Loaded<Row<typeof LOCATION>>;
  readonly racks: Loaded<Row<typeof RACK>>;
  readonly reservations: Loaded<Row<typeof RACK_RESERVATION>>;
  readonly deviceTypes: Loaded<Row<typeof DEVICE_TYPE>>;
  readonly devices: Loaded<Row<typeof DEVICE>>;
  readonly panels: Loaded<Row<typeof POWER_PANEL>>;
  readonly feeds: Loaded<Row<typeof POWER_FEED>>;
}

/** A location lies in the site of its parent. */
export function checkLocationSites(locations: PlacedTables["locations"], findings: Findings): void {
  for (const [id, { value }] of [...locations.rows]) {
    const parent = value.parent_id === null ? undefined : locations.rows.get(value.parent_id);
    if (parent === undefined || parent.value.site_id === value.site_id) continue;
    const expected = `site ${parent.value.site_id}, that of its parent`;
    reject(locations, id, "conflict", "site_id", expected, "correct the site or the parent", findings);
  }
}

/** A rack, a panel or a device lies in the site of its location. */
export function checkLocated<R extends { readonly site_id: string; readonly location_id: string | null }>(
  loaded: Loaded<R>,
  locations: PlacedTables["locations"],
  findings: Findings,
): void {
  for (const [id, { value }] of [...loaded.rows]) {
    const location = value.location_id === null ? undefined : locations.rows.get(value.location_id);
    if (location === undefined || location.value.site_id === value.site_id) continue;
    const expected = `a location of site ${value.site_id}`;
    reject(loaded, id, "conflict", "location_id", expected, "correct the site or the location", findings);
  }
}

/** A feed's rack stands in the site of its panel. */
export function checkFeedSites({ feeds, panels, racks }: PlacedTables, findings: Findings): void {
  for (const [id, { value }] of [...feeds.rows]) {
    const site = panels.rows.get(value.power_panel_id)?.value.site_id;
    const rack = value.rack_id === null ? undefined : racks.rows.get(value.rack_id);
    if (rack === undefined || rack.value.site_id === site) continue;
    const expected = `a rack of site ${site}, that of its panel`;
    reject(feeds, id, "conflict", "rack_id", expected, "correct the rack or the panel", findings);
  }
}

/** Reserved units lie in the rack, and each is reserved once. */
export function checkReservations({ reservations, racks }: PlacedTables, findings: Findings): void {
  const taken = new Map<string, number>();
  for (const [id, { line, value }] of [...reservations.rows]) {
    const rack = racks.rows.get(value.rack_id);
    if (rack === undefined) continue;
    const from = rack.value.starting_unit;
    const to = from + rack.value.u_height - 1;
    const outside = value.units.some((unit) => unit < from || unit > to);
    const twice = value.units.find((unit) => taken.has(`${value.rack_id}/${unit}`));
    if (outside) {
      reject(
        reservations,
        id,
        "conflict",
        "units",
        `units from ${from} to ${to} of the rack`,
        "correct the units",
        findings,
      );
    } else if (twice !== undefined) {
      const expected = `units not reserved in line ${taken.get(`${value.rack_id}/${twice}`)}`;
      reject(reservations, id, "conflict", "units", expected, `take unit ${twice} out of one of the two`, findings);
    } else {
      for (const unit of value.units) taken.set(`${value.rack_id}/${unit}`, line);
    }
  }
}

/** A device with a unit is in a rack, on a face, inside the rack, and in nobody's way. Units are compared in halves. */
export function checkElevations({ devices, deviceTypes, racks }: PlacedTables, findings: Findings): void {
  const taken = new Map<string, number>();
  for (const [id, { line, value }] of [...devices.rows]) {
    const rack = value.rack_id === null ? undefined : racks.rows.get(value.rack_id)?.value;
    const type = deviceTypes.rows.get(value.device_type_id)?.value;
    const refuse = (column: string, expected: string, advice: string) =>
      reject(devices, id, "conflict", column, expected, advice, findings);
    if (type === undefined) {
      drop(devices, id);
    } else if (rack !== undefined && rack.site_id !== value.site_id) {
      refuse("rack_id", `a rack of site ${value.site_id}`, "correct the site or the rack");
    } else if (value.position === null) {
      // In the rack or the site, in no unit: a vertical strip, a module, a device on a shelf.
    } else if (rack === undefined) {
      refuse("rack_id", "a rack, because the device has a position", "fill in the rack or clear the position");
    } else if (value.face === null) {
      refuse("face", "front or rear, because the device has a position", "fill in the face");
    } else {
      const from = rack.starting_unit;
      const to = from + rack.u_height - 1;
      if (value.position < from || value.position + Math.max(type.u_height, 0.5) - 1 > to) {
        const expected = `${type.u_height} units from ${from} to ${to}, those of the rack`;
        refuse("position", expected, "correct the position or the rack's height");
        continue;
      }
      const cells = halfUnits(value.position, type.u_height, type.is_full_depth ? ["front", "rear"] : [value.face]);
      const other = cells.map((cell) => taken.get(`${value.rack_id}/${cell}`)).find((found) => found !== undefined);
      if (other === undefined) for (const cell of cells) taken.set(`${value.rack_id}/${cell}`, line);
      else refuse("position", `units that the device in line ${other} does not take`, "move one of the two");
    }
  }
}

function halfUnits(position: number, heightU: number, faces: readonly string[]): string[] {
  const cells: string[] = [];
  for (let half = position * 2; half < (position + heightU) * 2; half++)
    for (const face of faces) cells.push(`${face}/${half}`);
  return cells;
}
