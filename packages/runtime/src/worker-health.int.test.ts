import { DBOS } from "@dbos-inc/dbos-sdk";
import { testDatabase } from "@headroom/config/vitest/database";
import { openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import { expect, test } from "vitest";
import { durable, openJobs } from "./jobs";
import { openLog } from "./log";
import { claimIdentity } from "./worker-identity";

test("people see which workers live and what waits for them", async () => {
  const { url } = await testDatabase();
  const log = openLog({ logLevel: "silent" }, "test");
  const database = openDatabase(url, { connections: 2 });
  const health = () => createUnitOfWork(database).read(({ workers }) => workers.health());
  const claim = (wanted: string) =>
    claimIdentity({ databaseUrl: url, wanted, log, onLost: () => {}, patienceSeconds: 0 });
  try {
    expect(await health()).toEqual({ workers: [], orphaned: 0, queues: [] });

    const [alpha, beta] = [await claim("alpha"), await claim("beta")];
    expect((await health()).workers.map(({ name, jobs }) => [name, jobs])).toEqual([
      ["alpha", 0],
      ["beta", 0],
    ]);
    await beta.release();

    await DBOS.migrate(url, { schemaName: durable.schema });
    const jobs = openJobs(url, log);
    await jobs.enqueuePlan(1, 1);
    await jobs.enqueuePlan(2, 1);
    const seen = await health();
    expect(seen.workers).toHaveLength(1);
    expect(seen.queues).toMatchObject([{ name: durable.queue, waiting: 2, working: 0, failedToday: 0 }]);
    expect(Date.now() - Date.parse(seen.queues[0]!.oldestAt!)).toBeLessThan(60_000);

    await database.pool.query(
      "UPDATE dbos.workflow_status SET status = 'PENDING', executor_id = CASE workflow_uuid WHEN 'plan-1-1' THEN 'alpha' ELSE 'gone' END",
    );
    expect(await health()).toMatchObject({ workers: [{ name: "alpha", jobs: 1 }], orphaned: 1 });
    await jobs.close();
    await alpha.release();
  } finally {
    await database.close();
  }
});
