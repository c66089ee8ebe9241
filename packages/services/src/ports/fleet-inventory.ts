import type { Floor, RackDetail, RackList } from "@headroom/contracts/fleet";
import type { RackDevice, RackElevations } from "@headroom/contracts/rack";

/** A region with the numbers of what lies in it. */
export interface RegionRecord {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly geography: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly complianceTags: readonly string[];
  readonly zones: number;
  readonly datacenters: number;
  readonly rooms: number;
}

export interface ZoneRecord {
  readonly id: number;
  readonly regionId: number;
  readonly code: string;
  readonly name: string;
}

export interface DatacenterRecord {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly zoneId: number;
  readonly zone: string;
  readonly regionId: number;
  readonly region: string;
  readonly version: number;
  readonly rooms: number;
  readonly rows: number;
}

/** What is dated between two days in a datacenter. */
export interface DatedChanges {
  readonly datacenterId: number;
  readonly come: number;
  /** Racks. */
  readonly leave: number;
}

/** A plan that touches a region and is not decided yet. */
export interface PendingPlan {
  readonly id: number;
  readonly title: string;
  readonly state: string;
  readonly racks: number;
  readonly powerW: number;
  readonly startsOn: string | null;
}

export type PlanOnFloor = NonNullable<Floor["plan"]>;

export interface RackFilter {
  readonly datacenter?: string;
  readonly region?: string;
  readonly type?: string;
  readonly family?: string;
  readonly state?: string;
  /** Beginning of a rack's code or serial, in any case. */
  readonly search?: string;
  /** Only codes after this one. */
  readonly after?: string;
  readonly limit: number;
}

/** A rack as stored: loads of its feeds come from the account, by the ids of devices and of what they hang from. */
export type RackRecord = Omit<RackDetail, "feeds"> & {
  readonly datacenterId: number;
  readonly feeds: readonly {
    readonly slot: string;
    readonly topId: number;
    readonly deviceId: number;
    readonly device: string;
    readonly top: string;
    readonly capacityW: number;
    readonly failoverCapacityW: number;
  }[];
  /** Every top device of its room. */
  readonly tops: readonly { readonly id: number; readonly code: string }[];
};

/** A device with what it asks of a rack. */
export type DeviceRecord = RackDevice;
/** Every rack of a room, small. */
export type RoomElevations = RackElevations;

/** Reads of regions, datacenters and racks. Codes and display order, never Prisma's rows. */
export interface InventoryRepository {
  /** By name. */
  regions(): Promise<RegionRecord[]>;
  zones(regionId?: number): Promise<ZoneRecord[]>;
  /** By code. */
  datacenters(regionId?: number): Promise<DatacenterRecord[]>;
  /** null: there is no such row. */
  datacenterOfRow(rowId: number): Promise<number | null>;
  /** Newest first, at most 20. */
  pendingPlans(regionId: number): Promise<PendingPlan[]>;
  /** Where a plan would put racks in a datacenter; null: no such plan. */
  planOnFloor(planId: number, datacenterId: number): Promise<PlanOnFloor | null>;
  /** By code. `total` counts without `after`. */
  racks(filter: RackFilter): Promise<{ readonly rows: RackList["rows"]; readonly total: number }>;
  /** With the reservations that have not ended on a day. */
  rack(code: string, today: string): Promise<RackRecord | null>;
  rackDevice(id: number): Promise<DeviceRecord | null>;
  /** Racks that stand in a room on a day or come later (the first one without a code), with all their devices; null: no such datacenter or room. */
  elevations(datacenter: string, room: string | undefined, today: string): Promise<RoomElevations | null>;
  /** By datacenter of a region: racks that come after a day and by another, and things that leave their position; without those where nothing does. */
  datedIn(regionId: number, from: string, to: string): Promise<readonly DatedChanges[]>;
}
