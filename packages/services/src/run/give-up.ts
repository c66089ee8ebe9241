import type { Ports } from "../ports";
import { RunBoard } from "./board";
import { isEnded } from "./guard";
import { loadRun } from "./load";
import { settle } from "./settle";
import { tellEvents } from "./tell";

/** Asking the world about a step brought its workers down too often: a failed attempt, tried again by the rules of its stage. */
export async function giveUpStep(ports: Ports, stepId: number, asks: number, traceId: string): Promise<void> {
  const answer = { kind: "failed", failure: { code: "worker_lost" }, final: false } as const;
  await settle(ports, { stepId, asks, answer, said: [], traceId });
}

/** One that cannot halt, as it is being taken back, is looked at again so much later. */
const AGAIN_MS = 15 * 60_000;

/** Looking at a run brought its workers down too often: it halts, for people to see. */
export async function giveUpRun(ports: Ports, runId: number, _version: number, traceId: string): Promise<void> {
  const now = ports.clock.now();
  await ports.work.write(async (repositories) => {
    const run = await repositories.runs.lock(runId);
    if (!run || isEnded(run.state) || run.wakeAt === null) return;
    const board = new RunBoard(await loadRun(repositories, run, now), { now, traceId, by: null });
    const halts = board.follow("halt", { halt: { kind: "worker" } });
    board.log("error", halts ? "run_halted" : "run_given_up", { kind: "worker" });
    await tellEvents(repositories, board);
    await board.save(repositories, halts ? null : now + AGAIN_MS);
  });
}
