import { dayOf } from "../days";
import { type OpenFloor, openFloor } from "../placement/floors";
import type { Ports } from "../ports";
import type { PlanActionRecord, PlanListed, PlannedRequest } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import type { RequestRecord } from "../ports/requests";

/** A plan with everything it names, as it is now. */
export interface PlanFacts {
  readonly plan: PlanListed;
  readonly actions: readonly PlanActionRecord[];
  readonly planned: readonly PlannedRequest[];
  readonly requests: readonly RequestRecord[];
  /** In id order. */
  readonly datacenterIds: readonly number[];
}

export async function factsOf(
  { plans, requests }: Pick<Repositories, "plans" | "requests">,
  plan: PlanListed,
): Promise<PlanFacts> {
  const actions = await plans.actions(plan.id);
  const planned = await plans.requestsOf(plan.id);
  return {
    plan,
    actions,
    planned,
    requests: await requests.many(planned.map((p) => p.requestId)),
    datacenterIds: [...new Set(actions.map((a) => a.datacenterId))].sort((a, b) => a - b),
  };
}

/** Datacenters under lock, in id order, and as they are under it. */
export async function lockedFloors(
  ports: Pick<Ports, "clock">,
  { locks, fleet }: Pick<Repositories, "locks" | "fleet">,
  datacenterIds: readonly number[],
): Promise<OpenFloor[]> {
  if (datacenterIds.length === 0) return [];
  await locks.datacenters(datacenterIds);
  const snapshots = await fleet.loadDatacenters(datacenterIds, dayOf(ports.clock.now()));
  return snapshots.map((snapshot) => openFloor(snapshot));
}

/** Requests with racks in the plan, and those without. */
export function servedBy(planned: readonly PlannedRequest[]): { served: number[]; left: number[] } {
  return {
    served: planned.filter((p) => p.racksPlaced > 0).map((p) => p.requestId),
    left: planned.filter((p) => p.racksPlaced === 0).map((p) => p.requestId),
  };
}
