import type { Person } from "./users";

export type ApprovalState =
  | "pending"
  | "approved"
  | "declined"
  | "changes_requested"
  | "stale"
  | "withdrawn"
  | "expired";
export type Verdict = "approve" | "request_changes" | "decline";

export interface ApprovalRecord {
  readonly id: number;
  readonly planId: number;
  readonly hash: string;
  readonly state: ApprovalState;
  /** The numbers shown to the approver (services/plan/seen.ts). */
  readonly seen: unknown;
  readonly requestedBy: Person;
  readonly requestedAt: string;
  readonly dueAt: string;
  readonly decisions: readonly {
    readonly decider: Person;
    readonly verdict: Verdict;
    readonly reason: string | null;
    readonly decidedAt: string;
  }[];
}

/** A pending approval as a list needs it. */
export interface WaitingApproval {
  readonly approvalId: number;
  readonly planId: number;
  readonly title: string;
  readonly author: Person;
  readonly lastEditorId: string;
  readonly requesterIds: readonly string[];
  readonly requestedAt: string;
  readonly dueAt: string;
  readonly holdExpiresAt: string | null;
  readonly summary: unknown;
  readonly snoozedUntil: string | null;
}

export interface ApprovalRepository {
  get(id: number): Promise<ApprovalRecord | null>;
  /** Newest first. */
  ofPlan(planId: number): Promise<ApprovalRecord[]>;
  insert(approval: {
    planId: number;
    hash: string;
    seen: unknown;
    requestedById: string;
    requestedAt: string;
    dueAt: string;
  }): Promise<number>;
  /** Of the plan's pending one, if any. */
  close(planId: number, state: Exclude<ApprovalState, "pending">): Promise<void>;
  decide(decision: {
    approvalId: number;
    deciderId: string;
    verdict: Verdict;
    reason: string | null;
    hash: string;
    decidedAt: string;
  }): Promise<void>;
  /** Everything pending, with the person's snoozes. */
  waiting(personId: string): Promise<WaitingApproval[]>;
  decidedLately(limit: number): Promise<{ planId: number; title: string; verdict: string; at: string; by: string }[]>;
  snooze(personId: string, planId: number, until: string | null): Promise<void>;
}
