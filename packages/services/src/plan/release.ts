import type { PlanAction } from "@headroom/core/lifecycle/plan";
import type { RequestAction } from "@headroom/core/lifecycle/request";
import type { Actor } from "../actor";
import { refreshCapacity } from "../capacity/refresh";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { ApprovalState } from "../ports/approvals";
import type { PlanChange, PlanListed } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import { record } from "../record";
import { followRequests } from "./follow";
import { mustFollow } from "./guard";

export interface Release {
  readonly action: PlanAction;
  /** How the pending approval ends. */
  readonly approval: Exclude<ApprovalState, "pending">;
  /** What the plan's requests go through. */
  readonly requests: readonly RequestAction[];
  readonly reason?: string | null;
  readonly change?: PlanChange;
  /** noun.verb; `plan.` and the action when absent. */
  readonly audit?: string;
}

/**
 * A plan lets go of what it held or had committed: its positions are free again, its approval ends, its requests go on. The plan is locked
 * by the caller; its datacenters are locked here, in id order.
 */
export async function releasePlan(
  ports: Pick<Ports, "clock">,
  repositories: Repositories,
  actor: Actor,
  plan: PlanListed,
  { action, approval, requests, reason = null, change = {}, audit = `plan.${action}` }: Release,
): Promise<void> {
  const now = ports.clock.now();
  const state = mustFollow(plan.id, plan.state, action);
  const actions = await repositories.plans.actions(plan.id);
  const datacenterIds = [...new Set(actions.map((a) => a.datacenterId))].sort((a, b) => a - b);
  await repositories.locks.datacenters(datacenterIds);
  const released = await repositories.occupancy.release(plan.id);
  if (released > 0) await repositories.occupancy.touch(datacenterIds);
  await repositories.approvals.close(plan.id, approval);
  await repositories.plans.change(plan.id, { state, holdExpiresAt: null, decidedAt: instantOf(now), ...change });
  const planned = await repositories.plans.requestsOf(plan.id);
  const ids = planned.map((p) => p.requestId);
  const unlessElsewhere = requests.at(-1) === "release";
  await followRequests(repositories, actor, plan.id, ids, requests, { reason, unlessElsewhere });
  if (released > 0) await refreshCapacity(repositories, datacenterIds, now);
  await record(repositories, actor, {
    action: audit,
    entityKind: "plan",
    entityId: String(plan.id),
    before: { state: plan.state },
    after: { state, positionsReleased: released },
    reason,
  });
}
