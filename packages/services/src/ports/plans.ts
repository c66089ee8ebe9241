import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import type { Person } from "./users";

/** JSON columns are what was stored: shapes of packages/contracts (plan, explanation), parsed by whoever needs their inside. */
export interface PlanRecord {
  readonly id: number;
  readonly title: string;
  readonly state: PlanState;
  readonly policy: "place-all" | "selective";
  readonly seed: number;
  readonly steps: number;
  readonly author: Person;
  readonly lastEditor: Person;
  readonly version: number;
  readonly hash: string | null;
  readonly summary: unknown;
  readonly progress: unknown;
  readonly failure: unknown;
  readonly staleCause: unknown;
  readonly cancelRequested: boolean;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly submittedAt: string | null;
  readonly holdExpiresAt: string | null;
  /** The datacenter in which it mends broken limits by moving racks; null: it places requests. */
  readonly repairsDatacenterId: number | null;
  /** Its code. */
  readonly repairs: string | null;
}

/** A plan in a list: its actions and requests in numbers. */
export interface PlanListed extends PlanRecord {
  readonly regions: readonly string[];
  readonly datacenters: readonly string[];
  readonly requests: number;
  readonly requestsPlaced: number;
  readonly racks: number;
  readonly powerW: number;
}

export interface PlanFilter {
  readonly states?: readonly PlanState[];
  readonly region?: string;
  readonly authorId?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export type PlanOutcome = "placed" | "partial" | "rejected";

export interface PlannedRequest {
  readonly requestId: number;
  readonly outcome: PlanOutcome | null;
  readonly racksPlaced: number;
  readonly certificate: unknown;
}

/** A rack that stands and moves to a position of the action. */
export interface RackMove {
  readonly rackId: number;
  readonly positionId: number;
  /** Where it stood when that was planned. */
  readonly fromPositionId: number;
}

/** The same with what they are called. */
export interface RackMoveRecord extends RackMove {
  readonly rack: string;
  readonly fromRow: string;
  /** Along that row. */
  readonly fromNumber: number;
}

export interface NewPlanAction {
  readonly kind: "add" | "move";
  /** Of what is added; null: racks that move. */
  readonly requestId: number | null;
  readonly rackTypeId: number;
  readonly datacenterId: number;
  readonly rowId: number;
  readonly positionIds: readonly number[];
  /** Day. */
  readonly startsOn: string;
  readonly certificate: unknown;
  /** Of a move: one for each position. */
  readonly moves?: readonly RackMove[];
}

/** An action with the names of what it refers to. Power, cooling and cost are of one rack. */
export interface PlanActionRecord {
  readonly id: number;
  readonly sequence: number;
  readonly kind: "add" | "move" | "retire";
  readonly requestId: number | null;
  readonly rackTypeId: number;
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
  readonly racks: number;
  readonly datacenterId: number;
  readonly datacenter: string;
  readonly region: string;
  readonly room: string;
  readonly rowId: number;
  readonly row: string;
  readonly startsOn: string;
  /** In order along the row. */
  readonly positions: readonly { readonly id: number; readonly number: number }[];
  /** Of a move: its racks, in the order of their new positions. Absent: it moves none. */
  readonly moves?: readonly RackMoveRecord[];
  /** Of a move: what it mends, a shape of packages/contracts (repair). */
  readonly mends?: unknown;
}

/** What running a plan ends in. */
export interface PlanResult {
  readonly actions: readonly NewPlanAction[];
  readonly requests: readonly PlannedRequest[];
}

/** Fields that change with a state; absent ones stay. */
export interface PlanChange {
  readonly state?: PlanState;
  readonly title?: string;
  readonly policy?: PlanRecord["policy"];
  readonly lastEditorId?: string;
  readonly hash?: string | null;
  readonly summary?: unknown;
  readonly snapshot?: unknown;
  readonly progress?: unknown;
  readonly failure?: unknown;
  readonly staleCause?: unknown;
  readonly cancelRequested?: boolean;
  readonly submittedAt?: string | null;
  readonly holdExpiresAt?: string | null;
  readonly decidedAt?: string | null;
  readonly steps?: number;
}

export interface PlanRepository {
  list(filter: PlanFilter): Promise<{ rows: PlanListed[]; next: string | null; total: number }>;
  get(id: number): Promise<PlanListed | null>;
  insert(plan: {
    title: string;
    policy: string;
    seed: number;
    steps: number;
    authorId: string;
    requestIds: readonly number[];
    repairsDatacenterId?: number;
    progress: unknown;
  }): Promise<number>;
  /** Raises the version by one, unless `quiet` (progress only). */
  change(id: number, change: PlanChange, options?: { quiet?: boolean }): Promise<void>;
  /** For the worker while it runs, without touching the version. */
  saveProgress(id: number, progress: unknown): Promise<{ cancelRequested: boolean; state: PlanState } | null>;
  requestsOf(id: number): Promise<PlannedRequest[]>;
  /** Requests of the list that another living plan (queued, running, draft, submitted, committed) has. */
  requestsElsewhere(
    id: number,
    requestIds: readonly number[],
  ): Promise<{ requestId: number; planId: number; state: PlanState }[]>;
  actions(id: number): Promise<PlanActionRecord[]>;
  /** Takes the place of whatever actions and outcomes the plan had. */
  replaceResult(id: number, result: PlanResult): Promise<void>;
  /** Plans that move racks in the datacenter: those being made, drafts, and what is held or committed and has not moved yet. */
  moving(datacenterId: number): Promise<{ id: number; title: string; state: PlanState; racks: number }[]>;
  removeRequest(id: number, requestId: number): Promise<void>;
  /** Ids of plans whose hold ran out before the moment, oldest first. */
  withExpiredHolds(now: string): Promise<number[]>;
  /** Queued and running plans that changed last before the moment, for the sweep that finds those without a run. */
  unfinished(before: string): Promise<{ id: number; version: number }[]>;
}
