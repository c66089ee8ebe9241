import { openPrometheus } from "@headroom/adapters/prometheus/client";
import { redfish } from "@headroom/adapters/redfish/client";
import { type Database, openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import { readControllers } from "@headroom/interchange/controllers/read";
import type { Ports } from "@headroom/services/ports";
import type { Hardware } from "@headroom/services/ports/hardware";
import type { Prometheus } from "@headroom/services/ports/prometheus";
import { hashPassword } from "better-auth/crypto";
import { linkLimits } from "./auth/limits";
import type { Env } from "./env";
import { importers } from "./importers";
import { type JobQueue, openJobs } from "./jobs";
import type { Logger } from "./log";
import { type Metrics, openMetrics } from "./metrics";
import { openSecrets } from "./secrets";
import { tracedWork } from "./tracing";

/** Everything a process needs, bound once. Nothing connects before it is used. */
export interface Container {
  readonly env: Env;
  readonly log: Logger;
  readonly database: Database;
  readonly jobs: JobQueue;
  readonly ports: Ports;
  readonly prometheus: Prometheus;
  /** One for the whole process: everybody who asks a controller shares its limit. */
  readonly hardware: Hardware;
  readonly metrics: Metrics;
  close(): Promise<void>;
}

/** A worker thinks outside of transactions: one that is idle in the middle of one is cut off, and others take over what it did. */
const WORKER_IDLE_MS = 15_000;

/** Binds services' ports for a process; `part` (web, worker, cli, seed) is its name in pg_stat_activity. */
export function openContainer(env: Env, log: Logger, part: string): Container {
  const database = openDatabase(env.databaseUrl, {
    connections: env.databaseConnections,
    applicationName: `headroom ${part}`,
    ...(part === "worker" ? { idleInTransactionMs: WORKER_IDLE_MS } : {}),
    onIdleError: (error) => log.warn({ err: error }, "an idle database connection broke"),
  });
  const jobs = openJobs(env.databaseUrl, log);
  return {
    env,
    log,
    database,
    jobs,
    prometheus: openPrometheus(),
    hardware: redfish(),
    metrics: openMetrics(database, part),
    ports: {
      clock: { now: () => Date.now() },
      work: tracedWork(createUnitOfWork(database)),
      jobs: {
        enqueuePlan: jobs.enqueuePlan,
        enqueueStudy: jobs.enqueueStudy,
        enqueueRun: jobs.enqueueRun,
        enqueueStep: jobs.enqueueStep,
      },
      linkLimits: linkLimits(database.pool),
      passwords: { hash: hashPassword },
      meterSilentAfterMs: env.meterSilentHours * 3_600_000,
      reservationNoticeDays: env.reservationNoticeDays,
      telemetryKept: env.telemetryKept,
      importers,
      readControllers,
      ...(env.secretKey === null ? {} : { secrets: openSecrets(env.secretKey, env.secretKeysBefore) }),
      isTraced: env.tracesTo !== null,
    },
    async close() {
      await jobs.close();
      await database.close();
    },
  };
}
