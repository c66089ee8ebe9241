import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { RequestState } from "@headroom/core/lifecycle/request";
import type { DemandUnit } from "@headroom/core/planning/sizing/racks-for";
import type { KeyRules } from "@headroom/core/topology/datacenter";
import type { PlanOutcome } from "@headroom/services/ports/plans";
import type { Day } from "./calendar";
import type { RackType } from "./catalog";
import type { Person } from "./people";
import type { SeedRack } from "./racks";
import type { SeedDatacenter, SeedPosition, SeedRegion } from "./topology";

export interface SeedRequest {
  readonly id: number;
  readonly title: string;
  readonly service: string;
  readonly type: RackType;
  readonly unit: DemandUnit;
  readonly amount: number;
  readonly racks: number;
  readonly region: SeedRegion;
  readonly priority: number;
  readonly neededBy: Day;
  readonly answerBy: Date;
  readonly note: string;
  /** Rules among racks of a key. Absent: none. */
  readonly rules?: KeyRules;
  state: RequestState;
  stateReason: string | null;
  version: number;
  readonly requester: Person;
  readonly createdAt: Date;
  updatedAt: Date;
}

export interface SeedAction {
  readonly id: number;
  readonly sequence: number;
  readonly request: SeedRequest;
  readonly datacenter: SeedDatacenter;
  readonly rowId: number;
  readonly positions: readonly SeedPosition[];
  readonly startsOn: Day;
  readonly certificate: unknown;
  /** What it has of its positions today, and since when. */
  readonly has: { readonly kind: "held" | "committed"; readonly since: Day } | null;
}

export interface SeedPlan {
  readonly id: number;
  readonly title: string;
  readonly state: PlanState;
  readonly seed: number;
  readonly steps: number;
  readonly author: Person;
  readonly version: number;
  readonly hash: string | null;
  readonly snapshot: unknown;
  readonly summary: unknown;
  readonly progress: unknown;
  readonly failure: unknown;
  readonly staleCause: unknown;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly submittedAt: Date | null;
  readonly holdExpiresAt: Date | null;
  readonly decidedAt: Date | null;
  readonly requests: readonly {
    readonly request: SeedRequest;
    readonly outcome: PlanOutcome | null;
    readonly racksPlaced: number;
    readonly certificate: unknown;
  }[];
  readonly actions: readonly SeedAction[];
}

export interface SeedApproval {
  readonly id: number;
  readonly planId: number;
  readonly hash: string;
  readonly state: "pending" | "approved" | "declined" | "changes_requested" | "stale" | "withdrawn" | "expired";
  readonly seen: unknown;
  readonly requestedBy: Person;
  readonly requestedAt: Date;
  readonly dueAt: Date;
  readonly decision: {
    readonly by: Person;
    readonly verdict: "approve" | "request_changes" | "decline";
    readonly reason: string | null;
    readonly at: Date;
  } | null;
}

export interface SeedNotification {
  readonly userId: string;
  readonly kind: string;
  readonly entityKind: "plan" | "request";
  readonly entityId: number;
  readonly params: Readonly<Record<string, string | number | null>>;
  readonly at: Date;
}

export interface SeedEvent {
  readonly at: Date;
  readonly person: Person | null;
  readonly action: string;
  readonly entityKind: string;
  readonly entityId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
}

export interface SeedReservation {
  readonly id: number;
  readonly datacenter: SeedDatacenter;
  readonly owner: Person;
  readonly reason: string;
  readonly from: Day;
  readonly to: Day | null;
  readonly positions: readonly SeedPosition[];
}

export interface FlowRows {
  readonly requests: SeedRequest[];
  readonly plans: SeedPlan[];
  readonly approvals: SeedApproval[];
  readonly notifications: SeedNotification[];
  readonly events: SeedEvent[];
  readonly reservations: SeedReservation[];
  /** Racks that plans brought and that serve. */
  readonly delivered: SeedRack[];
}
