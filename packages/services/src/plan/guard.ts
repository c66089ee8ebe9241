import { nextPlanState, type PlanAction, type PlanState, planActions } from "@headroom/core/lifecycle/plan";
import { notFound, ServiceError } from "../errors";
import type { PlanListed } from "../ports/plans";
import type { Repositories } from "../ports/repositories";

/** State after the action, or WRONG_STATE with what would be possible. */
export function mustFollow(id: number, state: PlanState, action: PlanAction): PlanState {
  const next = nextPlanState(state, action);
  if (next !== null) return next;
  const allowed = planActions.filter((a) => nextPlanState(state, a) !== null);
  throw new ServiceError("WRONG_STATE", { kind: "plan", id, state, action, allowed });
}

export async function findPlan({ plans }: Pick<Repositories, "plans">, id: number): Promise<PlanListed> {
  const plan = await plans.get(id);
  if (!plan) throw notFound("plan", id);
  return plan;
}

/**
 * Locks the plan and reads it: nobody else changes it until the unit of work ends. CONFLICT when somebody changed it since
 * `version` was read, WRONG_STATE when the action is not for its state.
 */
export async function lockPlan(
  repositories: Pick<Repositories, "locks" | "plans">,
  ref: { readonly id: number; readonly version?: number },
  action: PlanAction,
): Promise<{ plan: PlanListed; next: PlanState }> {
  const locked = await repositories.locks.plan(ref.id);
  if (!locked) throw notFound("plan", ref.id);
  if (ref.version !== undefined && ref.version !== locked.version)
    throw new ServiceError("CONFLICT", {
      kind: "plan",
      id: ref.id,
      expectedVersion: ref.version,
      version: locked.version,
    });
  return { plan: await findPlan(repositories, ref.id), next: mustFollow(ref.id, locked.state, action) };
}

/** Plans and what they want, for a title that nobody typed. */
export const titleOf = (requests: readonly { readonly title: string }[]): string => {
  const [first] = requests;
  const rest = requests.length - 1;
  const title = first ? (rest > 0 ? `${first.title} and ${rest} more` : first.title) : "Plan";
  return title.length <= 120 ? title : `${title.slice(0, 117)}...`;
};
