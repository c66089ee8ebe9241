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
}

export interface Room {
  readonly id: string;
}

export interface Row {
  readonly id: string;
  readonly roomId: string;
  /** Compliance and residency tags that hold here (those of region, datacenter and room together). Absent: none. */
  readonly tags?: readonly string[];
}

/** The positions of one row that share feeds and cooling zone: interchangeable for the planner. */
export interface PositionGroup {
  readonly id: string;
  readonly rowId: string;
  /** Usable positions: blocked ones are already left out. */
  readonly positions: number;
  /** Ids of the power devices that feed it, under different top devices. Today two. */
  readonly feeds: readonly string[];
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

/** How a position is taken (planning.md, section 1). The four never overlap in time on one position. */
export type OccupancyKind = "occupied" | "committed" | "held" | "reserved";

/** Racks of one kind that stand, or are promised, in the groups of one row. `reserved` ones may draw nothing. */
export interface PlacedRacks {
  readonly id: string;
  readonly kind: OccupancyKind;
  readonly rowId: string;
  /** Racks by group id, each count at least 1. */
  readonly racks: Readonly<Record<string, number>>;
  /** Of one rack. */
  readonly powerW: number;
  /** Of one rack, on its zone's cooling loop. */
  readonly coolingW: number;
}
