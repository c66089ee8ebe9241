import type { EvacuationDto, EvacuationInput } from "@headroom/contracts/evacuation";
import type { Template } from "@headroom/core/rollout/types";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Repositories } from "../ports/repositories";
import type { Evacuation, NewEvacuation } from "../ports/run-records";
import { doesOf } from "./board";
import type { StepFailure } from "./perform";

const none: NewEvacuation = { planId: null, title: null, url: null };

/** Whether anything is drained, so that its load has to go somewhere. */
export const drains = ({ stages }: Pick<Template, "stages">): boolean =>
  stages.some((stage) => doesOf(stage) === "drain");

/** As it travels; null: none was named. */
export function evacuationOf(evacuation: Evacuation | undefined): EvacuationDto | null {
  if (!evacuation) return null;
  const { plan, ...rest } = evacuation;
  if (plan === null) return { ...rest, plan };
  const { state, racks, racksLeft } = plan;
  // what is not committed is only meant, wherever racks stand
  const isCommitted = state === "committed";
  const racksDone = isCommitted ? racks - racksLeft : 0;
  return { ...rest, plan: { state, racks, racksDone, isCarriedOut: isCommitted && racksLeft === 0 } };
}

/** Why a rack cannot count as drained yet: a plan of ours that is to take its load is not carried out. Of one that is kept elsewhere nobody here knows. */
export function notEvacuated(evacuation: Evacuation | undefined): StepFailure | null {
  const plan = evacuationOf(evacuation);
  if (!plan?.plan || plan.plan.isCarriedOut) return null;
  const { state, racks, racksDone } = plan.plan;
  return { code: "not_evacuated", planId: plan.planId, plan: plan.title, state, racks, racksDone };
}

/** Plans that will never be carried out. */
const isHopeless = (state: string): boolean => ["failed", "declined", "expired", "cancelled"].includes(state);

/**
 * What a run may keep of it. `planId`: of the plan that the run itself carries out. Errors: NOT_FOUND (the plan), WRONG_STATE (it will never be carried
 * out), INVALID_INPUT (it is the run's own: the run would wait for itself).
 */
export async function evacuationToKeep(
  { plans }: Pick<Repositories, "plans">,
  run: { readonly planId: number | null },
  evacuation: EvacuationInput | null,
): Promise<NewEvacuation> {
  if (evacuation === null) return none;
  if (evacuation.kind === "elsewhere") return { planId: null, title: evacuation.title, url: evacuation.url };
  const { planId } = evacuation;
  if (planId === run.planId) throw invalidInput("evacuation.planId", "another plan than the run carries out", planId);
  const plan = await plans.get(planId);
  if (!plan) throw notFound("plan", planId);
  if (isHopeless(plan.state))
    throw new ServiceError("WRONG_STATE", {
      ...{ kind: "plan", id: planId, state: plan.state, action: "evacuate", allowed: [] },
    });
  return { ...none, planId };
}
