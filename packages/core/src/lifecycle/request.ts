export const requestStates = [
  "draft",
  "open",
  "planned",
  "submitted",
  "committed",
  "delivered",
  "declined",
  "cancelled",
] as const;
export type RequestState = (typeof requestStates)[number];

export const requestActions = [
  "open",
  "edit",
  "plan",
  "submit",
  "commit",
  "deliver",
  "decline",
  "release",
  "reopen",
  "cancel",
] as const;
export type RequestAction = (typeof requestActions)[number];

/** `release`: the plan that had it is gone or left it out, so it waits again. */
export const requestTransitions = {
  draft: { open: "open", edit: "draft", cancel: "cancelled" },
  open: { edit: "open", plan: "planned", cancel: "cancelled" },
  planned: { submit: "submitted", release: "open", plan: "planned", cancel: "cancelled" },
  submitted: { commit: "committed", decline: "declined", release: "open" },
  committed: { release: "open", deliver: "delivered" },
  delivered: {},
  declined: { reopen: "open", cancel: "cancelled" },
  cancelled: { reopen: "open" },
} as const satisfies Record<RequestState, Partial<Record<RequestAction, RequestState>>>;

export function nextRequestState(state: RequestState, action: RequestAction): RequestState | null {
  const row: Partial<Record<RequestAction, RequestState>> = requestTransitions[state];
  return row[action] ?? null;
}
