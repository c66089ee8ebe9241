import type { RunEvacuationInput } from "@headroom/contracts/run";
import { type Actor, authorize } from "../actor";
import { invalidInput, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Evacuation } from "../ports/run-records";
import { record } from "../record";
import { change } from "./control";
import { drains, evacuationToKeep } from "./evacuation";
import { isEnded } from "./guard";

const LEAST_REASON = 3;

/**
 * Says where the load of a run's racks goes, or that nobody says so any more. While a plan of ours that is named is not carried out, no rack of the run
 * is drained. Needs run.control. Errors: NOT_FOUND (run, plan), WRONG_STATE (the run has ended, the plan will never be carried out), INVALID_INPUT (it
 * drains nothing, the plan is its own, or no reason why another one counts).
 */
export async function setEvacuation(
  ports: Ports,
  actor: Actor,
  { id, evacuation, reason }: RunEvacuationInput,
): Promise<{ id: number }> {
  authorize(actor, "run.control");
  return change(ports, actor, id, async (repositories, board) => {
    const { run } = board;
    if (isEnded(run.state))
      throw new ServiceError("WRONG_STATE", { kind: "run", id, state: run.state, action: "evacuate", allowed: [] });
    if (!drains(board.template)) throw invalidInput("evacuation", "a run that drains racks", run.kind);
    const before = (await repositories.runs.evacuations([id])).get(id);
    if (before && reason.length < LEAST_REASON)
      throw invalidInput("reason", "why another plan counts, in a few words", reason);
    const kept = await evacuationToKeep(repositories, run, evacuation);
    await repositories.runs.keepEvacuation(id, kept);
    const after = (await repositories.runs.evacuations([id])).get(id);
    board.log("info", "evacuation_named", { title: after?.title ?? null, planId: kept.planId, reason });
    await record(repositories, actor, {
      ...{ action: "run.evacuation", entityKind: "run", entityId: String(id) },
      ...{ before: audited(before), after: audited(after), reason: reason === "" ? null : reason },
    });
    return { id };
  });
}

const audited = (evacuation: Evacuation | undefined) =>
  evacuation
    ? { evacuation: { planId: evacuation.planId, title: evacuation.title, url: evacuation.url } }
    : { evacuation: null };
