/**
 * The immutable picture of one datacenter that the planner, the accounting and the floor view share. Ids are strings that are
 * unique within their kind; arrays are in display order. Everything physical is in the base unit its name ends with.
 * Source of the model: Baxi et al., arXiv 2501.12725, sections 2 and 3.
 */
export interface DatacenterModel {
  readonly id: string;
  readonly rooms: readonly Room[];
  readonly rows: readonly Row[];
  readonly groups: readonly PositionGroup[];
  readonly devices: readonly PowerDevice[];
  readonly coolingZones: readonly CoolingZone[];
  /** Where switches have a number of ports for several rows together. Absent: none has. */
  readonly networkZones?: readonly NetworkZone[];
  /** Times in which no racks land somewhere. Absent: none. */
  readonly freezes?: readonly FreezeWindow[];
}

export interface Room {
  readonly id: string;
  /** What its floor carries in all. Absent: not limited. */
  readonly weightLimitKg?: number;
}

export interface Row {
  readonly id: string;
  readonly roomId: string;
  /** Compliance and residency tags that hold here (those of region, datacenter and room together). Absent: none. */
  readonly tags?: readonly string[];
  /** Network ports for the racks of this row. Absent: not limited. */
  readonly ports?: number;
  /** Absent: none. */
  readonly networkZoneId?: string;
  /** What fails together with this row, by any name (a fire zone, a hall). Absent: its room. */
  readonly faultDomain?: string;
}

/** Rows of a room that share the ports of their switches. */
export interface NetworkZone {
  readonly id: string;
  readonly roomId: string;
  readonly ports: number;
}

/** No racks land here on these days, both included. Days as "2026-05-17". */
export interface FreezeWindow {
  readonly scope: "datacenter" | "room" | "row";
  /** Of the row or room; of the datacenter the model's id. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** The positions of one row that share feeds and cooling zone: interchangeable for the planner. */
export interface PositionGroup {
  readonly id: string;
  readonly rowId: string;
  /** Usable positions: blocked ones are already left out. */
  readonly positions: number;
  /** How many more there are, but blocked: said in explanations, counted nowhere. Absent: none. */
  readonly blocked?: number;
  /** What one position carries. Absent: not limited. */
  readonly positionWeightLimitKg?: number;
  /** Ids of the power devices that feed it, two to six under at least two top devices; just one where `singleFeed` says so. */
  readonly feeds: readonly string[];
  /** Its racks hang from one feed, knowingly: when the top device above it fails, they are down. */
  readonly singleFeed?: boolean;
  readonly coolingZoneId: string;
}

export interface PowerDevice {
  readonly id: string;
  /** null: a top device (UPS), whose failure the room must survive. */
  readonly parentId: string | null;
  readonly roomId: string;
  /** Limit in normal operation. */
  readonly capacityW: number;
  /** Limit while another top device of the room is down (4N/3, 2N and N+1 are values of these two numbers). */
  readonly failoverCapacityW: number;
}

export interface CoolingZone {
  readonly id: string;
  readonly roomId: string;
  readonly capacityW: number;
}

/** How a position is taken. The four never overlap in time on one position. */
export type OccupancyKind = "occupied" | "committed" | "held" | "reserved";

/** What can be shared or fail together: a row, a room, a top device that feeds the row (a row has several), a fault domain. */
export type DomainScope = "row" | "room" | "topDevice" | "faultDomain";

/**
 * Rules among racks that carry the same key. Racks in a row are in every domain of that row. Whoever uses a key for a kind of rule uses
 * it with one scope (and one number).
 */
export interface KeyRules {
  /** Racks with this key: at most so many in one domain. */
  readonly spread?: { readonly key: string; readonly scope: DomainScope; readonly maxRacksPerDomain: number };
  /** Requests with this key never share a domain. */
  readonly antiAffinity?: { readonly key: string; readonly scope: DomainScope };
  /** Requests with this key all share a domain. */
  readonly affinity?: { readonly key: string; readonly scope: DomainScope };
}

/** Racks of one kind that stand, or are promised, in the groups of one row. `reserved` ones may draw nothing. */
export interface PlacedRacks extends KeyRules {
  readonly id: string;
  readonly kind: OccupancyKind;
  readonly rowId: string;
  /** Racks by group id, each count at least 1. */
  readonly racks: Readonly<Record<string, number>>;
  /** Of one rack. */
  readonly powerW: number;
  /** Of one rack, on its zone's cooling loop. */
  readonly coolingW: number;
  /** Of one rack. Absent: 0. */
  readonly weightKg?: number;
  /** Network ports of one rack. Absent: 0. */
  readonly ports?: number;
}
