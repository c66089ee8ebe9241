/** Parameters of a scenario: a whole fleet follows from them, a seed and a day. */
export interface Scenario {
  readonly name: string;
  readonly seed: number;
  readonly regions: readonly RegionSpec[];
  /** Months of facts and demand, the current one included. */
  readonly months: number;
  /** Code of the datacenter with a UPS just below its failover limit. */
  readonly nearFailoverLimit: string;
  /** Share of positions that cannot be used. */
  readonly blockedShare: number;
  /** Requests and plans in every state: how many of each kind of story. */
  readonly stories: {
    readonly committed: number;
    readonly submitted: number;
    readonly drafts: number;
    readonly open: number;
  };
  /** What the seed must have made, checked after it is loaded: least and most of each. */
  readonly expected: {
    readonly positions: readonly [number, number];
    readonly filledShare: readonly [number, number];
    readonly racks: readonly [number, number];
    readonly servers: readonly [number, number];
    /** Regions that run out within half a year. Absent: exactly one. Where regions are small, one delivery is a steep trend. */
    readonly shortRegions?: readonly [number, number];
  };
}

export interface RegionSpec {
  readonly code: string;
  readonly name: string;
  readonly geography: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly tags: readonly string[];
  /** Zones a, b, c in order, each with its datacenters. */
  readonly zones: readonly (readonly DatacenterSpec[])[];
  /** Share of positions filled today, and as many months ago as the scenario has. */
  readonly fill: readonly [then: number, now: number];
  /** 1: even growth; above: it speeds up. */
  readonly acceleration: number;
  /** Racks by family: compute, memory, storage, accelerator. They add up to 1. */
  readonly mix: readonly [number, number, number, number];
  readonly coolingZoneW?: number;
  /** How full its limits may get, as a share; absent: as everywhere. A region that grows fast uses up its margin. */
  readonly ceiling?: number;
  /** Its rows have fault domains, and the first half of every room a network zone. Absent: they do not. */
  readonly faultDomains?: true;
}

export interface DatacenterSpec {
  readonly code: string;
  readonly name: string;
  readonly rooms: readonly RoomSpec[];
}

/** Power tree of a room: rows = pairs of UPS x second-level devices under each. */
export interface RoomSpec {
  readonly tops: number;
  readonly mids: number;
  readonly positionsPerGroup: number;
}
