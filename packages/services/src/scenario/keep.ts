import { type Actor, authorize, personId } from "../actor";
import { dayOf } from "../days";
import { invalidInput, ServiceError } from "../errors";
import { openFloor } from "../placement/floors";
import { causeOf, limitsBroken, requestsChanged, takenPositions } from "../plan/check";
import { hashOf } from "../plan/content";
import { factsOf } from "../plan/facts";
import { lockPlan } from "../plan/guard";
import { summarise } from "../plan/summary";
import type { Ports } from "../ports";
import type { Pin } from "../ports/overrides";
import type { PlanActionRecord, PlannedRequest } from "../ports/plans";
import { record } from "../record";
import { lockStudy } from "../study/guard";
import { findScenario, worldChangesOf } from "./guard";
import { changesOf, decisionsIn } from "./stored";

/**
 * Makes a scenario's placements the draft: its actions and reasons take the place of the plan's, under a new version and a new hash; whoever does
 * it is the plan's last editor. Only where its changes need no other world, and only while it still holds. Needs plan.edit. Errors: CONFLICT,
 * WRONG_STATE (not a draft; not solved), INVALID_INPUT (it changes the world, or the plan's requests are others since), STALE with its cause.
 */
export async function keepScenario(
  ports: Ports,
  actor: Actor,
  input: { readonly id: number; readonly version: number; readonly planVersion: number },
): Promise<{ id: number; version: number }> {
  authorize(actor, "plan.edit");
  const lastEditorId = personId(actor);
  return ports.work.write(async (repositories) => {
    const { plans, scenarios } = repositories;
    const scenario = await findScenario(repositories, input.id);
    const { plan, next } = await lockPlan(repositories, { id: scenario.planId, version: input.planVersion }, "edit");
    const state = await lockStudy(scenarios, "scenario", input);
    if (state !== "done")
      throw new ServiceError("WRONG_STATE", {
        kind: "scenario",
        id: input.id,
        state,
        action: "keep",
        allowed: ["again"],
      });
    const changes = changesOf(scenario.changes);
    const worldChanges = worldChangesOf(changes);
    const actions = await scenarios.actions(input.id);
    if (worldChanges.length > 0 || actions === null)
      throw invalidInput("id", "a scenario that changes nothing but decisions", worldChanges);

    const planned = await plans.requestsOf(plan.id);
    const outcomes: PlannedRequest[] = decisionsIn(scenario.decisions).map((d) => ({
      requestId: d.requestId,
      outcome: d.outcome,
      racksPlaced: d.racksPlaced,
      certificate: d.certificate,
    }));
    const ids = (list: readonly PlannedRequest[]) =>
      list
        .map((p) => p.requestId)
        .sort((a, b) => a - b)
        .join();
    if (ids(planned) !== ids(outcomes))
      throw invalidInput("id", "a scenario of the requests that the plan has now", input.id);
    await plans.replaceResult(plan.id, { actions, requests: outcomes });

    const facts = await factsOf(repositories, plan);
    const today = dayOf(ports.clock.now());
    const snapshots = await repositories.fleet.loadDatacenters(facts.datacenterIds, today);
    const floors = snapshots.map((snapshot) => openFloor(snapshot));
    const check = { id: plan.id, actions: facts.actions, holds: false };
    const cause = causeOf({
      position_taken: await takenPositions(repositories, check, today),
      limit_broken: limitsBroken(floors, check),
      request_changed: requestsChanged(outcomes, facts.requests, ["planned", "open"]),
    });
    if (cause) throw new ServiceError("STALE", { ...cause });

    // what a person chose and this does not keep is over
    const pins = await repositories.overrides.inForce(plan.id);
    const given = pins.filter((chosen) => !stands(chosen, facts.actions)).map((chosen) => chosen.requestId);
    await repositories.overrides.end(plan.id, given, "replaced");
    const racks = new Map(facts.requests.map((r) => [r.id, r.racks]));
    const summary = await summarise(
      repositories,
      floors,
      facts.actions,
      outcomes.map((p) => ({ ...p, racks: racks.get(p.requestId) ?? 0 })),
    );
    const policy = changes.find((c) => c.kind === "policy")?.policy ?? plan.policy;
    const hash = hashOf({ ...plan, policy }, facts.actions, outcomes, summary);
    const snapshot = snapshots.map((s) => ({ datacenter: s.code, version: s.version }));
    await plans.change(plan.id, { state: next, lastEditorId, policy, summary, hash, snapshot, staleCause: null });
    await record(repositories, actor, {
      action: "plan.keep_scenario",
      entityKind: "plan",
      entityId: String(plan.id),
      before: { hash: plan.hash, policy: plan.policy, racksPlaced: plan.racks },
      after: { hash, policy, racksPlaced: summary.racksPlaced, scenarioId: input.id, scenario: scenario.name, changes },
    });
    return { id: plan.id, version: plan.version + 1 };
  });
}

/** Whether a request's racks are in the rows that a person chose. */
function stands(chosen: Pin, actions: readonly PlanActionRecord[]): boolean {
  const rows = (list: readonly (readonly [string, number])[]) =>
    list
      .map(([row, racks]) => `${row}/${racks}`)
      .sort()
      .join();
  const wanted = chosen.lots.map((lot) => [lot.rowId, Object.values(lot.racks).reduce((a, b) => a + b, 0)] as const);
  const got = actions.filter((a) => a.requestId === chosen.requestId).map((a) => [String(a.rowId), a.racks] as const);
  return rows(wanted) === rows(got);
}
