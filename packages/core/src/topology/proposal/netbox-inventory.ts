/**
 * The tables of a NetBox installation as far as Headroom needs them, checked: every id is unique in its list and every reference
 * resolves, trees have no cycle, devices lie inside their racks and do not overlap. Ids are NetBox's numbers as text. Source: NetBox 4.2, models of
 * `dcim` and `tenancy`.
 */
export interface NetboxInventory {
  readonly regions: readonly NetboxRegion[];
  readonly tenants: readonly NetboxNamed[];
  readonly sites: readonly NetboxSite[];
  readonly locations: readonly NetboxLocation[];
  readonly manufacturers: readonly NetboxNamed[];
  readonly rackRoles: readonly NetboxNamed[];
  readonly rackTypes: readonly NetboxRackType[];
  readonly racks: readonly NetboxRack[];
  readonly rackReservations: readonly NetboxRackReservation[];
  readonly deviceRoles: readonly NetboxNamed[];
  readonly deviceTypes: readonly NetboxDeviceType[];
  readonly devices: readonly NetboxDevice[];
  readonly powerPanels: readonly NetboxPowerPanel[];
  readonly powerFeeds: readonly NetboxPowerFeed[];
  readonly powerPorts: readonly NetboxPowerPort[];
  readonly powerOutlets: readonly NetboxPowerOutlet[];
}

/** What people note beside the columns: slugs of tags, and custom fields as the text of their JSON. Absent: none. */
export interface NetboxNotes {
  readonly tags?: readonly string[];
  readonly customFields?: string;
}

export interface NetboxNamed extends NetboxNotes {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
}

export interface NetboxRegion extends NetboxNamed {
  readonly parentId: string | null;
}

export interface NetboxSite extends NetboxNamed {
  readonly status: string;
  readonly facility: string;
  readonly regionId: string | null;
  readonly tenantId: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
}

/** A part of a site. NetBox does not say whether it is a building, a floor, a room or a row. */
export interface NetboxLocation extends NetboxNamed {
  readonly siteId: string;
  readonly parentId: string | null;
}

export interface NetboxRackType {
  readonly id: string;
  readonly manufacturerId: string;
  readonly model: string;
  readonly slug: string;
}

export interface NetboxRack extends NetboxNotes {
  readonly id: string;
  readonly name: string;
  readonly siteId: string;
  readonly locationId: string | null;
  readonly roleId: string | null;
  readonly tenantId: string | null;
  readonly rackTypeId: string | null;
  /** active, available, reserved, planned, deprecated, or a word of the installation. */
  readonly status: string;
  readonly serial: string;
  readonly assetTag: string | null;
  readonly formFactor: string;
  readonly heightU: number;
  /** Number of its first unit, usually 1. */
  readonly startingUnit: number;
  /** Units are numbered from the top. */
  readonly descUnits: boolean;
  /** Highest weight with content. */
  readonly maxWeightKg: number | null;
}

export interface NetboxRackReservation extends NetboxNotes {
  readonly id: string;
  readonly rackId: string;
  readonly tenantId: string | null;
  readonly userId: string | null;
  /** In the rack's own numbering, ascending, each once. */
  readonly units: readonly number[];
  readonly description: string;
}

export interface NetboxDeviceType extends NetboxNotes {
  readonly id: string;
  readonly manufacturerId: string;
  readonly model: string;
  readonly slug: string;
  /** In steps of 0.5; 0 for things that take no unit. */
  readonly heightU: number;
  readonly fullDepth: boolean;
  readonly weightKg: number | null;
  /** null: the table does not say. */
  readonly powerPorts: number | null;
  readonly interfaces: number | null;
}

export interface NetboxDevice extends NetboxNotes {
  readonly id: string;
  readonly name: string;
  readonly siteId: string;
  readonly locationId: string | null;
  readonly rackId: string | null;
  readonly deviceTypeId: string;
  readonly roleId: string | null;
  readonly tenantId: string | null;
  /** active, offline, planned, staged, failed, inventory, decommissioning, or a word of the installation. */
  readonly status: string;
  /** Lowest number of the units it takes, in the rack's own numbering, in steps of 0.5; null: in no unit. */
  readonly position: number | null;
  /** Not null where `position` is not. */
  readonly face: "front" | "rear" | null;
  readonly serial: string;
  readonly assetTag: string | null;
}

export interface NetboxPowerPanel extends NetboxNotes {
  readonly id: string;
  readonly name: string;
  readonly siteId: string;
  readonly locationId: string | null;
}

export interface NetboxPowerFeed extends NetboxNotes {
  readonly id: string;
  readonly name: string;
  readonly panelId: string;
  readonly rackId: string | null;
  readonly status: string;
  readonly type: "primary" | "redundant";
  /** What may be drawn: voltage x amperage x utilisation, x 1.732 for three phases. */
  readonly powerW: number;
}

export interface NetboxPowerPort {
  readonly id: string;
  readonly deviceId: string;
  readonly maximumDrawW: number | null;
}

export interface NetboxPowerOutlet {
  readonly id: string;
  readonly deviceId: string;
}
