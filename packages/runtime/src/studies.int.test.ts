import { DBOS } from "@dbos-inc/dbos-sdk";
import { testDatabase } from "@headroom/config/vitest/database";
import { tinyFleet } from "@headroom/db/testing/tiny-fleet";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
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

const start = async (id: string): Promise<RunningWorker> => {
  const worker = await startWorker(url, id);
  workers.push(worker);
  return worker;
};
const rows = async (sql: string, values: unknown[] = []) => (await container.database.pool.query(sql, values)).rows;

/** A draft whose scenarios take so many steps. */
async function draft(steps: number): Promise<number> {
  const requests = await rows(
    `INSERT INTO request (title, service, rack_type_id, unit, amount, racks, region_id, split_rule, needed_by, answer_by, state,
                          requester_id, updated_at)
     SELECT 'r', 's', 1 + n % 2, 'racks', 1 + n % 3, 1 + n % 3, 1, 'best_effort', '2027-06-01', now(), 'planned', 'u2', now()
       FROM generate_series(1, 12) n RETURNING id`,
  );
  const requestIds = requests.map(({ id }) => id);
  const plan = { title: "A plan", policy: "place-all", seed: 7, steps, authorId: "u1", requestIds, progress: null };
  const planId = await container.ports.work.write(({ plans }) => plans.insert(plan));
  await rows("UPDATE plan SET state = 'draft' WHERE id = $1", [planId]);
  return planId;
}

const until = (table: "plan_scenario" | "replay", id: number, state: string) =>
  vi.waitFor(async () => expect((await rows(`SELECT state FROM ${table} WHERE id = $1`, [id]))[0].state).toBe(state), {
    timeout: 40_000,
    interval: 50,
  });
const trail = (kind: string, id: number) =>
  rows("SELECT action FROM audit_event WHERE entity_kind = $1 AND entity_id = $2::text ORDER BY id", [kind, id]);

test("a scenario whose worker is killed is solved once by the next; one that never was enqueued is found", async () => {
  const planId = await draft(60_000_000);
  const id = await container.ports.work.write(({ scenarios }) =>
    scenarios.insert({ planId, slot: 1, name: "Killed", changes: [], authorId: "u1", progress: null }),
  );
  const alpha = await start("alpha");
  await container.ports.jobs.enqueueStudy("scenario", id, 1);
  await until("plan_scenario", id, "running");
  await alpha.end("SIGKILL");
  expect(await trail("scenario", id)).toEqual([]);
  await rows("UPDATE plan SET steps = 20 WHERE id = $1", [planId]);

  const lost = await container.ports.work.write(({ replays }) =>
    replays.insert({
      regionId: 1,
      from: "2020-01-01",
      to: "2100-01-01",
      policy: "place-all",
      order: "largest",
      seed: 1,
      steps: 20,
      authorId: "u1",
      progress: null,
    }),
  );
  await rows("UPDATE replay SET updated_at = now() - interval '1 minute' WHERE id = $1", [lost]);
  await start("beta");
  await until("plan_scenario", id, "done");
  await until("replay", lost, "done");
  expect(await trail("scenario", id)).toEqual([{ action: "scenario.finish" }]);
  expect(await trail("replay", lost)).toEqual([{ action: "replay.finish" }]);
  expect(await rows("SELECT count(*)::int AS n FROM occupancy WHERE plan_action_id IS NOT NULL")).toEqual([{ n: 0 }]);

  await rows("UPDATE plan SET steps = 60000000 WHERE id = $1", [planId]);
  const stopped = await container.ports.work.write(({ scenarios }) =>
    scenarios.insert({ planId, slot: 2, name: "Stopped", changes: [], authorId: "u1", progress: null }),
  );
  await container.ports.jobs.enqueueStudy("scenario", stopped, 1);
  await until("plan_scenario", stopped, "running");
  await rows("UPDATE plan_scenario SET cancel_requested = true WHERE id = $1", [stopped]);
  await until("plan_scenario", stopped, "cancelled");
  expect(await trail("scenario", stopped)).toEqual([{ action: "scenario.stopped" }]);
}, 120_000);
