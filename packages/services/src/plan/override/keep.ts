import type { OverrideKeepInput } from "@headroom/contracts/override";
import { type Actor, authorize, personId } from "../../actor";
import { dayOf, instantOf } from "../../days";
import { invalidInput, ServiceError } from "../../errors";
import { toRow } from "../../placement/certificate";
import { openFloor } from "../../placement/floors";
import { namesOf } from "../../placement/names";
import type { Ports } from "../../ports";
import { record } from "../../record";
import { causeOf, limitsBroken, takenPositions } from "../check";
import { lockPlan } from "../guard";
import { effectOf } from "./effect";
import { effectDto } from "./effect-dto";
import { withoutNone } from "./preview";
import { actionsAfter, plannedAfter, rewrite } from "./rewrite";
import { openScene } from "./scene";

/**
 * Moves a placement of a draft to a row (and split) of the planner's own choice, or gives one to a request that has none, with a reason
 * of the list. What gives way moves with it
 * or loses its place, as the preview said; numbers and hash are made anew, and whoever did it is the plan's last editor. Needs override.keep.
 * Errors: CONFLICT, WRONG_STATE, STALE (plan again first), INVALID_INPUT, LIMIT_BROKEN with the row's certificate.
 */
export async function keepOverride(
  ports: Ports,
  actor: Actor,
  input: OverrideKeepInput,
): Promise<{ id: number; version: number }> {
  authorize(actor, "override.keep");
  const lastEditorId = personId(actor);
  return ports.work.write(async (repositories) => {
    const now = ports.clock.now();
    const today = dayOf(now);
    const { plan, next } = await lockPlan(repositories, { id: input.planId, version: input.version }, "edit");
    const reason = (await repositories.overrides.reasons()).find((r) => r.id === input.reasonId && r.active);
    if (!reason) throw invalidInput("reasonId", "a reason of the list", input.reasonId);
    const scene = await openScene(repositories, input, today, async (datacenters) =>
      (
        await repositories.fleet.loadDatacenters(
          datacenters.map((d) => d.id),
          today,
        )
      ).map((s) => openFloor(s)),
    );
    const floors = [...scene.floors.values()];
    const check = { id: plan.id, actions: scene.facts.actions, holds: false };
    const cause = causeOf({
      position_taken: await takenPositions(repositories, check, today),
      limit_broken: limitsBroken(floors, check),
    });
    if (cause) throw new ServiceError("STALE", { ...cause });

    const effect = effectOf(scene, { rowId: String(input.rowId), racks: withoutNone(input.racks) });
    const shown = effectDto(scene, effect);
    if (!effect.certificate.fits) {
      const { snapshot } = scene.floors.get(effect.to.datacenterId)!;
      throw new ServiceError("LIMIT_BROKEN", {
        row: shown.to.row,
        certificate: toRow(namesOf(snapshot), effect.certificate),
      });
    }
    if (shown.unchanged) throw invalidInput("rowId", "another row, or another split", input.rowId);
    const from =
      shown.from && shown.from.datacenter !== shown.to.datacenter
        ? `${shown.from.datacenter} ${shown.from.row}`
        : (shown.from?.row ?? null);
    const requests = plannedAfter(scene, effect, {
      by: actor.name,
      at: instantOf(now),
      reason: reason.label,
      note: input.note,
      from,
      row: shown.to.row,
      cost: shown.cost,
      ...(shown.withheld ? { withheld: shown.withheld } : {}),
      dropped: null,
    });
    const actions = actionsAfter(scene, effect, requests, today);
    const hash = await rewrite(repositories, plan, { state: next, lastEditorId }, { actions, requests }, floors);
    const own = effect.lots.filter((lot) => lot.request.id === scene.moved.request.id);
    const overrideId = await repositories.overrides.keep({
      planId: plan.id,
      requestId: scene.moved.request.id,
      fromRowId: shown.from?.rowId ?? null,
      rowId: shown.to.rowId,
      racks: scene.moved.count,
      lots: own.map(({ datacenterId, rowId, racks }) => ({ datacenterId, rowId, racks })),
      reasonId: reason.id,
      note: input.note,
      cost: shown.cost,
      terms: shown.score?.terms ?? [],
      withheld: shown.withheld,
      racksLost: shown.displaced.reduce((sum, d) => sum + (d.to ? 0 : d.racks), 0),
      authorId: lastEditorId,
    });
    await record(repositories, actor, {
      action: "plan.override",
      entityKind: "plan",
      entityId: String(plan.id),
      before: { requestId: shown.requestId, place: shown.from, hash: plan.hash },
      after: {
        ...{ requestId: shown.requestId, place: shown.to, overrideId, cost: shown.cost, hash },
        ...(shown.withheld ? { withheld: shown.withheld } : {}),
        displaced: shown.displaced.map((d) => ({ requestId: d.requestId, from: d.from.row, to: d.to?.row ?? null })),
      },
      reason: [reason.label, input.note].filter(Boolean).join(": "),
    });
    return { id: plan.id, version: plan.version + 1 };
  });
}
