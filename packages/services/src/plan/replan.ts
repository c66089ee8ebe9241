import { type Actor, authorize, personId } from "../actor";
import { invalidInput } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";
import { queuedProgress } from "./create";
import { followRequests } from "./follow";
import { lockPlan } from "./guard";

/**
 * Plans the same requests (or mends the same datacenter) again from fresh facts; what was planned before is dropped when the new draft is there. Requests that another plan
 * has submitted or committed, or that were taken back, are left out. Needs plan.create.
 */
export async function replanPlan(
  ports: Ports,
  actor: Actor,
  input: { id: number; version: number },
): Promise<{ id: number; version: number }> {
  authorize(actor, "plan.create");
  const lastEditorId = personId(actor);
  const plan = await ports.work.write(async (repositories) => {
    const { plan, next } = await lockPlan(repositories, input, "replan");
    const planned = await repositories.plans.requestsOf(plan.id);
    const ids = planned.map((p) => p.requestId);
    await repositories.locks.requests(ids);
    const requests = await repositories.requests.many(ids);
    const live = requests.filter((r) => r.state === "open" || r.state === "planned" || r.state === "declined");
    for (const { id } of requests)
      if (!live.some((r) => r.id === id)) await repositories.plans.removeRequest(plan.id, id);
    if (live.length === 0 && plan.repairsDatacenterId === null)
      throw invalidInput("id", "a plan with a request that still waits", plan.id);
    const of = (state: string) => live.filter((r) => r.state === state).map((r) => r.id);
    await followRequests(repositories, actor, plan.id, of("declined"), ["reopen", "plan"]);
    await followRequests(repositories, actor, plan.id, of("open"), ["plan"]);
    await repositories.plans.change(plan.id, {
      state: next,
      lastEditorId,
      progress: queuedProgress(ports.clock.now()),
      failure: null,
      cancelRequested: false,
      submittedAt: null,
      decidedAt: null,
    });
    await record(repositories, actor, {
      action: "plan.replan",
      entityKind: "plan",
      entityId: String(plan.id),
      before: { state: plan.state, hash: plan.hash },
      after: { state: next, requestIds: live.map((r) => r.id) },
    });
    return { id: plan.id, version: plan.version + 1 };
  });
  await ports.jobs.enqueuePlan(plan.id, plan.version);
  return plan;
}
