import { type Actor, authorize, personId } from "../../actor";
import { dayOf } from "../../days";
import { notFound } from "../../errors";
import { openFloor } from "../../placement/floors";
import type { Ports } from "../../ports";
import { record } from "../../record";
import { certificateOf } from "../../request/dto";
import { factsOf } from "../facts";
import { lockPlan } from "../guard";
import { rewrite } from "./rewrite";

/**
 * Gives a place that a person chose back to the planner: it stays where it is, and the next planning may choose another.
 * Needs override.keep. Errors: CONFLICT, WRONG_STATE, NOT_FOUND where nothing is in force for the request.
 */
export async function releaseOverride(
  ports: Ports,
  actor: Actor,
  input: { readonly planId: number; readonly version: number; readonly requestId: number },
): Promise<{ id: number; version: number }> {
  authorize(actor, "override.keep");
  const lastEditorId = personId(actor);
  return ports.work.write(async (repositories) => {
    const { plan, next } = await lockPlan(repositories, { id: input.planId, version: input.version }, "edit");
    const ended = await repositories.overrides.end(plan.id, [input.requestId], "released");
    if (ended === 0) throw notFound("override", input.requestId);
    const facts = await factsOf(repositories, plan);
    const snapshots = await repositories.fleet.loadDatacenters(facts.datacenterIds, dayOf(ports.clock.now()));
    const racks = new Map(facts.requests.map((r) => [r.id, r.racks]));
    const requests = facts.planned.map((p) => {
      const stored = p.requestId === input.requestId ? certificateOf(p.certificate) : null;
      const { override: _, ...certificate } = stored ?? {};
      return { ...p, racks: racks.get(p.requestId) ?? 0, certificate: stored ? certificate : p.certificate };
    });
    const certificates = new Map(requests.map((r) => [r.requestId, r.certificate]));
    const actions = facts.actions.flatMap(({ positions, requestId, ...action }) =>
      requestId === null
        ? []
        : [
            {
              ...action,
              kind: "add" as const,
              requestId,
              positionIds: positions.map((p) => p.id),
              certificate: certificates.get(requestId) ?? null,
            },
          ],
    );
    const floors = snapshots.map((snapshot) => openFloor(snapshot));
    const hash = await rewrite(repositories, plan, { state: next, lastEditorId }, { actions, requests }, floors);
    await record(repositories, actor, {
      action: "plan.release_override",
      entityKind: "plan",
      entityId: String(plan.id),
      before: { requestId: input.requestId, hash: plan.hash },
      after: { hash },
    });
    return { id: plan.id, version: plan.version + 1 };
  });
}
