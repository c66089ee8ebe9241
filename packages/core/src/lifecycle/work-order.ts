/** `refused`: the one who has it says that it cannot be done. `revoked`: the task is over, or somebody else has it. */
export const workOrderStates = ["open", "accepted", "done", "refused", "revoked"] as const;
export type WorkOrderState = (typeof workOrderStates)[number];

export const workOrderActions = ["accept", "finish", "refuse", "revoke"] as const;
export type WorkOrderAction = (typeof workOrderActions)[number];

const next: Readonly<Record<WorkOrderAction, WorkOrderState>> = {
  accept: "accepted",
  finish: "done",
  refuse: "refused",
  revoke: "revoked",
};

export const isOpenOrder = (state: WorkOrderState): boolean => state === "open" || state === "accepted";

/** State after an action; null: not allowed. One answer only: what has ended stays as it is. */
export const nextWorkOrderState = (state: WorkOrderState, action: WorkOrderAction): WorkOrderState | null =>
  isOpenOrder(state) && !(state === "accepted" && action === "accept") ? next[action] : null;

const DAY_MS = 86_400_000;
/** Work comes late: its link outlives the day on which it is due. */
const AFTER_DUE_MS = 7 * DAY_MS;
const LEAST_MS = 14 * DAY_MS;

/** Until when a link works: a week after the task is due, two weeks at least. Milliseconds since 1970. */
export const orderExpiresAt = (nowMs: number, dueAtMs: number | null): number =>
  Math.max(nowMs + LEAST_MS, (dueAtMs ?? 0) + AFTER_DUE_MS);
