import { type Actor, authorize, personId } from "../actor";
import { dayOf } from "../days";
import { notFound } from "../errors";
import { openFloor } from "../placement/floors";
import type { Ports } from "../ports";
import { record } from "../record";
import { hashOf } from "./content";
import { factsOf } from "./facts";
import { followRequests } from "./follow";
import { lockPlan } from "./guard";
import { summarise } from "./summary";

/**
 * Leaves a request out of a draft: its actions go, it waits again, the summary is made anew. Whoever does it is the plan's last editor
 * from now on. Needs plan.edit.
 */
export async function leaveOut(
  ports: Ports,
  actor: Actor,
  input: { id: number; version: number; requestId: number },
): Promise<{ id: number; version: number }> {
  authorize(actor, "plan.edit");
  const lastEditorId = personId(actor);
  return ports.work.write(async (repositories) => {
    const { plan, next } = await lockPlan(repositories, input, "edit");
    const planned = await repositories.plans.requestsOf(plan.id);
    if (!planned.some((p) => p.requestId === input.requestId)) throw notFound("request", input.requestId);
    await repositories.plans.removeRequest(plan.id, input.requestId);
    await repositories.overrides.end(plan.id, [input.requestId], "released");
    await followRequests(repositories, actor, plan.id, [input.requestId], ["release"], { unlessElsewhere: true });
    const facts = await factsOf(repositories, plan);
    const snapshots = await repositories.fleet.loadDatacenters(facts.datacenterIds, dayOf(ports.clock.now()));
    const racks = new Map(facts.requests.map((r) => [r.id, r.racks]));
    const summary = await summarise(
      repositories,
      snapshots.map((snapshot) => openFloor(snapshot)),
      facts.actions,
      facts.planned.map((p) => ({ ...p, racks: racks.get(p.requestId) ?? 0 })),
    );
    const hash = hashOf(plan, facts.actions, facts.planned, summary);
    await repositories.plans.change(plan.id, { state: next, lastEditorId, summary, hash });
    await record(repositories, actor, {
      action: "plan.leave_out",
      entityKind: "plan",
      entityId: String(plan.id),
      before: { requestIds: planned.map((p) => p.requestId), hash: plan.hash },
      after: { requestIds: facts.planned.map((p) => p.requestId), hash },
    });
    return { id: plan.id, version: plan.version + 1 };
  });
}
