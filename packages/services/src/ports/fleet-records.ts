import type { FleetMapping, ImportReport } from "@headroom/contracts/imports";
import type { FleetRecord, RecordType } from "@headroom/core/topology/records/types";
import type { ImportFile } from "./imports";

export type RejectedRow = ImportReport["rejected"][number];

export interface StagedRow {
  /** Of its file, from 1. */
  readonly line: number;
  /** By the type's fields; null where nothing is said, or where it was rejected. */
  readonly values: FleetRecord;
  /** Something in it was rejected: others may refer to it, but it is not written. */
  readonly bad: boolean;
}

/** One file of the fleet format. */
export interface FleetSheet {
  readonly file: string;
  readonly type: RecordType;
  readonly sha256: string;
  readonly bytes: number;
  /** Fields it has; null: its head is not in order, and `read` says why. */
  fields(): Promise<readonly string[] | null>;
  /** From the beginning, in batches that are the same every time. `read`: records read with this batch. */
  read(): AsyncIterable<{
    readonly rows: readonly StagedRow[];
    readonly rejected: readonly RejectedRow[];
    readonly read: number;
  }>;
}

/** Imports whose files become records of the fleet format. */
export type RecordImportKind = "fleet" | "devicetypes" | "regions";

/** Reader of files that become records: of the fleet format itself, or of another one. */
export interface FleetReader {
  open(
    files: readonly ImportFile[],
    mapping: FleetMapping,
  ): {
    readonly sheets: readonly FleetSheet[];
    readonly rejected: readonly RejectedRow[];
    readonly warnings: readonly string[];
    /** What the files do not say; a person confirms it before it is written. */
    readonly assumptions: ImportReport["assumptions"];
  };
}

/** A file as the audit record names it. */
export interface FleetFileMark {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface NewFleetRun {
  readonly kind: RecordImportKind;
  readonly files: readonly FleetFileMark[];
  readonly mapping: FleetMapping;
  readonly createdById: string | null;
  /** Moment, ISO. */
  readonly createdAt: string;
}

export interface FleetRun {
  readonly id: number;
  /** How far each file was read, in the order of the files that are staged. */
  readonly read: readonly number[];
}

export interface FleetComparison {
  readonly counts: ImportReport["counts"];
  readonly rejected: readonly RejectedRow[];
}

export interface FleetOutcome {
  readonly created: Readonly<Record<string, number>>;
  readonly updated: Readonly<Record<string, number>>;
  /** Datacenters in which it changed what stands or what there is to stand on, in order. */
  readonly datacenterIds: readonly number[];
}

/** The inventory as records, out and in. */
export interface FleetRecordRepository {
  /**
   * Records of a type by key, of one datacenter (its code) or of all, in batches. One type at a time. `at`: as they were at a moment (ISO,
   * UTC); default: as they are.
   */
  records(type: RecordType, datacenter: string | null, at?: string | null): AsyncIterable<readonly FleetRecord[]>;
  /** A run that read the same files with the same mapping for the same person and was interrupted; or a new one. */
  begin(run: NewFleetRun, sheets: readonly FleetSheetHead[]): Promise<FleetRun>;
  /** Takes in a batch; false: somebody else reads for the same run. */
  stage(
    run: FleetRun,
    file: number,
    batch: {
      readonly from: number;
      readonly to: number;
      readonly rows: readonly StagedRow[];
      readonly rejected: readonly RejectedRow[];
    },
  ): Promise<boolean>;
  /** Compares what was taken in with the inventory; leaves tables of this transaction for `apply`. */
  compare(runId: number): Promise<FleetComparison>;
  /** Ends the reading: the report is kept; what was taken in only if it may be written. */
  finish(runId: number, state: "checked" | "rejected", report: ImportReport): Promise<void>;
  /** Locks every datacenter, in id order: to be called before the comparison that `apply` relies on. */
  lockFleet(): Promise<void>;
  /** Writes what `compare` found in this transaction, and raises the versions of the datacenters it changes. */
  apply(): Promise<FleetOutcome>;
  /** Names, sizes and hashes of a run's files. */
  files(runId: number): Promise<readonly FleetFileMark[]>;
  /** Forgets what was taken in for a run. */
  clear(runId: number): Promise<void>;
  /** The same for runs that nobody wrote since a moment (ISO): they have to be checked again. */
  clearOld(before: string): Promise<void>;
}

export interface FleetSheetHead {
  readonly name: string;
  readonly type: string;
  readonly fields: readonly string[];
}
