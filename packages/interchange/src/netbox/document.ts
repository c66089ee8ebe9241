import type { NetboxInventory } from "@headroom/core/topology/proposal/netbox-inventory";
import type { Row } from "./column";
import type { Loaded } from "./load";
import type * as T from "./tables";

/** The tables after all checks. */
export interface LoadedTables {
  readonly regions: Loaded<Row<typeof T.REGION>>;
  readonly tenants: Loaded<Row<typeof T.TENANT>>;
  readonly sites: Loaded<Row<typeof T.SITE>>;
  readonly locations: Loaded<Row<typeof T.LOCATION>>;
  readonly manufacturers: Loaded<Row<typeof T.MANUFACTURER>>;
  readonly rackRoles: Loaded<Row<typeof T.RACK_ROLE>>;
  readonly rackTypes: Loaded<Row<typeof T.RACK_TYPE>>;
  readonly racks: Loaded<Row<typeof T.RACK>>;
  readonly reservations: Loaded<Row<typeof T.RACK_RESERVATION>>;
  readonly deviceRoles: Loaded<Row<typeof T.DEVICE_ROLE>>;
  readonly deviceTypes: Loaded<Row<typeof T.DEVICE_TYPE>>;
  readonly devices: Loaded<Row<typeof T.DEVICE>>;
  readonly panels: Loaded<Row<typeof T.POWER_PANEL>>;
  readonly feeds: Loaded<Row<typeof T.POWER_FEED>>;
  readonly ports: Loaded<Row<typeof T.POWER_PORT>>;
  readonly outlets: Loaded<Row<typeof T.POWER_OUTLET>>;
}

/** A NetBox installation as read from its tables. */
export type NetboxDocument = NetboxInventory;

/** The accepted rows in the core's words, every list by id: the order of rows in a file means nothing. */
export function toDocument(tables: LoadedTables): NetboxDocument {
  return {
    regions: each(tables.regions, (r) => ({ ...named(r), ...notes(r), parentId: r.parent_id })),
    tenants: each(tables.tenants, named),
    sites: each(tables.sites, (r) => ({
      ...named(r),
      ...notes(r),
      status: r.status,
      facility: r.facility,
      regionId: r.region_id,
      tenantId: r.tenant_id,
      latitude: r.latitude,
      longitude: r.longitude,
    })),
    locations: each(tables.locations, (r) => ({ ...named(r), ...notes(r), siteId: r.site_id, parentId: r.parent_id })),
    manufacturers: each(tables.manufacturers, named),
    rackRoles: each(tables.rackRoles, (r) => ({ ...named(r), ...notes(r) })),
    rackTypes: each(tables.rackTypes, (r) => ({
      id: r.id,
      manufacturerId: r.manufacturer_id,
      model: r.model,
      slug: r.slug,
    })),
    racks: each(tables.racks, (r) => ({
      id: r.id,
      ...notes(r),
      name: r.name,
      siteId: r.site_id,
      locationId: r.location_id,
      roleId: r.role_id,
      tenantId: r.tenant_id,
      rackTypeId: r.rack_type_id,
      status: r.status,
      serial: r.serial,
      assetTag: r.asset_tag,
      formFactor: r.form_factor,
      heightU: r.u_height,
      startingUnit: r.starting_unit,
      descUnits: r.desc_units,
      maxWeightKg: kilograms(r._abs_max_weight, r.max_weight, r.weight_unit),
    })),
    rackReservations: each(tables.reservations, (r) => ({
      id: r.id,
      ...notes(r),
      rackId: r.rack_id,
      tenantId: r.tenant_id,
      userId: r.user_id,
      units: r.units,
      description: r.description,
    })),
    deviceRoles: each(tables.deviceRoles, named),
    deviceTypes: each(tables.deviceTypes, (r) => ({
      id: r.id,
      ...notes(r),
      manufacturerId: r.manufacturer_id,
      model: r.model,
      slug: r.slug,
      heightU: r.u_height,
      fullDepth: r.is_full_depth,
      weightKg: r._abs_weight === null ? null : r._abs_weight / 1000,
      powerPorts: r.power_port_template_count,
      interfaces: r.interface_template_count,
    })),
    devices: each(tables.devices, (r) => ({
      id: r.id,
      ...notes(r),
      name: r.name,
      siteId: r.site_id,
      locationId: r.location_id,
      rackId: r.rack_id,
      deviceTypeId: r.device_type_id,
      roleId: r.role_id,
      tenantId: r.tenant_id,
      status: r.status,
      position: r.position,
      face: r.face,
      serial: r.serial,
      assetTag: r.asset_tag,
    })),
    powerPanels: each(tables.panels, (r) => ({
      id: r.id,
      ...notes(r),
      name: r.name,
      siteId: r.site_id,
      locationId: r.location_id,
    })),
    powerFeeds: each(tables.feeds, (r) => ({
      id: r.id,
      ...notes(r),
      name: r.name,
      panelId: r.power_panel_id,
      rackId: r.rack_id,
      status: r.status,
      type: r.type,
      powerW: r.available_power ?? availablePowerW(r.voltage, r.amperage, r.max_utilization, r.phase),
    })),
    powerPorts: each(tables.ports, (r) => ({ id: r.id, deviceId: r.device_id, maximumDrawW: r.maximum_draw })),
    powerOutlets: each(tables.outlets, (r) => ({ id: r.id, deviceId: r.device_id })),
  };
}

function each<R, D>(loaded: Loaded<R>, map: (row: R) => D): D[] {
  const byId = [...loaded.rows].sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  return byId.map(([, row]) => map(row.value));
}

/** Tags and custom fields, where there are any. */
const notes = (row: { readonly tags: readonly string[]; readonly custom_field_data: string | null }) => ({
  ...(row.tags.length > 0 ? { tags: row.tags } : {}),
  ...(row.custom_field_data === null ? {} : { customFields: row.custom_field_data }),
});

function named(row: { readonly id: string; readonly name: string; readonly slug: string }) {
  return { id: row.id, name: row.name, slug: row.slug };
}

/** Source: NetBox 4.2, dcim/models/power.py, PowerFeed.save. */
function availablePowerW(voltage: number, amperage: number, utilisation: number, phase: string): number {
  const watts = Math.abs(voltage) * amperage * (utilisation / 100);
  return Math.round(phase === "three-phase" ? watts * 1.732 : watts);
}

const KILOGRAMS = { kg: 1, g: 0.001, lb: 0.45359237, oz: 0.028349523125 };

function kilograms(grams: number | null, weight: number | null, unit: keyof typeof KILOGRAMS | null): number | null {
  if (grams !== null) return grams / 1000;
  return weight === null || unit === null ? null : weight * KILOGRAMS[unit];
}
