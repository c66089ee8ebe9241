import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { RequestState } from "@headroom/core/lifecycle/request";

/** A plan in work, as the overview needs it. Moments are ISO instants. */
export interface PlanInWork {
  readonly id: number;
  readonly title: string;
  readonly state: PlanState;
  readonly authorId: string;
  readonly author: string;
  readonly lastEditorId: string;
  readonly requesterIds: readonly string[];
  readonly racks: number | null;
  readonly powerW: number | null;
  readonly updatedAt: string;
  readonly holdExpiresAt: string | null;
  /** Of the pending approval. */
  readonly dueAt: string | null;
  readonly snoozedUntil: string | null;
  readonly declineReason: string | null;
  readonly progress: { readonly done: number; readonly total: number } | null;
}

export interface RequestInWork {
  readonly id: number;
  readonly title: string;
  readonly service: string;
  readonly rackType: string;
  readonly racks: number;
  readonly region: string;
  readonly state: RequestState;
  readonly stateReason: string | null;
  readonly requesterId: string;
  readonly answerBy: string;
  readonly updatedAt: string;
  /** Of the plan that has it. */
  readonly planState: string | null;
}

export interface RecentChange {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly entityKind: string;
  readonly entityId: string;
  readonly title: string;
}

export interface OverviewRepository {
  /** Queued, running and submitted ones of everybody, and those of `personId` that wait for their author. At most 200, newest first. */
  plansInWork(personId: string): Promise<PlanInWork[]>;
  /** Open and planned ones by the date of their answer, and drafts and declined ones of `personId`. At most 200. */
  requestsInWork(personId: string): Promise<RequestInWork[]>;
  /** Newest first. */
  recentChanges(limit: number): Promise<RecentChange[]>;
}
