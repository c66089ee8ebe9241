import { type Actor, authorize, personId } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import { lockStudy, mustFollow } from "../study/guard";
import { findScenario } from "./guard";

interface Ref {
  readonly id: number;
  readonly version: number;
}

/** Stops a scenario that waits or runs; a running one stops at its next step. Needs scenario.edit. */
export async function cancelScenario(ports: Ports, actor: Actor, input: Ref): Promise<Ref> {
  authorize(actor, "scenario.edit");
  personId(actor);
  return ports.work.write(async (repositories) => {
    const { scenarios } = repositories;
    const { planId } = await findScenario(repositories, input.id);
    const state = await lockStudy(scenarios, "scenario", input);
    const next = mustFollow("scenario", input.id, state, "cancel");
    const running = state === "running";
    // the worker hears of it and ends its run; its version must still be the one it began with
    if (running) await scenarios.change(input.id, { cancelRequested: true }, { quiet: true });
    else await scenarios.change(input.id, { state: next, progress: null });
    await record(repositories, actor, {
      action: "scenario.cancel",
      entityKind: "scenario",
      entityId: String(input.id),
      before: { state },
      after: { state: running ? state : next, cancelRequested: running, planId },
    });
    return { id: input.id, version: running ? input.version : input.version + 1 };
  });
}

/** Takes a scenario off its plan; its letter is free again. One that runs ends without a trace. Needs scenario.edit. */
export async function removeScenario(ports: Ports, actor: Actor, input: Ref): Promise<{ id: number }> {
  authorize(actor, "scenario.edit");
  personId(actor);
  return ports.work.write(async (repositories) => {
    const { scenarios } = repositories;
    const { planId, name, slot, changes } = await findScenario(repositories, input.id);
    const state = await lockStudy(scenarios, "scenario", input);
    await scenarios.remove(input.id);
    await record(repositories, actor, {
      action: "scenario.remove",
      entityKind: "scenario",
      entityId: String(input.id),
      before: { planId, name, slot, changes, state },
    });
    return { id: input.id };
  });
}
