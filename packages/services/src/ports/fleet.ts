import type { AssetState } from "@headroom/core/lifecycle/asset";
import type { DatacenterModel, KeyRules, OccupancyKind, PlacedRacks } from "@headroom/core/topology/datacenter";

/** A datacenter by its number or by its code. */
export type DatacenterKey = { readonly id: number } | { readonly code: string };

/** Who has a position. Exactly one of rackId, planActionId and reservationId is set, by kind. */
export interface PositionOccupancy {
  readonly kind: OccupancyKind;
  /** First day, `2026-11-23`. */
  readonly validFrom: string;
  /** First day after it; null: until further notice. */
  readonly validTo: string | null;
  readonly rackId: number | null;
  readonly planActionId: number | null;
  /** Of the plan action. */
  readonly planId: number | null;
  readonly reservationId: number | null;
  readonly rackCode: string | null;
  readonly rackState: AssetState | null;
  /** Of the rack or of the plan action; null for a reservation. */
  readonly rackType: OccupantType | null;
  /** Who reserved it and why, as the reservation says. */
  readonly note: string | null;
  /** Of a held or committed position: the rack that stands elsewhere and moves here. Absent: none does. */
  readonly arrivingRackId?: number;
  /** Rules among racks of a key that it came under. Absent: none. */
  readonly keys?: OccupantKeys;
}

/** Rules that racks came under with their request; racks of one lot in a row count as one request. */
export interface OccupantKeys {
  readonly lot: string;
  readonly rules: KeyRules;
}

/** One rack's draw. */
export interface OccupantType {
  readonly id: number;
  readonly code: string;
  readonly familyCode: string;
  /** Nameplate. */
  readonly powerW: number;
  readonly deratedW: number;
  readonly coolingW: number;
  /** Absent: 0. */
  readonly weightKg?: number;
  /** Network ports. Absent: 0. */
  readonly ports?: number;
}

export interface SnapshotPosition {
  readonly id: number;
  /** As in the model. */
  readonly rowId: string;
  readonly groupId: string;
  /** Along the row, from 1. */
  readonly number: number;
  /** Not null: takes no rack. A group counts it only while a rack stands or is promised on it all the same. */
  readonly blockedReason: string | null;
  /** Proposed by an import and confirmed, not recorded by its source. */
  readonly assumed: boolean;
  /** The earliest one that is not over on the day of the snapshot. */
  readonly occupancy: PositionOccupancy | null;
  /** The lot of the snapshot's `placed` that it is part of. Absent where nobody has it. */
  readonly lotId?: string;
}

/** What people call the things whose ids the model has. Ids are the database's numbers as text. */
export interface SnapshotNames {
  readonly rooms: ReadonlyMap<string, { readonly code: string; readonly name: string }>;
  readonly rows: ReadonlyMap<string, { readonly code: string; readonly sequence: number }>;
  readonly devices: ReadonlyMap<string, { readonly code: string; readonly kind: string }>;
  readonly coolingZones: ReadonlyMap<string, { readonly code: string }>;
  /** Absent: none has any. */
  readonly networkZones?: ReadonlyMap<string, { readonly code: string }>;
  readonly faultDomains?: ReadonlyMap<string, { readonly code: string }>;
}

/**
 * One datacenter at one moment, as the planner and the accounting need it. `placed` are the racks that stand or are promised on `asOf` or
 * later: a position that is free on the day but promised from a later one counts as taken, so that what is placed until further
 * notice never meets it. Occupied positions draw what the rack's type draws, committed and held ones what the plan action's type
 * draws, reserved ones nothing.
 */
export interface DatacenterSnapshot {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly version: number;
  readonly region: { readonly id: number; readonly code: string; readonly name: string };
  readonly zone: { readonly id: number; readonly code: string; readonly name: string };
  /** Tags of the region and of the datacenter together, sorted; every row of the model carries them. */
  readonly tags: readonly string[];
  /** Calendar day, UTC. */
  readonly asOf: string;
  readonly model: DatacenterModel;
  readonly placed: readonly PlacedRacks[];
  /** By room, row and number. */
  readonly positions: readonly SnapshotPosition[];
  /** Position ids of every group, in order along the row: as many as the model's `positions`, so empty blocked ones are left out. */
  readonly groupPositions: ReadonlyMap<string, readonly number[]>;
  readonly names: SnapshotNames;
}

export interface FleetRepository {
  /**
   * Group ids are `g<row id>-<k>`: k counts from 1 along the row the distinct sets of feeds, cooling zone and weight limit, blocked
   * positions included, so that blocking one changes no id. null: there is no such datacenter.
   */
  loadDatacenter(key: DatacenterKey, asOf: string): Promise<DatacenterSnapshot | null>;
  /** Every datacenter of the list that exists, in id order. */
  loadDatacenters(ids: readonly number[], asOf: string): Promise<DatacenterSnapshot[]>;
}
