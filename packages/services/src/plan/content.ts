import type { PlanSummary } from "@headroom/contracts/plan";
import { planHash } from "@headroom/core/planning/plan";
import type { NewPlanAction, PlanActionRecord, PlanListed, PlannedRequest } from "../ports/plans";

/** What is signed of a plan: its content and the numbers shown with it. */
export function hashOf(
  plan: Pick<PlanListed, "id" | "policy" | "seed" | "steps">,
  actions: readonly (NewPlanAction | PlanActionRecord)[],
  requests: readonly Pick<PlannedRequest, "requestId" | "outcome" | "racksPlaced">[],
  summary: PlanSummary,
): string {
  return planHash({
    planId: plan.id,
    policy: plan.policy,
    seed: plan.seed,
    steps: plan.steps,
    requests: requests.map((r) => ({ id: r.requestId, outcome: r.outcome, racksPlaced: r.racksPlaced })),
    actions: actions.map((a) => ({
      kind: a.kind,
      requestId: a.requestId,
      rackTypeId: a.rackTypeId,
      datacenterId: a.datacenterId,
      rowId: a.rowId,
      positionIds: "positionIds" in a ? a.positionIds : a.positions.map((p) => p.id),
      startsOn: a.startsOn,
      ...(a.moves ? { moves: a.moves } : {}),
    })),
    summary,
  });
}
