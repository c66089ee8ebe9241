import type { ScenarioChange, ScenarioCreateInput, ScenarioUpdateInput } from "@headroom/contracts/scenario";
import { type Actor, authorize, personId } from "../actor";
import { invalidInput } from "../errors";
import { queuedProgress } from "../plan/create";
import { findPlan } from "../plan/guard";
import { load } from "../plan/make";
import type { Ports } from "../ports";
import { record } from "../record";
import { lockStudy, mustFollow } from "../study/guard";
import { applyScenario } from "./apply/apply";
import { findScenario, lockDraft, MOST, mustBeDraft, refuseFaults } from "./guard";
import { worldOf } from "./make";
import { changesOf } from "./stored";

interface Ref {
  readonly id: number;
  readonly version: number;
}

/** INVALID_INPUT where a change names something that the plan's world does not have. */
async function mustApply(ports: Ports, planId: number, changes: readonly ScenarioChange[]): Promise<void> {
  if (changes.length === 0) return;
  const applied = applyScenario(worldOf(await load(ports, planId)), changes);
  if (!applied.ok) refuseFaults(applied.error);
}

/**
 * Adds a scenario to a draft and queues it; the worker solves it. Needs scenario.edit. Errors: NOT_FOUND, WRONG_STATE (not a draft), INVALID_INPUT
 * (what a change names is not there; there are four already).
 */
export async function createScenario(ports: Ports, actor: Actor, input: ScenarioCreateInput): Promise<Ref> {
  authorize(actor, "scenario.edit");
  const authorId = personId(actor);
  const { planId, name, changes } = input;
  const { state, repairsDatacenterId } = await ports.work.read((repositories) => findPlan(repositories, planId));
  mustBeDraft(planId, state);
  if (repairsDatacenterId !== null) throw invalidInput("planId", "a plan that places requests", planId);
  await mustApply(ports, planId, changes);
  const ref = await ports.work.write(async (repositories) => {
    await lockDraft(repositories, planId);
    const taken = new Set((await repositories.scenarios.ofPlan(planId)).map((s) => s.slot));
    const slot = [1, 2, 3, 4].find((n) => !taken.has(n));
    if (slot === undefined) throw invalidInput("planId", `at most ${MOST} scenarios of a plan: remove one`, planId);
    const progress = queuedProgress(ports.clock.now());
    const id = await repositories.scenarios.insert({ planId, slot, name, changes, authorId, progress });
    await record(repositories, actor, {
      action: "scenario.create",
      entityKind: "scenario",
      entityId: String(id),
      after: { planId, slot, name, changes, state: "queued" },
    });
    return { id, version: 1 };
  });
  await ports.jobs.enqueueStudy("scenario", ref.id, ref.version);
  return ref;
}

/** Gives a scenario another name or other changes; other changes are solved anew. Needs scenario.edit. */
export async function updateScenario(ports: Ports, actor: Actor, input: ScenarioUpdateInput): Promise<Ref> {
  authorize(actor, "scenario.edit");
  const { planId } = await ports.work.read((repositories) => findScenario(repositories, input.id));
  await mustApply(ports, planId, input.changes);
  return again(ports, actor, input, { name: input.name, changes: input.changes });
}

/** Solves the same changes again on the world as it is now. Needs scenario.edit. */
export async function solveAgain(ports: Ports, actor: Actor, input: Ref): Promise<Ref> {
  authorize(actor, "scenario.edit");
  return again(ports, actor, input, null);
}

async function again(
  ports: Ports,
  actor: Actor,
  ref: Ref,
  change: { readonly name: string; readonly changes: readonly ScenarioChange[] } | null,
): Promise<Ref> {
  personId(actor);
  const { queued, ...next } = await ports.work.write(async (repositories) => {
    const { scenarios } = repositories;
    const scenario = await findScenario(repositories, ref.id);
    await lockDraft(repositories, scenario.planId);
    const state = await lockStudy(scenarios, "scenario", ref);
    const before = { name: scenario.name, changes: changesOf(scenario.changes) };
    const same = change !== null && JSON.stringify(change.changes) === JSON.stringify(before.changes);
    // another name is no reason to think again
    const solved = same && state === "done";
    const next = solved ? state : mustFollow("scenario", ref.id, state, "again");
    await scenarios.change(ref.id, {
      ...change,
      ...(solved
        ? {}
        : { state: next, progress: queuedProgress(ports.clock.now()), failure: null, cancelRequested: false }),
    });
    await record(repositories, actor, {
      action: change === null ? "scenario.again" : "scenario.update",
      entityKind: "scenario",
      entityId: String(ref.id),
      before: { state, ...before },
      after: { state: next, ...(change ?? before), planId: scenario.planId },
    });
    return { id: ref.id, version: ref.version + 1, queued: !solved };
  });
  if (queued) await ports.jobs.enqueueStudy("scenario", next.id, next.version);
  return next;
}
