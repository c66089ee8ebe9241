import { keepableKinds, type ScenarioChange } from "@headroom/contracts/scenario";
import type { PlanState } from "@headroom/core/lifecycle/plan";
import { invalidInput, notFound, ServiceError } from "../errors";
import { findPlan } from "../plan/guard";
import type { PlanListed } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import type { ScenarioRecord } from "../ports/scenarios";
import type { ChangeFault } from "./world";

/** Scenarios of one plan at most: as many as there are letters. */
export const MOST = 4;

export async function findScenario(
  { scenarios }: Pick<Repositories, "scenarios">,
  id: number,
): Promise<ScenarioRecord> {
  const scenario = await scenarios.get(id);
  if (!scenario) throw notFound("scenario", id);
  return scenario;
}

/** Locks the plan, so that its letters are given once; WRONG_STATE unless it is a draft: what is signed or in work has no other outcomes. */
export async function lockDraft(
  repositories: Pick<Repositories, "locks" | "plans">,
  planId: number,
): Promise<PlanListed> {
  const locked = await repositories.locks.plan(planId);
  if (!locked) throw notFound("plan", planId);
  mustBeDraft(planId, locked.state);
  return findPlan(repositories, planId);
}

export function mustBeDraft(id: number, state: PlanState): void {
  if (state !== "draft")
    throw new ServiceError("WRONG_STATE", { kind: "plan", id, state, action: "scenario", allowed: ["draft"] });
}

/** Kinds of changes that make another world, for which a scenario cannot be kept. */
export const worldChangesOf = (changes: readonly ScenarioChange[]): string[] => [
  ...new Set(changes.map((change) => change.kind).filter((kind) => !keepableKinds.includes(kind))),
];

export const refuseFaults = (faults: readonly ChangeFault[]): never => {
  throw faults.length === 1
    ? invalidInput(`changes.${faults[0]!.index}`, faults[0]!.expected, faults[0]!.got)
    : new ServiceError("INVALID_INPUT", {
        issues: faults.map(({ index, expected, got }) => ({ path: `changes.${index}`, expected, got })),
      });
};
