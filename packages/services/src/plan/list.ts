import type { PlanListInput } from "@headroom/contracts/plan";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { planRowOf, progressOf } from "./dto";
import { findPlan } from "./guard";

/** A page of plans, newest first; `mine`: those the person wrote or edited last. Needs plan.read. */
export async function listPlans(ports: Ports, actor: Actor, input: PlanListInput) {
  authorize(actor, "plan.read");
  const { states, region, mine, cursor, limit } = input;
  const { rows, next, total } = await ports.work.read(({ plans }) =>
    plans.list({
      ...(states ? { states } : {}),
      ...(region ? { region } : {}),
      ...(mine && actor.id !== null ? { authorId: actor.id } : {}),
      ...(cursor ? { cursor } : {}),
      limit,
    }),
  );
  return { rows: rows.map(planRowOf), next, total };
}

/** Where a queued or running plan is: one short read. Needs plan.read. */
export async function planProgress(ports: Ports, actor: Actor, input: { id: number }) {
  authorize(actor, "plan.read");
  const plan = await ports.work.read((repositories) => findPlan(repositories, input.id));
  return { id: plan.id, state: plan.state, version: plan.version, progress: progressOf(plan) };
}
