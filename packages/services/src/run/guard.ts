import { nextRunState, type RunAction, type RunState, runActions } from "@headroom/core/lifecycle/run";
import { notFound, ServiceError } from "../errors";
import type { Repositories } from "../ports/repositories";
import type { RunRecord } from "../ports/run-records";

/** State after the action, or WRONG_STATE with what would be possible. */
export function mustFollow(id: number, state: RunState, action: RunAction): RunState {
  const next = nextRunState(state, action);
  if (next !== null) return next;
  const allowed = runActions.filter((a) => nextRunState(state, a) !== null);
  throw new ServiceError("WRONG_STATE", { kind: "run", id, state, action, allowed });
}

export async function findRun({ runs }: Pick<Repositories, "runs">, id: number): Promise<RunRecord> {
  const run = await runs.get(id);
  if (!run) throw notFound("run", id);
  return run;
}

export async function lockRun({ runs }: Pick<Repositories, "runs">, id: number): Promise<RunRecord> {
  const run = await runs.lock(id);
  if (!run) throw notFound("run", id);
  return run;
}

export const isEnded = (state: RunState): boolean => state === "done" || state === "aborted";
