import { randomUUID } from "node:crypto";
import { DBOS } from "@dbos-inc/dbos-sdk";
import { durable } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";
import type { WorkerIdentity } from "@headroom/runtime/worker-identity";
import type { Ports } from "@headroom/services/ports";
import { advance } from "@headroom/services/run/advance";
import { ask } from "@headroom/services/run/ask";
import type { Performers } from "@headroom/services/run/perform";
import { settle } from "@headroom/services/run/settle";
import { spannedIn } from "@headroom/services/trace";

export interface RolloutParts {
  readonly ports: Ports;
  readonly performers: Performers;
  /** Lets nobody else ask about the same step meanwhile (runtime/worker-identity). */
  readonly alone: WorkerIdentity["alone"];
  readonly log: Logger;
}

export interface Rollout {
  /** Lets go of what the world is being asked: the next worker asks again, under the same keys. */
  interrupt(): Promise<void>;
}

/**
 * What brings its worker down so often is given up: a question as a failed attempt, a decision as a halt (see leftovers). More often than for
 * plans, as a worker that is killed for other reasons takes many of these with it.
 */
const RECOVERIES = 20;
const patient = { retriesAllowed: true, intervalSeconds: 1, backoffRate: 1.5, maxAttempts: 8 } as const;

/**
 * Runs: two short workflows, whose state is all in tables. `run-advance` looks at a run once, `run-step` asks the world about a step once, then
 * records the answer and looks at the run, in one. Their arguments are ids and counters, and only ever grow at the end: what an older release
 * enqueued, a newer one carries out. What an attempt did not come to, the next one does: the world is asked under one key, an answer to an
 * older question is ignored, and looking at a run twice does nothing twice.
 */
export function registerRollout({ ports, performers, alone, log }: RolloutParts): Rollout {
  const stopping = new AbortController();
  const active = new Set<Promise<unknown>>();

  /** Stays pending where the worker stops: anything else would be recorded as an end. */
  async function unlessStopping<T>(body: () => Promise<T>): Promise<T> {
    const working = body();
    const ended = working.catch(() => {});
    active.add(ended);
    void ended.then(() => active.delete(ended));
    try {
      return await working;
    } catch (error) {
      if (stopping.signal.aborted) return new Promise<never>(() => {});
      throw error;
    }
  }

  const look = (runId: number) =>
    DBOS.runStep(
      () =>
        unlessStopping(() =>
          spannedIn(ports, { kind: "run", id: runId }, "advance run", () => advance(ports, runId, randomUUID())),
        ).then((done) => done.outcome),
      { name: "advance", ...patient },
    );

  /** In the trace of the run that a step belongs to. */
  async function inTraceOf<T>(stepId: number, name: string, body: () => Promise<T>): Promise<T> {
    const step = ports.isTraced ? await ports.work.read(({ runs }) => runs.step(stepId)) : null;
    return step ? spannedIn(ports, { kind: "run", id: step.runId }, name, body) : body();
  }

  DBOS.registerWorkflow((runId: number) => look(runId), { name: durable.runWorkflow, maxRecoveryAttempts: RECOVERIES });

  DBOS.registerWorkflow(
    async (stepId: number, asks: number) => {
      const traceId = randomUUID();
      const about = { stepId, asks, traceId };
      const answered = await DBOS.runStep(
        () =>
          unlessStopping(() =>
            alone(stepId, stopping.signal, (lost) =>
              inTraceOf(stepId, "ask about step", () =>
                ask(ports, { stepId, asks }, { performers, signal: AbortSignal.any([stopping.signal, lost]), traceId }),
              ),
            ),
          ),
        { name: "ask", ...patient },
      );
      if (answered === null) return "moved on";
      // what follows from the answer begins with it; where that does not come to its end, the run is due and the tick finds it
      const runId = await DBOS.runStep(
        () =>
          unlessStopping(() =>
            inTraceOf(stepId, "settle step", async () => {
              const settled = await settle(ports, { stepId, asks, ...answered, traceId });
              if (settled !== null)
                await spannedIn(ports, { kind: "run", id: settled }, "advance run", () =>
                  advance(ports, settled, traceId),
                );
              return settled;
            }),
          ),
        { name: "settle", ...patient },
      );
      if (answered.answer.kind === "failed")
        log.warn({ ...about, runId, failure: answered.answer.failure }, "attempt failed");
      return runId === null ? "ignored" : answered.answer.kind;
    },
    { name: durable.stepWorkflow, maxRecoveryAttempts: RECOVERIES },
  );

  return {
    async interrupt() {
      stopping.abort();
      await Promise.all(active);
    },
  };
}
