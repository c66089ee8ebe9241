import { DBOSClient } from "@dbos-inc/dbos-sdk";
import type { Jobs } from "@headroom/services/ports";
import type { StudyKind } from "@headroom/services/study/guard";
import type { Logger } from "./log";

/** Names that the enqueuing side and the worker share. A workflow's name is stored with its run: never rename one. */
export const durable = {
  application: "headroom",
  /** Fixed: every deployment goes on with what an older one left (workflow bodies are short, their state is in tables). */
  version: "1",
  /** DBOS keeps its tables in this schema of the same database. */
  schema: "dbos",
  queue: "plans",
  /** Of their own, so that what only wonders never keeps a plan waiting, and a worker of an older release takes none that it does not know. */
  studyQueue: "studies",
  /** Runs: looking at one takes milliseconds, asking the world about a step as long as the world takes. */
  runQueue: "runs",
  stepQueue: "steps",
  planWorkflow: "plan",
  runWorkflow: "run-advance",
  stepWorkflow: "run-step",
  studyWorkflows: { scenario: "scenario", replay: "replay" },
} as const;

export const durableQueues = [durable.queue, durable.studyQueue, durable.runQueue, durable.stepQueue] as const;

/** Where DBOS finds its tables, for `systemDatabaseUrl`. A session that hangs inside a transaction is ended after a minute. */
export function systemDatabase(databaseUrl: string) {
  const url = new URL(databaseUrl);
  if (!url.searchParams.has("options")) {
    url.searchParams.set("options", "-c idle_in_transaction_session_timeout=60000");
  }
  return {
    systemDatabaseUrl: url.href,
    systemDatabaseSchemaName: durable.schema,
    // Set above: DBOS's own way runs into a warning of pg, once per process.
    systemDatabaseIdleTransactionTimeoutMs: 0,
  };
}

/** The run of a plan's version: enqueued twice, it is one run. */
export const planRunId = (planId: number, version: number): string => `plan-${planId}-${version}`;
/** The same of a study. */
export const studyRunId = (kind: StudyKind, id: number, version: number): string => `${kind}-${id}-${version}`;

/** Looking at a run's version, and the `asks`-th question about a step. */
export const advanceId = (runId: number, version: number): string => `run-${runId}-${version}`;
export const askId = (stepId: number, asks: number): string => `step-${stepId}-${asks}`;

export interface JobQueue extends Jobs {
  /** The client behind it, for the worker's sweep. */
  client(): Promise<DBOSClient>;
  close(): Promise<void>;
}

/**
 * Enqueues by writing to the database; the first call connects. A failed enqueue is logged and not thrown: the plan is committed as
 * `queued` by then, and the worker's sweep enqueues it.
 */
export function openJobs(databaseUrl: string, log: Logger): JobQueue {
  let opened: Promise<DBOSClient> | null = null;
  const client = () => {
    opened ??= DBOSClient.create({
      ...systemDatabase(databaseUrl),
      systemDatabasePoolSize: 2,
      applicationName: durable.application,
      logger: quiet(log),
    });
    return opened;
  };
  const enqueue = async (run: { queue: string; name: string; runId: string }, id: number, version: number) => {
    const { queue: queueName, name: workflowName, runId: workflowID } = run;
    try {
      const job = { queueName, workflowName, workflowID, appVersion: durable.version };
      await (await client()).enqueue(job, id, version);
    } catch (error) {
      log.warn({ err: error, run: workflowID }, "run not enqueued; the worker's sweep will");
    }
  };
  return {
    client,
    enqueuePlan: (id, version) =>
      enqueue({ queue: durable.queue, name: durable.planWorkflow, runId: planRunId(id, version) }, id, version),
    enqueueStudy: (kind, id, version) => {
      const name = durable.studyWorkflows[kind];
      return enqueue({ queue: durable.studyQueue, name, runId: studyRunId(kind, id, version) }, id, version);
    },
    enqueueRun: (id, version) =>
      enqueue({ queue: durable.runQueue, name: durable.runWorkflow, runId: advanceId(id, version) }, id, version),
    enqueueStep: (id, asks) =>
      enqueue({ queue: durable.stepQueue, name: durable.stepWorkflow, runId: askId(id, asks) }, id, asks),
    async close() {
      if (opened) await (await opened).destroy();
      opened = null;
    },
  };
}

/** DBOS's own log behind ours, one level down: it tells of each start and each retry. */
export function quiet(log: Logger) {
  const child = log.child({ from: "dbos" });
  const text = (entry: unknown) => (entry instanceof Error ? entry.message : String(entry));
  return {
    info: (entry: unknown) => child.debug(text(entry)),
    debug: (entry: unknown) => child.trace(text(entry)),
    warn: (entry: unknown) => child.warn(text(entry)),
    error: (entry: unknown) => child.error(text(entry)),
  };
}
