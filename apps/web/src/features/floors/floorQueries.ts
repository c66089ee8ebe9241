import type { PlanListInput } from "@headroom/contracts/plan";

/** The plans a floor can be looked at with: those that have, or want, places on it. */
export const planListOfFloors: PlanListInput = { states: ["draft", "submitted", "stale", "committed"], limit: 500 };
