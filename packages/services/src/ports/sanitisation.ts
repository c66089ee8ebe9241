import type { Decision } from "@headroom/core/sanitisation/decide";
import type { DestructionSeen, Erasure, EvidenceFault } from "@headroom/core/sanitisation/evidence";
import type { DataClass, Method, Policy } from "@headroom/core/sanitisation/policy";
import type { EraseTicket, FoundDrive } from "./hardware";

export type DriveState = "planned" | "ordered" | "running" | "erased" | "to_destroy" | "destroyed" | "proven";

/** A drive that a step of a run sanitises. */
export interface SanitisedDrive {
  readonly id: number;
  readonly version: number;
  readonly effectKey: string;
  readonly runId: number;
  readonly rackId: number | null;
  readonly rack: string;
  readonly unit: number;
  readonly server: string;
  readonly serverSerial: string | null;
  readonly controllerId: number | null;
  readonly drive: FoundDrive;
  readonly dataClass: DataClass;
  readonly policyVersion: number;
  readonly decision: Decision;
  readonly state: DriveState;
  readonly method: Method | null;
  /** Orders given. */
  readonly tries: number;
  readonly ticket: EraseTicket | null;
  /** Moments; null: not yet. */
  readonly orderedAt: string | null;
  readonly erasedAt: string | null;
  readonly provenAt: string | null;
  readonly evidence: Erasure | DestructionSeen | null;
  /** What the evidence lacks, or why it is to be destroyed. */
  readonly faults: readonly (EvidenceFault | { readonly kind: string; readonly [data: string]: unknown })[] | null;
  /** Names of people. */
  readonly confirmedBy: string | null;
  readonly destroyedBy: string | null;
}

export type NewDrive = Pick<
  SanitisedDrive,
  | "effectKey"
  | "runId"
  | "rackId"
  | "rack"
  | "unit"
  | "server"
  | "serverSerial"
  | "controllerId"
  | "drive"
  | "dataClass"
  | "policyVersion"
  | "decision"
  | "state"
  | "faults"
>;

export type DriveChange = Partial<
  Pick<
    SanitisedDrive,
    | "state"
    | "method"
    | "tries"
    | "ticket"
    | "orderedAt"
    | "erasedAt"
    | "provenAt"
    | "evidence"
    | "faults"
    | "confirmedBy"
    | "destroyedBy"
  >
>;

export interface StoredCertificate {
  readonly number: number;
  readonly rackId: number | null;
  readonly rack: string;
  readonly effectKey: string;
  /** The canonical text that was signed. */
  readonly body: string;
  readonly sha256: string;
  readonly signature: string;
  readonly keyId: string;
  readonly auditEventId: string;
  readonly issuedAt: string;
}

export interface SigningKeyRecord {
  readonly id: string;
  readonly publicPem: string;
  readonly privateSealed: string;
}

export interface SanitisationRepository {
  /** The newest; null: nobody has written one. */
  policy(): Promise<Policy | null>;
  /** Waits for others who do the same; false: there is such a version. */
  addPolicy(policy: Policy, reason: string, createdById: string | null): Promise<boolean>;
  /** Those that are there already stay as they are. */
  planDrives(drives: readonly NewDrive[]): Promise<void>;
  /** By unit and path. */
  ofEffect(effectKey: string): Promise<SanitisedDrive[]>;
  /** Newest first. `open`: to be destroyed, or destroyed and not witnessed. */
  list(filter: {
    readonly rack?: string;
    readonly open?: boolean;
    readonly before?: number;
    readonly limit: number;
  }): Promise<SanitisedDrive[]>;
  get(id: number): Promise<SanitisedDrive | null>;
  lock(id: number): Promise<SanitisedDrive | null>;
  /** All drives of a step, by unit and path. */
  lockEffect(effectKey: string): Promise<SanitisedDrive[]>;
  /** Steps of a rack in a run: one of them is the drives' own. */
  stepsOf(
    runId: number,
    rackId: number,
  ): Promise<{ readonly stepId: number; readonly subjectId: number; readonly stage: string }[]>;
  /** Raises the version. */
  change(id: number, change: DriveChange): Promise<void>;
  /** Waits for others who issue one: numbers and digests are a chain. */
  lockChain(): Promise<StoredCertificate | null>;
  addCertificate(certificate: StoredCertificate): Promise<void>;
  certificate(by: { readonly number: number } | { readonly effectKey: string }): Promise<StoredCertificate | null>;
  certificates(filter: {
    readonly rack?: string;
    readonly before?: number;
    readonly limit: number;
  }): Promise<StoredCertificate[]>;
  /** The newest. */
  signingKey(): Promise<SigningKeyRecord | null>;
  signingKeyOf(id: string): Promise<SigningKeyRecord | null>;
  addSigningKey(key: SigningKeyRecord): Promise<void>;
  /** Seals the private half anew. */
  signingKeys(): Promise<SigningKeyRecord[]>;
  resealKey(id: string, privateSealed: string): Promise<void>;
}
