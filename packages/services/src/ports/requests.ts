import type { RequestState } from "@headroom/core/lifecycle/request";
import type { DemandUnit } from "@headroom/core/planning/sizing/racks-for";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import type { Person } from "./users";

export type SplitRule = "all_or_nothing" | "best_effort";

/** What a request says, with places and rack type by id. */
export interface RequestFields {
  readonly title: string;
  readonly service: string;
  readonly rackTypeId: number;
  readonly unit: DemandUnit;
  readonly amount: number;
  readonly racks: number;
  readonly regionId: number;
  readonly zoneId: number | null;
  readonly datacenterId: number | null;
  readonly requiredTags: readonly string[];
  readonly splitRule: SplitRule;
  readonly priority: number;
  /** Day. */
  readonly neededBy: string;
  /** Moment. */
  readonly answerBy: string;
  readonly note: string;
}

/** A request with the names of what it refers to. Power, cooling and cost are of one rack. */
export interface RequestRecord extends RequestFields {
  readonly id: number;
  readonly rackType: string;
  readonly family: string;
  readonly powerW: number;
  readonly coolingW: number;
  /** Absent: 0. */
  readonly weightKg?: number;
  /** Network ports. Absent: 0. */
  readonly ports?: number;
  /** Rules among racks of a key. Absent: none. */
  readonly rules?: KeyRules;
  readonly cost: number;
  readonly region: string;
  readonly zone: string | null;
  readonly datacenter: string | null;
  readonly state: RequestState;
  readonly stateReason: string | null;
  readonly version: number;
  readonly requester: Person;
  readonly createdAt: string;
  /** The plan that has it now or had it last. */
  readonly plan: { readonly id: number; readonly state: string } | null;
}

export interface RequestFilter {
  readonly states?: readonly RequestState[];
  readonly region?: string;
  /** In title, service or rack type. */
  readonly search?: string;
  readonly requesterId?: string;
  /** Drafts are shown to nobody but this person. */
  readonly draftsOf: string | null;
  readonly cursor?: string;
  readonly limit: number;
}

export interface RequestOfPlan {
  readonly id: number;
  readonly title: string;
  readonly state: string;
  readonly outcome: string | null;
  readonly racksPlaced: number;
  readonly certificate: unknown;
}

export interface RequestEvent {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly reason: string | null;
}

/** Ids of the places and the rack type that a form names by code; null where there is none of that code. */
export interface Places {
  readonly regionId: number | null;
  readonly zoneId: number | null;
  /** Of the region (and of the zone, when one is named). */
  readonly datacenterId: number | null;
}

/** A datacenter where something may go. */
export interface CandidateDatacenter {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly regionId: number;
  readonly region: string;
  readonly zoneId: number;
  readonly zone: string;
  /** Of region and datacenter together. */
  readonly tags: readonly string[];
}

/** A past request, from which the planner guesses later ones. */
export interface PastDemand {
  readonly racks: number;
  readonly powerW: number;
  readonly coolingW: number;
}

export interface RequestRepository {
  list(filter: RequestFilter): Promise<{ rows: RequestRecord[]; next: string | null; total: number }>;
  /** In id order; those that do not exist are absent. */
  many(ids: readonly number[]): Promise<RequestRecord[]>;
  insert(fields: RequestFields, state: RequestState, requesterId: string): Promise<number>;
  /** Raises the version. */
  update(id: number, fields: RequestFields, state: RequestState): Promise<void>;
  /** Raises the versions. */
  setState(ids: readonly number[], state: RequestState, reason: string | null): Promise<void>;
  plansOf(id: number): Promise<RequestOfPlan[]>;
  history(id: number): Promise<RequestEvent[]>;
  places(codes: { region: string; zone: string | null; datacenter: string | null }): Promise<Places>;
  /** Every datacenter, or those of the regions, in code order. */
  candidates(regionIds?: readonly number[]): Promise<CandidateDatacenter[]>;
  /** The latest requests that were not drafts, newest first, in these regions. */
  past(regionIds: readonly number[], limit: number): Promise<PastDemand[]>;
}
