/**
 * The account of a datacenter: every watt and position is installed, committed, held, reserved, free or stranded.
 * supply = installed + committed + held + reserved + free, and stranded is the part of free that nothing can use.
 */
export type Resource = "space" | "power" | "failover" | "cooling";

/** Why free capacity is unusable: the limit that is exhausted where it lies. */
export type StrandedCause = "space" | "row" | "device" | "failover" | "cooling" | "weight" | "ports" | "rule";

/** Unit: positions for space, W for the others. */
export interface ResourceAccount {
  readonly resource: Resource;
  readonly supply: number;
  /** Standing racks. */
  readonly installed: number;
  /** Approved, not yet in service. */
  readonly committed: number;
  /** Wanted by a submitted plan. */
  readonly held: number;
  /** Kept by a person. */
  readonly reserved: number;
  readonly free: number;
  /** Part of `free`. The causes add up to it. */
  readonly stranded: number;
  readonly strandedBy: Readonly<Partial<Record<StrandedCause, number>>>;
}

export type ResourceAccounts = Readonly<Record<Resource, ResourceAccount>>;

export interface GroupAccount {
  readonly id: string;
  readonly rowId: string;
  readonly positions: number;
  readonly installed: number;
  readonly committed: number;
  readonly held: number;
  readonly reserved: number;
  readonly free: number;
  /** Free positions that take no reference rack, and the limit that binds there. */
  readonly stranded: number;
  readonly strandedCause: StrandedCause | null;
}

export interface DeviceAccount {
  readonly id: string;
  readonly parentId: string | null;
  readonly topId: string;
  readonly roomId: string;
  readonly capacityW: number;
  readonly failoverCapacityW: number;
  /** Normal load: half of every rack fed, all kinds of occupancy together. */
  readonly loadW: number;
  /** Load while the top device of that id is down. The device's own top is absent. */
  readonly afterFailureW: Readonly<Record<string, number>>;
}

export interface CoolingZoneAccount {
  readonly id: string;
  readonly roomId: string;
  readonly capacityW: number;
  readonly loadW: number;
}

/** The worst of all devices after the worst single failure, by share of its failover capacity. */
export interface WorstFailure {
  readonly deviceId: string;
  readonly failedTopId: string;
  readonly loadW: number;
  readonly limitW: number;
}

export interface DatacenterAccount {
  readonly datacenterId: string;
  readonly total: ResourceAccounts;
  readonly rooms: readonly { readonly id: string; readonly resources: ResourceAccounts }[];
  readonly rows: readonly { readonly id: string; readonly roomId: string; readonly resources: ResourceAccounts }[];
  readonly groups: readonly GroupAccount[];
  readonly devices: readonly DeviceAccount[];
  readonly coolingZones: readonly CoolingZoneAccount[];
  /** null: no room has two top devices. */
  readonly worstFailure: WorstFailure | null;
}
