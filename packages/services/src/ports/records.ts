import type { Result } from "@headroom/core/foundation/result";
import type { AssetState } from "@headroom/core/lifecycle/asset";
import type { RackFace, StandingDevice } from "@headroom/core/topology/rack-fit";
import type { FleetRecord, RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import type { FleetOutcome } from "./fleet-records";

/** A record as it stands in the inventory. */
export interface StoredRecord {
  readonly id: number;
  readonly version: number;
  /** Moment, UTC, to the microsecond. */
  readonly changedAt: string;
  readonly values: FleetRecord;
}

/** A record as it shall be, whole. */
export interface WantedRecord {
  /** The change that wants it, from 0. */
  readonly line: number;
  /** null: a new one. */
  readonly id: number | null;
  /** Of a new one that was deleted: its id, under which its history goes on. */
  readonly back?: number;
  readonly values: FleetRecord;
}

export interface RecordFinding {
  readonly line: number;
  readonly field: string | null;
  readonly value: string;
  readonly expected: string;
  readonly advice: string;
}

export interface RecordVersion extends StoredRecord {
  /** Moment from which it was so no longer; null: it is so. */
  readonly until: string | null;
  /** Beginning of the transaction that made it so; null: not known. */
  readonly madeIn: string | null;
  /** Beginning of the transaction that ended it; null: nobody did. */
  readonly goneIn: string | null;
}

/** Somebody who keeps something. `ownerId`: null where the owner has no account. */
interface Keeper {
  readonly owner: string;
  readonly ownerId: string | null;
  readonly ticket: string | null;
  readonly reason: string;
  /** First day that it is free again; null: until further notice. */
  readonly until: string | null;
}

/** A rack with what is in it, what feeds it and which units are kept, for the rules of fitting. */
export interface RackWithDevices {
  readonly id: number;
  readonly code: string;
  readonly datacenterId: number;
  readonly heightU: number;
  readonly state: AssetState;
  readonly powerW: number;
  readonly weightKg: number;
  readonly devices: readonly StandingDevice[];
  readonly unitReservations: readonly (Keeper & { readonly unit: number; readonly face: RackFace | "both" })[];
  readonly feeds: readonly {
    readonly slot: string;
    readonly deviceId: number;
    readonly device: string;
    readonly topId: number;
    readonly top: string;
    readonly capacityW: number;
    readonly failoverCapacityW: number;
  }[];
  readonly tops: readonly { readonly id: number; readonly code: string }[];
}

export interface ServerKept extends Keeper {
  readonly serverId: number;
  readonly name: string;
}

export interface RecordEvent {
  readonly transactionAt: string;
  readonly event: string;
  readonly action: string;
  readonly actor: string;
  readonly via: string;
  readonly reason: string | null;
  readonly change: number | null;
}

/** What one object was and became, so that it can be taken back. */
export interface ChangedRecord {
  readonly type: RecordTypeName;
  readonly id: number;
  readonly op: "create" | "edit" | "delete";
  readonly before: FleetRecord | null;
  readonly after: FleetRecord | null;
  /** After the change; of one that went, before it. */
  readonly version: number;
  /** Of a rack that went: the rules it came under, which go with it. */
  readonly rules?: readonly RackRule[];
}

/** A key that a rack comes under, by number, and its lot. */
export interface RackRule {
  readonly kind: string;
  readonly keyId: number;
  readonly lot: string;
}

export interface KeptChange {
  readonly id: number;
  readonly objects: readonly ChangedRecord[];
  readonly undoneBy: number | null;
}

/** Single records, known by id and version; what changes them goes the way of imports (`FleetRecordRepository.apply`). */
export interface RecordRepository {
  /** Those that are there, by id. */
  current(type: RecordType, ids: readonly number[]): Promise<ReadonlyMap<number, StoredRecord>>;
  /** By natural key, in the order of the type's. */
  find(type: RecordType, key: readonly unknown[]): Promise<number | null>;
  /** Records whose field has the value. */
  where(type: RecordType, field: string, value: string): Promise<readonly StoredRecord[]>;
  /** As it was in a version; null: it never was, or nobody knows. */
  past(type: RecordType, id: number, version: number): Promise<StoredRecord | null>;
  /** Every version, oldest first. */
  versions(type: RecordType, id: number): Promise<readonly RecordVersion[]>;
  /** Audit events of transactions, by their beginnings. */
  events(transactions: readonly string[]): Promise<readonly RecordEvent[]>;
  /** Racks by their codes, in id order. */
  racks(codes: readonly string[], today: string): Promise<readonly RackWithDevices[]>;
  /** Servers that are kept for somebody on the day, of those. */
  keptServers(ids: readonly number[], today: string): Promise<readonly ServerKept[]>;
  /** Locks datacenters by code, or all of them (null), in id order. Returns the ids of those that there are. */
  lock(codes: readonly string[] | null): Promise<readonly number[]>;
  /** The rules that racks come under; those without any are absent. */
  rackRules(ids: readonly number[]): Promise<ReadonlyMap<number, readonly RackRule[]>>;
  /** Puts racks under rules again, as far as their keys are there still. */
  giveRackRules(rules: ReadonlyMap<number, readonly RackRule[]>): Promise<void>;
  /** Deletes what nothing refers to; else says what does, and the transaction has to be rolled back. */
  remove(
    records: readonly { readonly line: number; readonly type: RecordType; readonly id: number }[],
  ): Promise<readonly RecordFinding[]>;
  /** Gives things that others refer to another key: the fields given. */
  rename(type: RecordType, records: readonly WantedRecord[]): Promise<readonly RecordFinding[]>;
  /** Asks the rules that imports ask; leaves the tables that `FleetRecordRepository.apply` writes. */
  stage(wanted: ReadonlyMap<RecordTypeName, readonly WantedRecord[]>): Promise<readonly RecordFinding[]>;
  /** Writes what `stage` left; else the rule of the database that was broken, and the transaction has to be rolled back. */
  write(): Promise<
    Result<FleetOutcome, { readonly value: string; readonly expected: string; readonly advice: string }>
  >;
  /** Raises the versions of datacenters. */
  touch(datacenterIds: readonly number[]): Promise<void>;
  /** Codes of the datacenters that a rack (its code) is said to be in. */
  datacentersOfRack(rack: string): Promise<readonly string[]>;
  /** Keeps a change; `undoes`: the one that it takes back. Returns its number. */
  keep(change: {
    readonly actorId: string | null;
    readonly actorName: string;
    readonly reason: string | null;
    readonly objects: readonly ChangedRecord[];
    readonly undoes: number | null;
  }): Promise<number>;
  /** Locked until the transaction ends. */
  change(id: number): Promise<KeptChange | null>;
}
