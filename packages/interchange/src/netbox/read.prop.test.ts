import { netboxInventory } from "@headroom/core/topology/proposal/netbox.arbitrary";
import { sortedById } from "@headroom/core/topology/proposal/netbox-context";
import type { NetboxInventory } from "@headroom/core/topology/proposal/netbox-inventory";
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { type InputFile, readNetbox } from "./read";
import { TABLES } from "./tables";

// A property is many runs: on a busy machine they take longer than a test usually may.
vi.setConfig({ testTimeout: 60_000 });

type Cells = Readonly<Record<string, string | number | boolean | null>>;

/** The inventory as NetBox would dump it, columns and rows in the order given. */
function dump(
  inventory: NetboxInventory,
  columnsFrom: (names: string[]) => string[],
  rowsFrom: (rows: Cells[]) => Cells[],
): InputFile[] {
  const kg = (weight: number | null) => (weight === null ? null : weight * 1000);
  const rows: Record<string, Cells[]> = {
    dcim_region: inventory.regions.map((r) => ({ id: r.id, name: r.name, slug: r.slug, parent_id: r.parentId })),
    tenancy_tenant: inventory.tenants.map((t) => ({ ...t })),
    dcim_site: inventory.sites.map((s) => ({
      ...s,
      region_id: s.regionId,
      tenant_id: s.tenantId,
      comments: 'a "b"\r\n\nc',
    })),
    dcim_location: inventory.locations.map((l) => ({ ...l, parent_id: l.parentId, site_id: l.siteId })),
    dcim_manufacturer: inventory.manufacturers.map((m) => ({ ...m })),
    dcim_rackrole: inventory.rackRoles.map((r) => ({ ...r })),
    dcim_racktype: inventory.rackTypes.map((t) => ({ ...t, manufacturer_id: t.manufacturerId })),
    dcim_rack: inventory.racks.map((r) => ({
      ...{
        id: r.id,
        name: r.name,
        status: r.status,
        serial: r.serial,
        asset_tag: r.assetTag,
        form_factor: r.formFactor,
      },
      ...{
        u_height: r.heightU,
        starting_unit: r.startingUnit,
        desc_units: r.descUnits,
        _abs_max_weight: kg(r.maxWeightKg),
      },
      ...{
        location_id: r.locationId,
        role_id: r.roleId,
        site_id: r.siteId,
        tenant_id: r.tenantId,
        rack_type_id: r.rackTypeId,
      },
    })),
    dcim_rackreservation: inventory.rackReservations.map((r) => ({
      ...{ id: r.id, units: `{${r.units.join(",")}}`, rack_id: r.rackId, tenant_id: r.tenantId, user_id: r.userId },
    })),
    dcim_devicerole: inventory.deviceRoles.map((r) => ({ ...r })),
    dcim_devicetype: inventory.deviceTypes.map((t) => ({
      ...{
        id: t.id,
        model: t.model,
        slug: t.slug,
        u_height: t.heightU,
        is_full_depth: t.fullDepth,
        _abs_weight: kg(t.weightKg),
      },
      ...{
        manufacturer_id: t.manufacturerId,
        power_port_template_count: t.powerPorts,
        interface_template_count: t.interfaces,
      },
    })),
    dcim_device: inventory.devices.map((d) => ({
      ...{
        id: d.id,
        name: d.name,
        position: d.position,
        face: d.face,
        status: d.status,
        device_type_id: d.deviceTypeId,
      },
      ...{ rack_id: d.rackId, site_id: d.siteId },
    })),
    dcim_powerpanel: inventory.powerPanels.map((p) => ({ ...p, site_id: p.siteId, location_id: p.locationId })),
    dcim_powerfeed: inventory.powerFeeds.map((f) => ({
      ...{ id: f.id, name: f.name, status: f.status, type: f.type, phase: "single-phase", voltage: 230, amperage: 16 },
      ...{ max_utilization: 80, available_power: f.powerW, power_panel_id: f.panelId, rack_id: f.rackId },
    })),
    dcim_powerport: inventory.powerPorts.map((p) => ({
      id: p.id,
      maximum_draw: p.maximumDrawW,
      device_id: p.deviceId,
    })),
    dcim_poweroutlet: inventory.powerOutlets.map((o) => ({ id: o.id, device_id: o.deviceId })),
  };
  return TABLES.map(({ name, columns, unused }) => {
    const header = columnsFrom([...Object.keys(columns), ...unused]);
    const lines = rowsFrom(rows[name] ?? []).map((row) => header.map((column) => cell(row[column] ?? "")).join(","));
    return { name: `${name}.csv`, bytes: new TextEncoder().encode([header.join(","), ...lines, ""].join("\n")) };
  });
}

function cell(value: string | number | boolean): string {
  const text = typeof value === "boolean" ? (value ? "t" : "f") : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const same = <T>(list: T[]) => list;
const backwards = <T>(list: T[]) => list.toReversed();

it("reads back any consistent installation, whatever the order of rows and columns", () => {
  fc.assert(
    fc.property(netboxInventory, fc.boolean(), fc.boolean(), (inventory, turnColumns, turnRows) => {
      const reading = readNetbox(dump(inventory, turnColumns ? backwards : same, turnRows ? backwards : same));
      expect(reading.rejected).toEqual([]);
      expect(reading.document).toEqual(sortedById(inventory));
    }),
    { numRuns: 50 },
  );
});

it("accepts and refuses as many rows as there are when cells are damaged, and the document stays consistent", () => {
  const damage = fc.record({
    file: fc.nat(),
    at: fc.nat(),
    with: fc.constantFrom("", "9", ",", '"', "\n", "x", "\u0000", "99999", "-"),
  });
  fc.assert(
    fc.property(netboxInventory, fc.array(damage, { minLength: 1, maxLength: 4 }), (inventory, hits) => {
      const files = dump(inventory, same, same);
      for (const hit of hits) {
        const file = files[hit.file % files.length];
        if (file === undefined) continue;
        const text = new TextDecoder().decode(file.bytes);
        const at = hit.at % text.length;
        const damaged = text.slice(0, at) + hit.with + text.slice(at + 1);
        files[files.indexOf(file)] = { ...file, bytes: new TextEncoder().encode(damaged) };
      }
      const { document, counts, rejected } = readNetbox(files, { unknownColumns: "warn" });
      for (const count of counts) expect(count.accepted + count.rejected + count.dependent).toBe(count.rows);
      const refused = counts.reduce((sum, count) => sum + count.rejected + count.dependent, 0);
      if (rejected.length === 0) expect(refused).toBe(0);
      // What was accepted is a consistent installation again: dumped and read once more, nothing is refused.
      const again = readNetbox(dump(document, same, same));
      expect(again.rejected).toEqual([]);
      expect(again.document.devices).toHaveLength(document.devices.length);
    }),
    { numRuns: 50 },
  );
});
