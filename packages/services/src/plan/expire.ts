import type { Actor } from "../actor";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { PlanListed } from "../ports/plans";
import type { Repositories } from "../ports/repositories";
import { notify, peopleOf } from "./follow";
import { findPlan } from "./guard";
import { releasePlan } from "./release";

/** Gives back what a plan held too long. The plan is locked by the caller. */
export async function expirePlan(
  ports: Pick<Ports, "clock">,
  repositories: Repositories,
  actor: Actor,
  plan: PlanListed,
): Promise<void> {
  await releasePlan(ports, repositories, actor, plan, {
    action: "expire",
    approval: "expired",
    requests: ["release"],
    reason: "the hold ran out",
  });
  const { everybody } = await peopleOf(repositories, plan);
  await notify(repositories, actor, everybody, "hold_expired", plan);
}

/** The worker's sweep: every hold that ran out is given back, a plan at a time. Returns their ids. Safe to run anywhere, any time. */
export async function expireHolds(ports: Ports, actor: Actor): Promise<number[]> {
  const due = await ports.work.read(({ plans }) => plans.withExpiredHolds(instantOf(ports.clock.now())));
  const expired: number[] = [];
  for (const id of due) {
    const done = await ports.work.write(async (repositories) => {
      await repositories.locks.plan(id);
      const plan = await findPlan(repositories, id);
      // somebody may have decided or withdrawn it since
      if (plan.state !== "submitted" || !isOver(plan, ports.clock.now())) return false;
      await expirePlan(ports, repositories, actor, plan);
      return true;
    });
    if (done) expired.push(id);
  }
  return expired;
}

export const isOver = (plan: PlanListed, now: number): boolean =>
  plan.holdExpiresAt !== null && Date.parse(plan.holdExpiresAt) <= now;
