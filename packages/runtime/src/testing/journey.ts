import { appRouter } from "@headroom/api/root";
import { createCallerFactory } from "@headroom/api/trpc";
import { testDatabase } from "@headroom/config/vitest/database";
import { planPlacement } from "@headroom/core/planning/placement/plan";
import { type Database, openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import { readControllers } from "@headroom/interchange/controllers/read";
import type { Actor } from "@headroom/services/actor";
import { refreshCapacity } from "@headroom/services/capacity/refresh";
import { noJobs } from "@headroom/services/fakes/jobs";
import type { Solve } from "@headroom/services/plan/place/types";
import { type RunOutcome, runPlan } from "@headroom/services/plan/run";
import type { Ports } from "@headroom/services/ports";
import type { StudyKind } from "@headroom/services/study/guard";
import { importers } from "../importers";
import { openSecrets } from "../secrets";
import { type FleetSize, type PersonName, people, testFleet } from "./fleet";

const callers = createCallerFactory(appRouter);

/** Core's planner in this thread. */
export const solveHere: Solve = async (problem, { signal, ...options }) =>
  planPlacement(problem, { ...options, shouldStop: () => signal.aborted });

export interface Journey {
  readonly database: Database;
  readonly url: string;
  readonly ports: Ports;
  /** Moves the clock; a person's call sees the new time. */
  readonly clock: { now: number };
  /** Plans that were enqueued, oldest first. */
  readonly enqueued: { planId: number; version: number }[];
  /** Scenarios and replays that were enqueued, oldest first. */
  readonly studies: { kind: StudyKind; id: number; version: number }[];
  as(person: PersonName): ReturnType<typeof callers>;
  actor(person: PersonName): Actor;
  /** What the worker does with the job that was enqueued last. */
  work(solve?: Solve): Promise<RunOutcome>;
  /** The same with the job of a plan's version. */
  run(planId: number, version: number): Promise<RunOutcome>;
  rows<T extends object>(sql: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** A fleet on a database of its own, with the API as a person of it calls it. */
export async function openJourney(size: FleetSize = {}, connections = 10): Promise<Journey> {
  const { url } = await testDatabase();
  const database = openDatabase(url, { connections });
  await testFleet(database, size);
  const clock = { now: Date.UTC(2026, 10, 23, 9) };
  const enqueued: { planId: number; version: number }[] = [];
  const studies: { kind: StudyKind; id: number; version: number }[] = [];
  const ports: Ports = {
    clock: { now: () => clock.now },
    work: createUnitOfWork(database),
    jobs: {
      // a test looks at runs when it wants to
      ...noJobs,
      async enqueuePlan(planId, version) {
        enqueued.push({ planId, version });
      },
      async enqueueStudy(kind, id, version) {
        studies.push({ kind, id, version });
      },
    },
    passwords: { hash: async () => "x" },
    importers,
    readControllers,
    secrets: openSecrets("a key that only tests know: 0123456789"),
  };
  await ports.work.write((repositories) => refreshCapacity(repositories, [1, 2, 3], clock.now));
  const actor = (person: PersonName): Actor => ({
    id: person,
    name: person,
    role: people[person],
    via: "web",
    requestId: `r-${person}`,
  });
  return {
    database,
    url,
    ports,
    clock,
    enqueued,
    studies,
    actor,
    as: (person) =>
      callers({
        ports,
        actor: actor(person),
        requestId: `r-${person}`,
        report: (error) => {
          throw error;
        },
      }),
    async work(solve = solveHere) {
      const job = enqueued.at(-1);
      if (!job) throw new Error("nothing was enqueued");
      return runPlan(ports, job.planId, job.version, { solve, traceId: "trace-1" });
    },
    run: (planId, version) => runPlan(ports, planId, version, { solve: solveHere, traceId: "trace-1" }),
    rows: async <T extends object>(sql: string, values: unknown[] = []) =>
      (await database.pool.query(sql, values)).rows as T[],
    close: () => database.close(),
  };
}

/** A request for racks in nord, changed as a test needs it. */
export const asked = (change: Partial<Parameters<ReturnType<typeof callers>["request"]["create"]>[0]> = {}) => ({
  title: "Search index",
  service: "search",
  rackType: "compute",
  unit: "racks" as const,
  amount: 4,
  region: "nord",
  neededBy: "2027-02-01",
  ...change,
});
