/**
 * How a fleet is written down outside of Headroom: one list of records for each type of thing, natural keys only. The table of types
 * (`fleet.ts`) is all that readers, writers, the comparison with the inventory and the templates know: a new column is a line there.
 */

export type FieldKind =
  /** Text of at most `max` characters; `blank`: may be empty; `trimmed`: neither begins nor ends with a space. */
  | { readonly type: "text"; readonly max: number; readonly blank: boolean; readonly trimmed?: true }
  | { readonly type: "whole"; readonly min: number; readonly max: number }
  /** `step`: only multiples of it, as 0.5. */
  | { readonly type: "number"; readonly min: number; readonly max: number; readonly step?: number }
  | { readonly type: "flag" }
  /** A day, `2026-11-23`. */
  | { readonly type: "day" }
  | { readonly type: "choice"; readonly of: readonly string[]; readonly sqlType: string }
  /** Words, in their order. */
  | { readonly type: "words" }
  /** A JSON object, by whatever names its people use. */
  | { readonly type: "object" };

/** A value of a record: null where an optional field says nothing. A day is its text, an object its JSON. */
export type RecordValue = string | number | boolean | null | readonly string[];

export interface Field {
  /** In files. */
  readonly name: string;
  readonly kind: FieldKind;
  /** What it is, in a few words, for templates and pages. */
  readonly about: string;
  /** May be null. */
  readonly optional: boolean;
  /** What a new thing gets whose file has no such column; undefined: the column is needed (null where it is optional). */
  readonly initial?: RecordValue;
  /** Column of the database; null: not kept, it only names something else. */
  readonly column: string | null;
}

/** A reference: `fields` (of this type) hold the key of one record of type `to`, in the order of that key. */
export interface Link {
  readonly to: RecordTypeName;
  readonly fields: readonly string[];
  /** Column that keeps the id; null: it is only there to be checked. */
  readonly column: string | null;
  /** Null where the last of the fields is null. */
  readonly optional: boolean;
}

export type RecordTypeName =
  | "regions"
  | "zones"
  | "datacenters"
  | "rooms"
  | "rows"
  | "network_zones"
  | "cooling_zones"
  | "power_devices"
  | "positions"
  | "feeds"
  | "hardware_families"
  | "power_supplies"
  | "device_types"
  | "device_power_ports"
  | "server_types"
  | "rack_types"
  | "racks"
  | "placements"
  | "servers"
  | "unit_reservations"
  | "server_reservations"
  | "reservations"
  | "freeze_windows";

export interface RecordType {
  /** Also the name of its file. */
  readonly name: RecordTypeName;
  /** One of them, as reports count it. */
  readonly noun: string;
  /** Of the database. */
  readonly table: string;
  /** Fields that tell records apart. What changes a key makes another record. */
  readonly key: readonly string[];
  readonly fields: readonly Field[];
  readonly links: readonly Link[];
  /** Other groups of fields that are unique. */
  readonly unique: readonly (readonly string[])[];
}

/** Values in the order of the type's fields. */
export type FleetRecord = readonly RecordValue[];
