/** What notifications are about, for people who choose which of them to get by mail. */
export const mailTopics = ["approvals", "plans", "tasks", "runs", "alerts"] as const;
export type MailTopic = (typeof mailTopics)[number];

const topics: Readonly<Record<MailTopic, readonly string[]>> = {
  approvals: ["plan_submitted", "gate_asked"],
  plans: [
    ...[
      "plan_committed",
      "plan_declined",
      "changes_requested",
      "plan_stale",
      "hold_expired",
      "plan_ready",
      "plan_failed",
    ],
    ...["plan_cancelled", "plan_withdrawn", "reservation_ends"],
  ],
  tasks: ["task_assigned", "task_due", "task_escalated", "task_late"],
  runs: ["run_halted", "run_done", "run_aborted", "step_failed", "run_late", "order_undelivered", "witness_refused"],
  alerts: ["alert"],
};

/** Kind of a notification to its topic; what belongs to none is never mailed. */
export const topicOfKind: Readonly<Record<string, MailTopic>> = Object.fromEntries(
  mailTopics.flatMap((topic) => topics[topic].map((kind) => [kind, topic])),
);
