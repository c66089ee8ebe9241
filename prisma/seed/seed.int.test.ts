import { testDatabase } from "@headroom/config/vitest/database";
import { openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import { importers } from "@headroom/runtime/importers";
import type { Actor } from "@headroom/services/actor";
import { decide } from "@headroom/services/approval/decide";
import { noJobs } from "@headroom/services/fakes/jobs";
import type { Ports } from "@headroom/services/ports";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildFleet, type Fleet } from "./generate/fleet";
import { people } from "./generate/people";
import { DatabaseNotEmpty, loadFleet } from "./load/load";
import { seedScenarios } from "./load/scenarios";
import { SeedFault, type Summary, verifyFleet } from "./load/verify";
import { cloud } from "./scenarios/cloud";
import { small } from "./scenarios/small";

const open: pg.Client[] = [];
afterAll(() => Promise.all(open.map((c) => c.end())));

async function emptyDatabase(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: (await testDatabase()).url });
  await client.connect();
  open.push(client);
  return client;
}

const hash = "a hash";
const fleet = await buildFleet(small, "2026-11-23");

let client: pg.Client;
let summary: Summary;
beforeAll(async () => {
  client = await emptyDatabase();
  await loadFleet(client, fleet, hash, async () => {
    summary = await verifyFleet(client, fleet);
  });
});

test("the small fleet stands as it was made and says what it is", () => {
  expect(summary).toMatchObject({ regions: 2, datacenters: 3, rackTypes: 8, families: 4, positions: 168 });
  expect(summary.servers).toBe([...fleet.servers()].length);
  expect(summary.racks).toBe(fleet.racks.filter((r) => r.state !== "retired").length + fleet.coming.length);
});

test("the cloud's shape, scaled down, stands as it was made", async () => {
  const shape = await buildFleet(cloud(10_000), "2026-11-23");
  const other = await emptyDatabase();
  await loadFleet(other, shape, hash, async () => {
    expect((await verifyFleet(other, shape)).servers).toBe([...shape.servers()].length);
  });
});

test("a second load is refused and changes nothing", async () => {
  const count = "SELECT (SELECT count(*) FROM server) AS servers, (SELECT count(*) FROM audit_event) AS events";
  const before = (await client.query(count)).rows;
  await expect(loadFleet(client, fleet, hash, async () => {})).rejects.toThrow(DatabaseNotEmpty);
  expect((await client.query(count)).rows).toEqual(before);
});

test("what comes after gets numbers of its own", async () => {
  const { rows } = await client.query(
    `INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state) VALUES ('NEW', 1, 1, 48, 'ordered') RETURNING id`,
  );
  expect(rows[0].id).toBe(fleet.racks.length + fleet.coming.length + 1);
  await client.query("DELETE FROM rack WHERE code = 'NEW'");
});

test("the servers' constraints are back after the load", async () => {
  const again = `INSERT INTO server (rack_id, server_type_id, name, rack_height_u, start_u, height_u, face, state)
    SELECT rack_id, server_type_id, name || ' again', rack_height_u, start_u, height_u, face, state FROM server WHERE state = 'in_service' LIMIT 1`;
  await expect(client.query(again)).rejects.toMatchObject({ constraint: "server_no_overlap" });
  await expect(client.query("UPDATE server SET rack_id = 100000 WHERE id = 1")).rejects.toMatchObject({
    code: "23503",
  });
});

test("whoever signs can approve every submitted plan: its hash and its numbers are what services find", async () => {
  const url = (await testDatabase()).url;
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  open.push(other);
  await loadFleet(other, fleet, hash, async () => {});
  const database = openDatabase(url);
  const ports: Ports = {
    clock: { now: () => Date.parse("2026-11-23T09:00:00Z") },
    work: createUnitOfWork(database),
    jobs: noJobs,
    passwords: { hash: async () => "" },
    importers,
  };
  const { aino } = people;
  const actor: Actor = { id: aino.id, name: aino.name, role: aino.role, via: "web", requestId: "test" };
  try {
    const pending = fleet.flow.approvals.filter((a) => a.state === "pending");
    expect(pending.length).toBe(small.stories.submitted);
    for (const { id, planId, hash: seen } of pending) {
      const done = await decide(ports, actor, { approvalId: id, hash: seen, verdict: "approve", reason: "" });
      expect(done).toEqual({ planId, outcome: "committed" });
    }
  } finally {
    await database.close();
  }
});

test("two scenarios are solved beside a draft, and change nothing live", async () => {
  const { url } = await testDatabase();
  const other = new pg.Client({ connectionString: url });
  await other.connect();
  open.push(other);
  await loadFleet(other, fleet, hash, async () => {});
  const live = async () => (await other.query("SELECT count(*), max(id) FROM occupancy")).rows;
  const before = await live();
  const planId = await seedScenarios(url, "2026-11-23");
  expect(await live()).toEqual(before);
  const { rows } = await other.query("SELECT plan_id, slot, state, failure FROM plan_scenario ORDER BY slot");
  expect(rows).toEqual([1, 2].map((slot) => ({ plan_id: planId, slot, state: "done", failure: null })));
});

const faulty: [string, (f: Fleet) => Fleet, RegExp][] = [
  [
    "an account that is not what the rows say",
    (f) => ({ ...f, accounts: f.accounts.map((a) => ({ ...a, worstFailure: null })) }),
    /account differs/,
  ],
  [
    "facts of this month that are not",
    (f) => ({ ...f, facts: f.facts.map((x) => ({ ...x, inService: x.inService + 1 })) }),
    /facts differ/,
  ],
  [
    "a fleet that is too small",
    (f) => ({ ...f, scenario: { ...small, expected: { ...small.expected, racks: [5000, 6000] } } }),
    /racks: \d+, expected 5000/,
  ],
  [
    "a state that nothing is in",
    (f) => ({
      ...f,
      flow: {
        ...f.flow,
        plans: f.flow.plans.map((p) => (p.state === "queued" ? { ...p, state: "failed" as const } : p)),
      },
    }),
    /no plan is queued/,
  ],
];

test.each(faulty)("verification finds %s, and nothing is left behind", async (_, spoil, message) => {
  const other = await emptyDatabase();
  const spoilt = spoil(fleet);
  const load = loadFleet(other, spoilt, hash, async () => {
    await verifyFleet(other, spoilt);
  });
  const fault = await load.then(
    () => null,
    (e: unknown) => e,
  );
  expect(fault).toBeInstanceOf(SeedFault);
  expect((fault as SeedFault).message).toMatch(message);
  expect((await other.query("SELECT count(*)::int AS n FROM region")).rows[0].n).toBe(0);
});

test("a database that refuses a row keeps none of them", async () => {
  const other = await emptyDatabase();
  const [first, second, ...rest] = fleet.racks;
  // two racks on one position
  const spoilt = { ...fleet, racks: [first!, { ...second!, position: first!.position }, ...rest] };
  await expect(loadFleet(other, spoilt, hash, async () => {})).rejects.toMatchObject({
    constraint: "occupancy_no_overlap",
  });
  expect((await other.query("SELECT count(*)::int AS n FROM rack")).rows[0].n).toBe(0);
});
