import type { RunAction, RunState } from "@headroom/core/lifecycle/run";
import { type Actor, type Author, authorize } from "../actor";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import { record } from "../record";
import { RunBoard } from "./board";
import { lockRun, mustFollow } from "./guard";
import { loadRun } from "./load";

/** A run under lock, changed by `body`, written, and then looked at by the worker. */
export async function change<T>(
  ports: Ports,
  actor: Author,
  id: number,
  body: (repositories: Repositories, board: RunBoard) => Promise<T>,
): Promise<T> {
  const now = ports.clock.now();
  const { result, version } = await ports.work.write(async (repositories) => {
    const run = await lockRun(repositories, id);
    const board = new RunBoard(await loadRun(repositories, run, now), {
      now,
      traceId: actor.requestId,
      by: actor.name,
    });
    const result = await body(repositories, board);
    await board.save(repositories, now);
    return { result, version: run.version + 1 };
  });
  await ports.jobs.enqueueRun(id, version);
  return result;
}

const control =
  (action: Extract<RunAction, "pause" | "resume" | "abort">) =>
  async (
    ports: Ports,
    actor: Actor,
    { id, reason }: { readonly id: number; readonly reason: string },
  ): Promise<{ id: number; state: RunState }> => {
    authorize(actor, "run.control");
    return change(ports, actor, id, async (repositories, board) => {
      const before = board.run.state;
      const state = mustFollow(id, before, action);
      const ends = state === "aborted" ? { endedAt: ports.clock.now() } : {};
      board.set({ state, reason, ...(action === "resume" ? { halt: null } : {}), ...ends });
      board.log(action === "abort" ? "warn" : "info", `run_${action}`, { reason });
      await record(repositories, actor, {
        action: `run.${action}`,
        entityKind: "run",
        entityId: String(id),
        before: { state: before },
        after: { state },
        reason,
      });
      return { id, state };
    });
  };

/** Nothing new begins; what is in work goes on to its end. Needs run.control. Errors: NOT_FOUND, WRONG_STATE. */
export const pauseRun = control("pause");
/** A paused or halted run goes on. The same. */
export const resumeRun = control("resume");
/** What was done and can be taken back is, of each rack the last first; racks that are through stay. The same. */
export const abortRun = control("abort");
