import type { RunDetail } from "@headroom/contracts/run";
import { type Actor, authorize } from "../actor";
import { ServiceError } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";
import { operationsOf } from "./dto";

/** Whether all runs are paused, by whom and why. Needs run.read. */
export async function getOperations(ports: Ports, actor: Actor): Promise<RunDetail["operations"]> {
  authorize(actor, "run.read");
  return operationsOf(await ports.work.read(({ runs }) => runs.allPaused()));
}

/** In every run nothing new begins, and none starts; what is in work goes on to its end. Needs run.control. Throws WRONG_STATE (they are). */
export async function pauseAll(
  ports: Ports,
  actor: Actor,
  { reason }: { readonly reason: string },
): Promise<RunDetail["operations"]> {
  authorize(actor, "run.control");
  const at = ports.clock.now();
  return ports.work.write(async (repositories) => {
    if (await repositories.runs.allPaused()) throw wrongState("paused", "pause");
    await repositories.runs.pauseAll({ byId: actor.id, at, reason });
    await record(repositories, actor, { action: "operations.pause", entityKind: "operations", entityId: "1", reason });
    return operationsOf(await repositories.runs.allPaused());
  });
}

/** All runs go on, but those that were paused by themselves. Needs run.control. Throws WRONG_STATE (they are not paused). */
export async function resumeAll(
  ports: Ports,
  actor: Actor,
  { reason }: { readonly reason: string },
): Promise<RunDetail["operations"]> {
  authorize(actor, "run.control");
  return ports.work.write(async (repositories) => {
    if (!(await repositories.runs.allPaused())) throw wrongState("running", "resume");
    await repositories.runs.resumeAll();
    const runs = await repositories.runs.wakeAll(ports.clock.now());
    await record(repositories, actor, {
      ...{ action: "operations.resume", entityKind: "operations", entityId: "1", reason },
      after: { runs },
    });
    return operationsOf(null);
  });
}

const wrongState = (state: string, action: string) =>
  new ServiceError("WRONG_STATE", { kind: "operations", id: 1, state, action, allowed: [] });
