import type { WithheldPrice } from "@headroom/contracts/explanation";
import type { Person } from "./users";

export type OverrideState = "kept" | "replaced" | "released" | "dropped";

/** Racks of a request in one row, as a person placed them. */
export interface PinnedLot {
  readonly datacenterId: number;
  /** As in the model. */
  readonly rowId: string;
  /** By group id. */
  readonly racks: Readonly<Record<string, number>>;
}

export interface NewOverride {
  readonly planId: number;
  readonly requestId: number;
  readonly fromRowId: number | null;
  readonly rowId: number;
  /** Racks moved. */
  readonly racks: number;
  /** Where all of the request's racks stand with it. */
  readonly lots: readonly PinnedLot[];
  readonly reasonId: number;
  readonly note: string;
  /** Points dearer than the planner's place; where it had none, what gave way pays. */
  readonly cost: number;
  readonly terms: unknown;
  /** The policy kept it back, at that price. */
  readonly withheld: WithheldPrice | null;
  /** Racks of other requests that lost their place. */
  readonly racksLost: number;
  readonly authorId: string;
}

/** What is in force for a request of a plan. */
export interface Pin {
  readonly id: number;
  readonly requestId: number;
  readonly lots: readonly PinnedLot[];
  readonly cost: number;
  readonly withheld: WithheldPrice | null;
  readonly reason: string;
  readonly note: string;
  readonly author: string;
  readonly createdAt: string;
  /** Codes. */
  readonly from: string | null;
  readonly row: string;
}

export interface NamedPlace {
  readonly rowId: number;
  readonly row: string;
  readonly room: string;
  readonly datacenter: string;
}

export interface OverrideRecord {
  readonly id: number;
  readonly planId: number;
  readonly plan: string;
  readonly requestId: number;
  readonly request: string;
  readonly familyId: number;
  readonly family: string;
  readonly rackType: string;
  readonly racks: number;
  readonly from: NamedPlace | null;
  readonly to: NamedPlace;
  readonly reasonId: number;
  readonly reason: string;
  readonly note: string;
  readonly cost: number;
  readonly racksLost: number;
  readonly state: OverrideState;
  readonly author: Person;
  readonly createdAt: string;
}

export interface ReasonRecord {
  readonly id: number;
  readonly label: string;
  readonly active: boolean;
}

export interface RuleRecord extends NamedPlace {
  readonly id: number;
  readonly familyId: number | null;
  readonly family: string | null;
  readonly reason: string;
  readonly author: Person;
  readonly createdAt: string;
}

export interface OverrideRepository {
  /** Ends what was in force for the request and puts this in its place. */
  keep(override: NewOverride): Promise<number>;
  /** Ends what is in force for the requests. Returns for how many. */
  end(planId: number, requestIds: readonly number[], state: Exclude<OverrideState, "kept">): Promise<number>;
  inForce(planId: number): Promise<Pin[]>;
  /** Newest first. */
  list(limit: number): Promise<OverrideRecord[]>;
  /** In order of making. */
  reasons(): Promise<ReasonRecord[]>;
  /** Returns the id; null: another reason has this label, or the id names none. */
  saveReason(reason: {
    readonly id?: number | undefined;
    readonly label: string;
    readonly active: boolean;
  }): Promise<number | null>;
  /** In force, newest first. */
  rules(): Promise<RuleRecord[]>;
  /** null: one for the row and family is in force already. */
  keepRule(rule: {
    readonly rowId: number;
    readonly familyId: number | null;
    readonly reasonId: number;
    readonly authorId: string;
  }): Promise<number | null>;
  /** Returns whether it was in force. */
  endRule(id: number, endedById: string): Promise<boolean>;
}
