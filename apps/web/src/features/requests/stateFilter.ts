import { type RequestState, requestStates } from "@headroom/core/lifecycle/request";

export type StateFilter = "waiting" | "decided" | "all" | RequestState;

export const stateOptions = [
  { value: "waiting", label: "Waiting" },
  { value: "decided", label: "Decided" },
  { value: "all", label: "All" },
] as const satisfies readonly { value: StateFilter; label: string }[];

const groups: Record<string, readonly RequestState[]> = {
  waiting: ["draft", "open", "planned", "submitted"],
  decided: ["committed", "delivered", "declined", "cancelled"],
};

/** The states behind a filter; undefined: all of them. */
export function requestStateFilter(filter: StateFilter): RequestState[] | undefined {
  if (filter === "all") return undefined;
  const group = groups[filter];
  return group ? [...group] : requestStates.filter((state) => state === filter);
}
