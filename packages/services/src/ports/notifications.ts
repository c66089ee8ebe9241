import type { MailTopic } from "@headroom/core/messaging/topics";

export type NotificationKind =
  | "plan_submitted"
  | "plan_committed"
  | "plan_declined"
  | "changes_requested"
  | "plan_stale"
  | "hold_expired"
  | "plan_ready"
  | "plan_failed"
  | "plan_cancelled"
  | "plan_withdrawn"
  | "reservation_ends"
  | "task_assigned"
  | "task_due"
  | "task_escalated"
  | "task_late"
  | "run_late"
  | "gate_asked"
  | "run_halted"
  | "run_done"
  | "run_aborted"
  | "step_failed"
  | "order_undelivered"
  | "witness_refused"
  | "alert";

export interface NewNotification {
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly entityKind: "plan" | "request" | "import" | "reservation" | "run" | "alert";
  readonly entityId: string;
  /** What the sentence needs: title, who, reason. */
  readonly params: Readonly<Record<string, string | number | null>>;
}

export interface NotificationRecord extends NewNotification {
  readonly id: number;
  readonly createdAt: string;
  readonly readAt: string | null;
}

export interface NotificationRepository {
  /** Who wishes to hear of a topic by mail gets a message, a minute later, unless they have read it by then. */
  add(notifications: readonly NewNotification[]): Promise<void>;
  /** Unread first, then newest first. */
  list(userId: string, limit: number): Promise<NotificationRecord[]>;
  get(id: number): Promise<NotificationRecord | null>;
  /** What a person wishes to hear by mail. */
  topics(userId: string): Promise<MailTopic[]>;
  setTopics(userId: string, topics: readonly MailTopic[]): Promise<void>;
  /** Only the person's own. Returns how many changed. */
  markRead(userId: string, ids: readonly number[]): Promise<number>;
}
