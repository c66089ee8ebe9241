import type { NetboxCounts, NetboxLoss } from "@headroom/contracts/exports";
import type { ImportAsked, ImportReport } from "@headroom/contracts/imports";
import type { Result } from "@headroom/core/foundation/result";
import type { CurrentInventory, CurrentServer } from "@headroom/core/topology/proposal/current";
import type { ImportProposal, NounKind, ProposedNoun, SourceObject } from "@headroom/core/topology/proposal/types";
import type { Field, RecordValue } from "@headroom/core/topology/records/types";
import type { FleetReader, RecordImportKind } from "./fleet-records";

export type ImportKind = "netbox" | "datacenter" | RecordImportKind;
export type ImportState = "reading" | "checked" | "committed" | "rejected";

export interface ImportFile {
  /** With or without folders before it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Numbers an importer is told, such as `rackPowerW`; each has a default. */
export type ImportOptions = Readonly<Record<string, number>>;

/** What an importer made of files. It writes nothing and never throws for what stands in them. */
export interface ImportReading {
  /** null: something was rejected, so there is nothing to commit. */
  readonly proposal: ImportProposal | null;
  readonly rejected: ImportReport["rejected"];
  /** Rows read and rejected, by the noun they stand for. */
  readonly counts: readonly { readonly noun: string; readonly read: number; readonly rejected: number }[];
  readonly warnings: readonly string[];
}

/** Tables as they are dumped, lists of the REST API, or files for the bulk import forms. */
export type NetboxFormat = "csv" | "json" | "forms";
export interface NetboxWanted {
  readonly format: NetboxFormat;
  readonly version: "3.6" | "4.x";
}

/** A file, a piece at a time. */
export interface StreamedFile {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

/** What is here: the inventory, and the things of NetBox as they were read last. */
export interface NetboxHere {
  readonly inventory: CurrentInventory;
  readonly objects: readonly SourceObject[];
}

/** The inventory in the words of NetBox. */
export interface NetboxNow {
  /** What an import of the things as they were read last proposes: where the inventory is otherwise, somebody has changed it. */
  readonly before: ImportProposal | null;
  /** What an import of an export would propose now; null: NetBox could not hold it, or there is nothing. */
  readonly now: ImportProposal | null;
  /** Nouns of `now` that stand for records which NetBox does not know, and the records' numbers. */
  readonly made: readonly { readonly kind: NounKind; readonly key: string; readonly localId: number }[];
}

/** Devices by number with what hangs from them, and the servers that they are here. */
export interface NetboxPart {
  readonly devices: readonly SourceObject[];
  readonly hung: readonly SourceObject[];
  readonly servers: readonly CurrentServer[];
}

/** Servers in parts, which may be asked for several times. */
export interface NetboxServers {
  /** What NetBox knows, by its numbers: also devices that are no servers, and those that are no more. */
  known(): AsyncIterable<NetboxPart>;
  /** What it does not know, by ours. */
  fresh(): AsyncIterable<readonly CurrentServer[]>;
  /** Names in racks (`RACK/NAME`, the rack by its number there) that several devices have, or that end like ` #7`. */
  readonly contested: ReadonlySet<string>;
}

/** What earlier forms brought under numbers that were made up, under the numbers that NetBox has for it. */
export interface NetboxAdopted {
  readonly adoptions: readonly {
    /** Its table there. */
    readonly kind: string;
    /** Empty: it has none. */
    readonly name: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** The things as they were read last, under those numbers. */
  readonly objects: readonly SourceObject[];
  /** What an import of them as they were proposes, under the keys that its nouns have now and with the digests that they had. */
  readonly before: ImportProposal | null;
  /** A key under the new numbers; or all keys of nouns or of an inventory. */
  renamed<T>(value: T): T;
  renamedKey(key: string): string;
}

/** The value of a JSON value for a field, or what was expected there and what to do. */
export type ReadValue = (
  field: Field,
  value: unknown,
) => Result<RecordValue, { readonly expected: string; readonly advice: string }>;

/** Readers of file formats, one for each kind of import. */
export interface Importers {
  /** The CSV tables of a NetBox installation or the lists of its API, a file each; or files for its bulk import forms, over what is here. */
  netbox(files: readonly ImportFile[], options: ImportOptions, here: NetboxHere | null): ImportReading;
  /** Whether files are for NetBox's bulk import forms. */
  netboxForms(files: readonly ImportFile[]): boolean;
  /**
   * What an import of what NetBox would say of the inventory proposes. `objects`: the things as they were read last; `incoming`: as they are
   * read now. What NetBox does not know yet gets the numbers of things of `incoming` that are called the same.
   */
  netboxNow(
    inventory: CurrentInventory,
    objects: readonly SourceObject[],
    options: ImportOptions,
    incoming: readonly SourceObject[],
  ): NetboxNow;
  /** Things of earlier forms in what is read now by its own numbers. Null: there are none. */
  netboxAdopted(
    objects: readonly SourceObject[],
    options: ImportOptions,
    incoming: readonly SourceObject[],
  ): NetboxAdopted | null;
  /** Tables with things for each server: these come in parts. */
  readonly netboxPerServer: readonly string[];
  /** The same as files, each to be read before the next. `inventory` and `objects`: without servers and things for each of them. */
  netboxFiles(
    inventory: CurrentInventory,
    objects: readonly SourceObject[],
    servers: NetboxServers,
    wanted: NetboxWanted,
  ): AsyncIterable<StreamedFile>;
  /** What these files do not say. */
  netboxLosses(counts: NetboxCounts, wanted: NetboxWanted): readonly NetboxLoss[];
  /** One placement instance, perhaps gzipped. Option `requests` not 0: its requests, too. */
  datacenter(file: ImportFile, options: ImportOptions): ImportReading;
  /** One file a type, CSV or JSON. */
  readonly fleet: FleetReader;
  /** YAML of the device-type library, with power supplies and answers as CSV. */
  readonly devicetypes: FleetReader;
  /** A table of cloud regions. */
  readonly regions: FleetReader;
  /** What files of a kind leave open and a person can answer beforehand. Files that cannot be read leave nothing open: their check says why. */
  ask(kind: ImportKind, files: readonly ImportFile[]): ImportAsked;
  /** Reads a value of JSON for a field of a record. */
  readonly value: ReadValue;
}

export interface ImportRunRecord {
  readonly id: number;
  readonly kind: string;
  readonly state: ImportState;
  /** Moments, ISO. */
  readonly createdAt: string;
  readonly committedAt: string | null;
  /** Name of the person, null: the system. */
  readonly createdBy: string | null;
  readonly report: ImportReport;
}

export interface NewImportRun {
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  readonly report: ImportReport;
  /** null: rejected, there is nothing to commit. */
  readonly proposal: ImportProposal | null;
  readonly createdById: string | null;
  /** Moment, ISO. */
  readonly createdAt: string;
}

/** What a proposed noun is already. */
export interface KnownNoun {
  readonly localId: number;
  /** Of its content when it was last imported. */
  readonly digest: string;
  /** Not from an earlier import: something that is called the same, is taken for the same, and has nothing to be written but its reference. */
  readonly adopted: boolean;
  /**
   * What the source said of it before, and what it would say of it now: a field in which a proposal says what one of these says stays as it
   * is. Absent: all that a proposal says is written.
   */
  readonly said?: readonly ProposedNoun[];
  /** Somebody has deleted it here since. It stays so until the source says something new of it, or of something that refers to it. */
  readonly gone?: boolean;
  /** A rack that goes to the position the source has for it, wherever it stands. */
  readonly moves?: boolean;
}
/** By kind, then by the noun's key. */
export type KnownNouns = ReadonlyMap<NounKind, ReadonlyMap<string, KnownNoun>>;

/** Something in the database that keeps a proposal from being written. */
export interface Obstacle {
  readonly kind: NounKind;
  readonly key: string;
  /** What it is called. */
  readonly value: string;
  /** A code or a name that something else has; a position or units that somebody else has. */
  readonly why: "code_taken" | "position_taken" | "name_taken" | "units_taken";
}

/** What a commit did, by kind of noun, and the datacenters in which it changed what stands or what there is to stand on. */
export interface ImportOutcome {
  readonly created: Readonly<Partial<Record<NounKind, number>>>;
  readonly updated: Readonly<Partial<Record<NounKind, number>>>;
  readonly datacenterIds: readonly number[];
}

/** What an import adds to the files: days and moments in ISO. */
export interface ImportContext {
  readonly known: KnownNouns;
  /** Racks stand from this day. */
  readonly today: string;
  readonly now: string;
  /** Whose the proposed requests are; null: there must be none. */
  readonly requests: { readonly requesterId: string; readonly neededBy: string; readonly answerBy: string } | null;
}

/** What a source's things are called from now on. */
export interface Renumbering {
  readonly references: readonly {
    readonly kind: NounKind;
    readonly from: string;
    /** Null: nothing any more. */
    readonly to: string | null;
    readonly digest: string;
  }[];
  /** Things that are there no more, and things in their place. */
  readonly gone: readonly Pick<SourceObject, "kind" | "externalId">[];
  readonly written: readonly SourceObject[];
}

export interface ImportRepository {
  create(run: NewImportRun): Promise<number>;
  /** Newest first. */
  list(limit: number): Promise<ImportRunRecord[]>;
  get(id: number): Promise<ImportRunRecord | null>;
  /** The run with its proposal, locked to the end of the transaction. Imports wait for each other: one is committed at a time. */
  lock(id: number): Promise<(ImportRunRecord & { readonly proposal: ImportProposal | null }) | null>;
  /** The proposal is not kept: what it made can be read from the inventory. */
  markCommitted(id: number, at: string): Promise<void>;
  /** Which nouns of a proposal exist already. */
  known(proposal: ImportProposal): Promise<KnownNouns>;
  /** Things of a source as they were read last, by table and number; `without`: not those of these tables. */
  objects(source: string, without?: readonly string[]): Promise<readonly SourceObject[]>;
  /** The inventory as the source would know it on a day: all of it, or one datacenter and the catalogue. `servers`: all, or none. */
  current(
    source: string,
    datacenterId: number | null,
    today: string,
    servers?: "all" | "none",
  ): Promise<CurrentInventory>;
  /** Servers for an export, of all or of one datacenter: never more than one part of them in memory. */
  netboxServers(source: string, datacenterId: number | null): Promise<NetboxServers>;
  /** Number of the datacenter of a code; null: there is none. */
  datacenterId(code: string): Promise<number | null>;
  /** What there is of things that NetBox has no place for; `facts` and `nameless` only where they are asked for: all of the import is read. */
  counts(source: string, datacenterId: number | null, today: string, withFacts: boolean): Promise<NetboxCounts>;
  /** Puts what is known of a source under other numbers: references by kind and key, and its things. */
  renumber(source: string, numbering: Renumbering): Promise<void>;
  obstacles(proposal: ImportProposal, context: Pick<ImportContext, "known" | "today">): Promise<Obstacle[]>;
  /**
   * Writes every noun that is new or has another digest than the known one, with its external reference, and raises the versions of the
   * datacenters it changes. Set-based: a few statements for each kind. Nouns that the proposal no longer has stay as they are.
   */
  apply(proposal: ImportProposal, context: ImportContext): Promise<ImportOutcome>;
}
