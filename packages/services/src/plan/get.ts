import type { PlanDetail } from "@headroom/contracts/plan";
import { hindranceOf, type PlanDeed, planDeeds } from "@headroom/core/lifecycle/plan-allowed";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import { planDetailOf } from "./dto";
import { factsOf, type PlanFacts } from "./facts";
import { findPlan } from "./guard";
import { checkLive, type LiveCheck } from "./live";
import { hindranceWords } from "./words";

/** A plan with its actions, reasons, approvals, what this person may do with it, and whether it still holds. Needs plan.read. */
export async function getPlan(ports: Ports, actor: Actor, input: { id: number }): Promise<PlanDetail> {
  authorize(actor, "plan.read");
  return ports.work.read(async (repositories) => (await readPlan(ports, repositories, actor, input.id)).detail);
}

/** The same inside somebody's unit of work, with what it was made from. */
export async function readPlan(
  ports: Ports,
  repositories: Repositories,
  actor: Actor,
  id: number,
): Promise<{ detail: PlanDetail; facts: PlanFacts; live: LiveCheck | null }> {
  const plan = await findPlan(repositories, id);
  const facts = await factsOf(repositories, plan);
  const live = await checkLive(ports.work, repositories, facts, ports.clock.now());
  const approvals = await repositories.approvals.ofPlan(id);
  const detail = planDetailOf({
    ...facts,
    approvals,
    allowed: allowedFor(actor, facts),
    stillHolds: live && live.cause === null,
    repairs: plan.repairs,
  });
  return { detail, facts, live };
}

function allowedFor(actor: Actor, { plan, requests }: PlanFacts): PlanDetail["allowed"] {
  const { state, racks, author, lastEditor } = plan;
  const people = {
    authorId: author.id,
    lastEditorId: lastEditor.id,
    requesterIds: requests.map((r) => r.requester.id),
  };
  const of = (deed: PlanDeed) => {
    if (actor.id === null || actor.role === "system") return { ok: false, why: hindranceWords("role", deed, state) };
    const why = hindranceOf(deed, { state, racks, ...people }, { id: actor.id, role: actor.role });
    return { ok: why === null, why: why && hindranceWords(why, deed, state) };
  };
  return Object.fromEntries(planDeeds.map((deed) => [deed, of(deed)]));
}
