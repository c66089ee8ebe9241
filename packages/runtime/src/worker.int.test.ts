import { DBOS } from "@dbos-inc/dbos-sdk";
import { testDatabase } from "@headroom/config/vitest/database";
import { tinyFleet } from "@headroom/db/testing/tiny-fleet";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type Container, openContainer } from "./container";
import { readEnv } from "./env";
import { durable } from "./jobs";
import { openLog } from "./log";
import { type RunningWorker, startWorker } from "./testing/worker";

let url: string;
let container: Container;
const workers: RunningWorker[] = [];

beforeAll(async () => {
  url = (await testDatabase()).url;
  const env = readEnv({ DATABASE_URL: url, LOG_LEVEL: "silent" });
  container = openContainer(env, openLog(env, "test"), "test");
  await tinyFleet(container.database);
  // As the first worker would.
  await DBOS.migrate(url, { schemaName: durable.schema });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.end("SIGKILL")));
});
afterAll(() => container.close());

async function start(id: string): Promise<RunningWorker> {
  const worker = await startWorker(url, id);
  workers.push(worker);
  return worker;
}

const rows = async (sql: string, values: unknown[] = []) => (await container.database.pool.query(sql, values)).rows;

/** A queued plan of requests that together want more than there is, so that the planner has something to improve. */
async function queuePlan({ steps }: { steps: number }): Promise<number> {
  const requests = await rows(
    `INSERT INTO request (title, service, rack_type_id, unit, amount, racks, region_id, split_rule, needed_by, answer_by, state,
                          requester_id, updated_at)
     SELECT 'r', 's', 1 + n % 2, 'racks', 1 + n % 3, 1 + n % 3, 1, 'best_effort', '2027-06-01', now(), 'planned', 'u2', now()
       FROM generate_series(1, 12) n RETURNING id`,
  );
  return container.ports.work.write(({ plans }) =>
    plans.insert({
      title: "A plan",
      policy: "place-all",
      seed: 7,
      steps,
      authorId: "u1",
      requestIds: requests.map(({ id }) => id),
      progress: null,
    }),
  );
}

const stateOf = async (id: number) => (await rows("SELECT state FROM plan WHERE id = $1", [id]))[0].state;
const untilState = (id: number, state: string) =>
  vi.waitFor(async () => expect(await stateOf(id)).toBe(state), { timeout: 40_000, interval: 50 });
const ends = (id: number) =>
  rows("SELECT action FROM audit_event WHERE entity_kind = 'plan' AND entity_id = $1::text ORDER BY id", [id]);
const runs = (id: number) =>
  rows("SELECT status FROM dbos.workflow_status WHERE workflow_uuid LIKE $1", [`plan-${id}-%`]);

const LONG = { steps: 60_000_000 };
const SHORT = { steps: 50 };

describe("the worker", { timeout: 120_000 }, () => {
  it("makes an enqueued plan once, however often it is enqueued, and ends in order", async () => {
    const worker = await start("alpha");
    const id = await queuePlan(SHORT);
    await Promise.all([1, 2, 3].map(() => container.ports.jobs.enqueuePlan(id, 1)));
    await untilState(id, "draft");
    expect(await ends(id)).toEqual([{ action: "plan.finish" }]);
    await vi.waitFor(async () => expect(await runs(id)).toEqual([{ status: "SUCCESS" }]), 5_000);
    expect(await worker.end("SIGTERM")).toBe(0);
    // on a busy machine its last lines are read a moment after it has ended
    await vi.waitFor(() => expect(worker.log.at(-1)?.msg).toBe("worker stopped"), 5_000);
  });

  it("goes on after kill -9 in the middle: the plan is finished once", async () => {
    const worker = await start("alpha");
    const id = await queuePlan(LONG);
    await container.ports.jobs.enqueuePlan(id, 1);
    await untilState(id, "running");
    await worker.end("SIGKILL");
    expect(await ends(id)).toEqual([]);
    expect(await runs(id)).toEqual([{ status: "PENDING" }]);
    // The rest of the work is not the subject.
    await rows("UPDATE plan SET steps = $2 WHERE id = $1", [id, SHORT.steps]);

    await start("alpha");
    await untilState(id, "draft");
    expect(await ends(id)).toEqual([{ action: "plan.finish" }]);
  });

  it("takes over what a worker that never comes back was doing", async () => {
    const worker = await start("alpha");
    const id = await queuePlan(LONG);
    await container.ports.jobs.enqueuePlan(id, 1);
    await untilState(id, "running");
    await worker.end("SIGKILL");
    await rows("UPDATE plan SET steps = $2 WHERE id = $1", [id, SHORT.steps]);

    const other = await start("beta");
    await untilState(id, "draft");
    expect(other.log).toContainEqual(expect.objectContaining({ from: "alpha", run: `plan-${id}-1` }));
  });

  it("leaves a long plan to the next worker when it is asked to stop", async () => {
    const worker = await start("alpha");
    const id = await queuePlan(LONG);
    await container.ports.jobs.enqueuePlan(id, 1);
    await untilState(id, "running");
    expect(await worker.end("SIGTERM")).toBe(0);
    expect([await stateOf(id), await ends(id), await runs(id)]).toEqual(["running", [], [{ status: "PENDING" }]]);
    await rows("UPDATE plan SET steps = $2 WHERE id = $1", [id, SHORT.steps]);
    await start("alpha");
    await untilState(id, "draft");
  });

  it("stops a plan that somebody cancels", async () => {
    await start("alpha");
    const id = await queuePlan(LONG);
    await container.ports.jobs.enqueuePlan(id, 1);
    await untilState(id, "running");
    await rows("UPDATE plan SET cancel_requested = true WHERE id = $1", [id]);
    await untilState(id, "cancelled");
    expect(await ends(id)).toEqual([{ action: "plan.stopped" }]);
  });

  it("finds plans that a dead web server did not enqueue, and those whose run is gone", async () => {
    const [never, lost, gone] = [await queuePlan(SHORT), await queuePlan(SHORT), await queuePlan(SHORT)];
    await rows("UPDATE plan SET state = 'running', cancel_requested = true WHERE id = $1", [gone]);
    await rows("UPDATE plan SET updated_at = now() - interval '1 minute' WHERE id = ANY($1)", [[never, lost, gone]]);
    await container.ports.jobs.enqueuePlan(lost, 1);
    await rows("UPDATE dbos.workflow_status SET status = 'CANCELLED' WHERE workflow_uuid = $1", [`plan-${lost}-1`]);
    await start("alpha");
    await untilState(never, "draft");
    await untilState(lost, "draft");
    await untilState(gone, "cancelled");
  });

  it("fails a plan that brought its workers down too often, visibly", async () => {
    const id = await queuePlan(SHORT);
    await container.ports.jobs.enqueuePlan(id, 1);
    await rows("UPDATE plan SET state = 'running' WHERE id = $1", [id]);
    await rows("UPDATE dbos.workflow_status SET status = 'MAX_RECOVERY_ATTEMPTS_EXCEEDED' WHERE workflow_uuid = $1", [
      `plan-${id}-1`,
    ]);
    await start("alpha");
    await untilState(id, "failed");
    const [{ failure }] = await rows("SELECT failure FROM plan WHERE id = $1", [id]);
    expect(failure.traceId).toMatch(/^[\w-]{36}$/);
    await vi.waitFor(async () => expect(await runs(id)).toEqual([]), 5_000);
  });

  it("says in one sentence why it cannot start", async () => {
    await expect(startWorker("mysql://nowhere", "alpha")).rejects.toThrow(
      /ended with 1:\nThe worker cannot start: DATABASE_URL must be a PostgreSQL address/,
    );
  });
});
