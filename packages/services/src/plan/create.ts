import type { PlanCreateInput, PlanProgress } from "@headroom/contracts/plan";
import { type Actor, authorize, personId } from "../actor";
import { instantOf } from "../days";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";
import { isVisible, mustFollow } from "../request/guard";
import { carryTrace } from "../trace";
import { followRequests } from "./follow";
import { titleOf } from "./guard";

/** Improvement steps for each batch of requests (packages/core placement): more is slower and seldom better. */
export const stepsOf = { quick: 24, normal: 96, thorough: 400 } as const;

export const queuedProgress = (now: number): PlanProgress => ({
  phase: "queued",
  done: 0,
  total: 0,
  now: "waiting for a worker",
  startedAt: null,
  updatedAt: instantOf(now),
});

/**
 * Plans requests together: the plan is queued and the worker does it. Needs plan.create. WRONG_STATE names a request that is not open
 * (a draft, or one that a submitted or approved plan has).
 */
export async function createPlan(
  ports: Ports,
  actor: Actor,
  input: PlanCreateInput,
): Promise<{ id: number; version: number }> {
  authorize(actor, "plan.create");
  const authorId = personId(actor);
  const requestIds = [...new Set(input.requestIds)];
  const plan = await ports.work.write(async (repositories) => {
    await repositories.locks.requests(requestIds);
    const requests = await repositories.requests.many(requestIds);
    for (const id of requestIds) {
      const request = requests.find((r) => r.id === id);
      if (!request || !isVisible(request, actor)) throw notFound("request", id);
      mustFollow(id, request.state, "plan");
    }
    const title = input.title ?? titleOf(requests);
    const steps = stepsOf[input.effort];
    const { policy, seed } = input;
    const progress = queuedProgress(ports.clock.now());
    const id = await repositories.plans.insert({ title, policy, seed, steps, authorId, requestIds, progress });
    await followRequests(repositories, actor, id, requestIds, ["plan"]);
    const followed = requestIds.map((requestId) => ({ kind: "request", id: requestId }) as const);
    await carryTrace(repositories, followed, { kind: "plan", id });
    await record(repositories, actor, {
      action: "plan.create",
      entityKind: "plan",
      entityId: String(id),
      after: { title, requestIds, policy, seed, steps, state: "queued" },
    });
    return { id, version: 1 };
  });
  await ports.jobs.enqueuePlan(plan.id, plan.version);
  return plan;
}
