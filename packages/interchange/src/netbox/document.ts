import type {
  NetboxDevice,
  NetboxDeviceType,
  NetboxInventory,
  NetboxRack,
} from "@headroom/core/topology/proposal/netbox-inventory";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Columns, Row, RowOf, Table } from "./column";
import type { Loaded } from "./load";
import * as T from "./tables";

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

const NAMED = { id: "id", name: "name", slug: "slug" } as const;
const IN_PLACE = { id: "id", name: "name", siteId: "site_id", locationId: "location_id" } as const;

/** The core's names for columns that are taken as they are, list by list: the one place that says which. The others are worked out below. */
export const FIELDS = {
  regions: { ...NAMED, parentId: "parent_id" },
  tenants: NAMED,
  sites: {
    ...NAMED,
    status: "status",
    facility: "facility",
    regionId: "region_id",
    tenantId: "tenant_id",
    latitude: "latitude",
    longitude: "longitude",
  },
  locations: { ...NAMED, siteId: "site_id", parentId: "parent_id" },
  manufacturers: NAMED,
  rackRoles: NAMED,
  rackTypes: { id: "id", manufacturerId: "manufacturer_id", model: "model", slug: "slug" },
  racks: {
    ...IN_PLACE,
    roleId: "role_id",
    tenantId: "tenant_id",
    rackTypeId: "rack_type_id",
    status: "status",
    serial: "serial",
    assetTag: "asset_tag",
    formFactor: "form_factor",
    heightU: "u_height",
    startingUnit: "starting_unit",
    descUnits: "desc_units",
  },
  rackReservations: {
    id: "id",
    rackId: "rack_id",
    tenantId: "tenant_id",
    userId: "user_id",
    units: "units",
    description: "description",
  },
  deviceRoles: NAMED,
  deviceTypes: {
    id: "id",
    manufacturerId: "manufacturer_id",
    model: "model",
    slug: "slug",
    heightU: "u_height",
    fullDepth: "is_full_depth",
    powerPorts: "power_port_template_count",
    interfaces: "interface_template_count",
  },
  devices: {
    ...IN_PLACE,
    rackId: "rack_id",
    deviceTypeId: "device_type_id",
    roleId: "role_id",
    tenantId: "tenant_id",
    status: "status",
    position: "position",
    face: "face",
    serial: "serial",
    assetTag: "asset_tag",
  },
  powerPanels: IN_PLACE,
  powerFeeds: {
    id: "id",
    name: "name",
    panelId: "power_panel_id",
    rackId: "rack_id",
    status: "status",
    type: "type",
  },
  powerPorts: { id: "id", deviceId: "device_id", maximumDrawW: "maximum_draw" },
  powerOutlets: { id: "id", deviceId: "device_id" },
} as const satisfies Readonly<Record<keyof NetboxInventory, Readonly<Record<string, string>>>>;

type Taken<R, F extends Readonly<Record<string, keyof R>>> = { readonly [K in keyof F]: R[F[K]] };

/** The columns of a row under the core's names. */
function taken<R, F extends Readonly<Record<string, keyof R>>>(row: R, fields: F): Taken<R, F> {
  // every name of F has its column of the row
  return Object.fromEntries(Object.entries(fields).map(([name, column]) => [name, row[column]])) as Taken<R, F>;
}

const toRack = (r: Row<typeof T.RACK>): NetboxRack => ({
  ...taken(r, FIELDS.racks),
  ...notes(r),
  maxWeightKg: kilograms(r._abs_max_weight, r.max_weight, r.weight_unit),
});
const toDeviceType = (r: Row<typeof T.DEVICE_TYPE>): NetboxDeviceType => ({
  ...taken(r, FIELDS.deviceTypes),
  ...notes(r),
  weightKg: r._abs_weight === null ? null : r._abs_weight / 1000,
});
const toDevice = (r: Row<typeof T.DEVICE>): NetboxDevice => ({ ...taken(r, FIELDS.devices), ...notes(r) });

/** The accepted rows in the core's words, every list by id: the order of rows in a file means nothing. */
export function toDocument(tables: LoadedTables): NetboxDocument {
  return {
    regions: each(tables.regions, (r) => ({ ...taken(r, FIELDS.regions), ...notes(r) })),
    tenants: each(tables.tenants, (r) => taken(r, FIELDS.tenants)),
    sites: each(tables.sites, (r) => ({ ...taken(r, FIELDS.sites), ...notes(r) })),
    locations: each(tables.locations, (r) => ({ ...taken(r, FIELDS.locations), ...notes(r) })),
    manufacturers: each(tables.manufacturers, (r) => taken(r, FIELDS.manufacturers)),
    rackRoles: each(tables.rackRoles, (r) => ({ ...taken(r, FIELDS.rackRoles), ...notes(r) })),
    rackTypes: each(tables.rackTypes, (r) => taken(r, FIELDS.rackTypes)),
    racks: each(tables.racks, toRack),
    rackReservations: each(tables.reservations, (r) => ({ ...taken(r, FIELDS.rackReservations), ...notes(r) })),
    deviceRoles: each(tables.deviceRoles, (r) => taken(r, FIELDS.deviceRoles)),
    deviceTypes: each(tables.deviceTypes, toDeviceType),
    devices: each(tables.devices, toDevice),
    powerPanels: each(tables.panels, (r) => ({ ...taken(r, FIELDS.powerPanels), ...notes(r) })),
    powerFeeds: each(tables.feeds, (r) => ({
      ...taken(r, FIELDS.powerFeeds),
      ...notes(r),
      powerW: r.available_power ?? availablePowerW(r.voltage, r.amperage, r.max_utilization, r.phase),
    })),
    powerPorts: each(tables.ports, (r) => taken(r, FIELDS.powerPorts)),
    powerOutlets: each(tables.outlets, (r) => taken(r, FIELDS.powerOutlets)),
  };
}

/** Objects that were accepted once, in the core's words again. Throws where a fact is none. */
export const racksOf = (objects: readonly SourceObject[]) => objects.map((one) => toRack(rowOf(T.RACK, one)));
export const deviceTypesOf = (objects: readonly SourceObject[]) =>
  objects.map((one) => toDeviceType(rowOf(T.DEVICE_TYPE, one)));
export const devicesOf = (objects: readonly SourceObject[]) => objects.map((one) => toDevice(rowOf(T.DEVICE, one)));

function rowOf<C extends Columns>(table: Table<C>, { externalId, facts }: SourceObject): RowOf<C> {
  const cells = Object.entries(table.columns).map(([column, { cell }]) => {
    const read = cell(column === "id" ? externalId : (facts[column] ?? ""));
    if (!read.ok) throw new Error(`${table.name} ${externalId}: ${column} is not ${read.error.expected}`);
    return [column, read.value];
  });
  // every column of C was read by its own cell
  return Object.fromEntries(cells) as RowOf<C>;
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
