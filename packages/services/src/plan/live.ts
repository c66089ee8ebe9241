import type { StaleCause } from "@headroom/contracts/plan";
import { dayOf } from "../days";
import { cachedFloors, type OpenFloor } from "../placement/floors";
import type { UnitOfWork } from "../ports";
import type { Repositories } from "../ports/repositories";
import { causeOf, limitsBroken, requestsChanged, takenPositions } from "./check";
import type { PlanFacts } from "./facts";

export interface LiveCheck {
  /** null: the plan's actions hold as things are. */
  readonly cause: StaleCause | null;
  readonly floors: readonly OpenFloor[];
}

/**
 * Do the actions of a draft or a submitted plan still hold? Reads, locks nothing, answers from memory where datacenters did not change.
 * null: the question makes no sense in the plan's state.
 */
export async function checkLive(
  work: UnitOfWork,
  repositories: Repositories,
  facts: PlanFacts,
  now: number,
): Promise<LiveCheck | null> {
  const { plan, actions, planned, requests, datacenterIds } = facts;
  const holds = plan.state === "submitted";
  if (!holds && plan.state !== "draft" && plan.state !== "expired") return null;
  const today = dayOf(now);
  const candidates = await repositories.requests.candidates();
  const touched = candidates.filter((d) => datacenterIds.includes(d.id));
  const floors = await cachedFloors(work, repositories, touched, today);
  const check = { id: plan.id, actions, holds };
  const cause = causeOf({
    position_taken: await takenPositions(repositories, check, today),
    limit_broken: limitsBroken(floors, check),
    request_changed: requestsChanged(planned, requests, holds ? ["submitted"] : ["planned", "open"]),
  });
  return { cause, floors };
}
