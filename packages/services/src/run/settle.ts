import type { Author } from "../actor";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { StepRow } from "../ports/run-records";
import { doesOf, RunBoard } from "./board";
import { effectOf, followFacts } from "./effects/effects";
import { isEnded } from "./guard";
import { loadRun } from "./load";
import type { Evidence, JsonObject, StepAnswer, StepFailure } from "./perform";

/** A wait is never asked about sooner, whatever a performer says. */
const SOONEST_POLL_MS = 250;

/** A line that a performer logged. */
export interface Said {
  readonly level: "info" | "warn";
  readonly kind: string;
  readonly data: JsonObject;
}

export interface Settling {
  readonly stepId: number;
  /** The question that is answered. An answer to an older one is ignored: the step has moved on. */
  readonly asks: number;
  readonly answer: StepAnswer;
  readonly said: readonly Said[];
  readonly traceId: string;
}

const worker = (traceId: string): Author => ({
  id: null,
  name: "worker",
  via: "worker",
  requestId: traceId,
});

/**
 * Records what the outside world answered, with what it changes in the fleet, in one transaction. Answering twice records once. Returns the run,
 * which has to be looked at now; null: the step has moved on, and the answer counts for nothing.
 */
export async function settle(ports: Ports, { stepId, asks, answer, said, traceId }: Settling): Promise<number | null> {
  const now = ports.clock.now();
  return ports.work.write(async (repositories) => {
    const ref = await repositories.runs.step(stepId);
    if (!ref) return null;
    const run = await repositories.runs.lock(ref.runId);
    if (!run || isEnded(run.state)) return null;
    const board = new RunBoard(await loadRun(repositories, run, now), { now, traceId, by: null });
    const step = board.step(stepId);
    const isAsked =
      (step.state === "working" || step.state === "undoing") && step.pollAt !== null && step.asks === asks;
    if (!isAsked) return null;
    for (const { level, kind, data } of said) board.log(level, kind, data, step);
    if (answer.kind === "failed") board.fail(stepId, answer.failure, { final: answer.final });
    else if (answer.kind === "person") await handOver(repositories, board, step, answer);
    else if (answer.kind === "wait") {
      const told = JSON.stringify(answer.note) !== JSON.stringify((ref.waited as { note?: unknown } | null)?.note);
      const pollAt = now + Math.max(SOONEST_POLL_MS, answer.pollAfterMs);
      const next = board.put({ ...step, asks: step.asks + 1, pollAt });
      await repositories.runs.tell(stepId, { waited: { note: answer.note, result: answer.result } });
      if (told) board.log("info", "step_waits", answer.note, next);
    } else {
      const evidence = (answer.evidence ?? []).map((one) => ({ ...one, by: null }));
      const done = { result: answer.result, evidence };
      const refused = await finish(ports, repositories, worker(traceId), board, step, done);
      if (refused) board.fail(stepId, refused);
    }
    await board.save(repositories, now);
    return run.id;
  });
}

async function handOver(
  { runs }: Pick<Repositories, "runs">,
  board: RunBoard,
  step: StepRow,
  { why, checklist = [] }: StepAnswer & { readonly kind: "person" },
): Promise<void> {
  board.handOver(step.id, why);
  if (checklist.length > 0 && step.state === "working")
    await runs.tell(step.id, { checklist: checklist.map((text) => ({ text, done: false })), failure: why });
}

export interface Finished {
  readonly result: JsonObject;
  readonly evidence: readonly (Evidence & { readonly by: string | null })[];
  /** Of many steps at once: gathers datacenters whose versions and accounts follow after all of them. Absent: they follow at once. */
  readonly changedSites?: Set<number> | undefined;
}

/**
 * A step is done (or taken back): its effects on the fleet are written, then its state. Returns why the fleet refuses, if it does: then
 * nothing was written. Inside somebody's unit of work, with the run locked.
 */
export async function finish(
  ports: Pick<Ports, "clock">,
  repositories: Repositories,
  actor: Author,
  board: RunBoard,
  step: StepRow,
  { result, evidence, changedSites }: Finished,
): Promise<StepFailure | null> {
  const now = ports.clock.now();
  const direction = step.state === "undoing" ? "undo" : "do";
  const effect = effectOf(board.run.kind, doesOf(board.stage(step.stage)), direction);
  const subject = board.subject(step.subjectId);
  let changed: JsonObject = {};
  if (effect) {
    const outcome = await effect({
      repositories,
      actor,
      run: board.run,
      subject,
      now,
      results: await repositories.runs.results(subject.id),
      follow: async (ids) => {
        if (changedSites) for (const id of ids) changedSites.add(id);
        else await followFacts(repositories, ids, now);
      },
    });
    if ("refused" in outcome) return outcome.refused;
    changed = outcome.changed;
  }
  const next = board.act(step.id, "finish", { endedAt: now, pollAt: null, dueAt: null, notBefore: null });
  if (!next) return { code: "moved_on", state: step.state };
  const stamped = evidence.map((one) => ({ ...one, at: new Date(now).toISOString() }));
  await repositories.runs.tell(step.id, {
    result: { ...result, ...changed },
    waited: null,
    ...(step.byPerson ? {} : { failure: null }),
    ...(stamped.length > 0 ? { evidence: stamped } : {}),
  });
  board.log("info", direction === "do" ? "step_done" : "step_undone", {}, next);
  return null;
}
