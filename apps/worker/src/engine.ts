import { DBOS } from "@dbos-inc/dbos-sdk";
import type { Env } from "@headroom/runtime/env";
import { durable, durableQueues, quiet, systemDatabase } from "@headroom/runtime/jobs";
import type { Logger } from "@headroom/runtime/log";

/** Plans come first: a worker leaves processors to them. */
const STUDIES_AT_A_TIME = 1;
/** Milliseconds of a processor each, and mostly waiting for the database. */
const RUNS_AT_A_TIME = 8;
/** They wait for the world. */
const QUESTIONS_AT_A_TIME = 32;
/** How soon an enqueued plan is taken. */
const POLL_MS = 250;

export interface EngineOptions {
  readonly env: Pick<Env, "databaseUrl" | "workerConcurrency">;
  readonly log: Logger;
  /** See runtime/worker-identity: what it left unfinished under this name is taken up again at once. */
  readonly executorId: string;
}

/**
 * Starts the durable queue. Workflows are registered before. DBOS keeps its tables in a schema of the same database, so the account needs
 * CREATE on the database the first time and nothing more.
 */
export async function startEngine({ env, log, executorId }: EngineOptions): Promise<void> {
  DBOS.setConfig({
    name: durable.application,
    ...systemDatabase(env.databaseUrl),
    systemDatabasePoolSize: 5,
    applicationVersion: durable.version,
    executorID: executorId,
    listenQueues: [...durableQueues],
    logger: quiet(log),
  });
  await DBOS.launch();
  const settings = { minPollingIntervalMs: POLL_MS, onConflict: "always_update" } as const;
  await DBOS.registerQueue(durable.queue, { ...settings, workerConcurrency: env.workerConcurrency });
  await DBOS.registerQueue(durable.studyQueue, { ...settings, workerConcurrency: STUDIES_AT_A_TIME });
  await DBOS.registerQueue(durable.runQueue, { ...settings, workerConcurrency: RUNS_AT_A_TIME });
  await DBOS.registerQueue(durable.stepQueue, { ...settings, workerConcurrency: QUESTIONS_AT_A_TIME });
}

/** Takes nothing new, waits so long for what runs, and lets go: the rest goes on where a worker starts next. */
export const stopEngine = (patienceMs: number): Promise<void> =>
  DBOS.shutdown({ workflowCompletionTimeoutMS: patienceMs });
