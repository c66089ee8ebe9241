import type { ImportReport } from "@headroom/contracts/imports";
import type { ImportProposal, NounKind } from "@headroom/core/topology/proposal/types";

export type ImportKind = "netbox" | "datacenter";
export type ImportState = "checked" | "committed" | "rejected";

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
}

/** What an earlier import made of a thing. */
export interface KnownNoun {
  readonly localId: number;
  readonly digest: string;
}
/** By kind, then by the noun's key. */
export type KnownNouns = ReadonlyMap<NounKind, ReadonlyMap<string, KnownNoun>>;

/** A code that is unique in the whole database and taken by something this source did not make. */
export interface TakenCode {
  readonly kind: NounKind;
  readonly code: string;
  readonly localId: number;
}

/** What a commit did, by kind of noun, and the datacenters whose facts it changed. */
export interface ImportOutcome {
  readonly created: Readonly<Partial<Record<NounKind, number>>>;
  readonly updated: Readonly<Partial<Record<NounKind, number>>>;
  readonly datacenterIds: readonly number[];
}

export interface ImportRepository {
  create(run: NewImportRun): Promise<number>;
  /** Newest first. */
  list(limit: number): Promise<ImportRunRecord[]>;
  get(id: number): Promise<ImportRunRecord | null>;
  /** The run with its proposal, locked until the transaction ends. Only one import is committed at a time. */
  lock(id: number): Promise<(ImportRunRecord & { readonly proposal: ImportProposal | null }) | null>;
  markCommitted(id: number, at: string): Promise<void>;
  known(source: string): Promise<KnownNouns>;
  /** Which codes of a proposal belong to things that none of its nouns is. */
  takenCodes(proposal: ImportProposal, known: KnownNouns): Promise<TakenCode[]>;
  /**
   * Writes every noun that is new or has another digest than the known one, with its external reference, and raises the versions of the
   * datacenters it changes. `requesterId` owns the proposed requests. Set-based: a few statements for each kind.
   */
  apply(
    proposal: ImportProposal,
    context: { readonly known: KnownNouns; readonly today: string; readonly requesterId: string | null },
  ): Promise<ImportOutcome>;
}
