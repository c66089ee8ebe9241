export const planStates = [
  "queued",
  "running",
  "failed",
  "draft",
  "submitted",
  "committed",
  "declined",
  "stale",
  "expired",
  "cancelled",
] as const;
export type PlanState = (typeof planStates)[number];

export const planActions = [
  "start", // a worker takes it
  "finish", // the worker is done
  "fail",
  "replan", // plan again from fresh facts
  "edit", // leave out a request, rename
  "submit", // positions become held, a signature is asked for
  "withdraw", // the author takes it back
  "approve", // re-checked and committed
  "decline",
  "request_changes",
  "go_stale",
  "expire", // the hold ran out
  "cancel", // before it is committed: nothing is kept; afterwards: its capacity is given back
] as const;
export type PlanAction = (typeof planActions)[number];

/** The transition table: state after an action, absent where the action is not allowed. */
export const planTransitions = {
  queued: { start: "running", cancel: "cancelled", fail: "failed" },
  running: { start: "running", finish: "draft", fail: "failed", cancel: "cancelled" },
  failed: { replan: "queued", cancel: "cancelled" },
  draft: { edit: "draft", replan: "queued", submit: "submitted", cancel: "cancelled" },
  submitted: {
    withdraw: "draft",
    approve: "committed",
    decline: "declined",
    request_changes: "draft",
    go_stale: "stale",
    expire: "expired",
    cancel: "cancelled",
  },
  committed: { cancel: "cancelled" },
  declined: { replan: "queued", cancel: "cancelled" },
  stale: { replan: "queued", cancel: "cancelled" },
  expired: { replan: "queued", submit: "submitted", cancel: "cancelled" },
  cancelled: {},
} as const satisfies Record<PlanState, Partial<Record<PlanAction, PlanState>>>;

export function nextPlanState(state: PlanState, action: PlanAction): PlanState | null {
  const row: Partial<Record<PlanAction, PlanState>> = planTransitions[state];
  return row[action] ?? null;
}
