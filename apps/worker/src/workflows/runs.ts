import { randomUUID } from "node:crypto";
import { DBOS } from "@dbos-inc/dbos-sdk";
import type { Logger } from "@headroom/runtime/log";
import type { RunTools } from "@headroom/services/plan/run";
import { Interrupted } from "@headroom/services/plan/steer";

/** How a run ended; `error` of a failed one is for the log. */
type Outcome = { readonly outcome: string; readonly error?: unknown };

export interface RunsOf {
  /** Stored with every run: never rename one. */
  readonly name: string;
  readonly run: (id: number, version: number, tools: Omit<RunTools, "solve">) => Promise<Outcome>;
  readonly log: Logger;
  /** Puts all of a run into the trace of what it makes. */
  readonly inTrace?: <T>(id: number, body: () => Promise<T>) => Promise<T>;
}

export interface Runs {
  /** Stops what is being made without a trace and waits for it: the next worker makes it anew. */
  interrupt(): Promise<void>;
}

/**
 * Registers the making of a version of something that keeps its state in its own row (a plan, a scenario, a replay): one step that does
 * nothing twice, so that a run that was killed anywhere is simply run again. It ends by itself, as done, failed or cancelled; what it throws
 * is the database's silence, and that is tried again for some minutes.
 */
export function registerRuns({ name, run, log, inTrace = (_, body) => body() }: RunsOf): Runs {
  const stopping = new AbortController();
  const active = new Set<Promise<void>>();

  async function make(id: number, version: number): Promise<string> {
    const traceId = randomUUID();
    const about = { run: name, id, version, traceId };
    log.info(about, "run begins");
    const result = await run(id, version, { signal: stopping.signal, traceId });
    if (result.outcome === "failed") log.error({ ...about, err: result.error }, "run failed");
    else log.info({ ...about, outcome: result.outcome }, "run ended");
    return result.outcome;
  }

  async function step(id: number, version: number): Promise<string> {
    const making = inTrace(id, () => make(id, version));
    const ended = making.then(
      () => {},
      () => {},
    );
    active.add(ended);
    void ended.then(() => active.delete(ended));
    try {
      return await making;
    } catch (error) {
      // Anything returned or thrown would be recorded as this run's end. It has none: it stays pending, for the next worker.
      if (error instanceof Interrupted) return new Promise<never>(() => {});
      throw error;
    }
  }

  DBOS.registerWorkflow(
    (id: number, version: number) =>
      DBOS.runStep(() => step(id, version), {
        name: "make",
        retriesAllowed: true,
        intervalSeconds: 2,
        backoffRate: 1.5,
        maxAttempts: 10,
      }),
    // What brings its worker down three times is given up; the sweep says so in its row.
    { name, maxRecoveryAttempts: 3 },
  );

  return {
    async interrupt() {
      stopping.abort();
      await Promise.all(active);
    },
  };
}
