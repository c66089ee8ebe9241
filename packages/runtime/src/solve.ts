import { runPlacement } from "@headroom/compute/placement/run";
import type { Solve } from "@headroom/services/plan/place/types";

/** Core's planner in a thread of its own, so that this one goes on answering signals and cancellation. */
export const solve: Solve = async (problem, options) => (await runPlacement(problem, options)).outcome;
