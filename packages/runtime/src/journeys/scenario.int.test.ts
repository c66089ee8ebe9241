import { runScenario } from "@headroom/services/scenario/run";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney, solveHere } from "../testing/journey";
import { draftOf, failure } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const solve = async () => {
  const job = journey.studies.at(-1)!;
  return runScenario(journey.ports, job.id, job.version, { solve: solveHere, traceId: "trace-s" });
};

/** Everything that a plan or an approval writes, but for the scenarios' own rows and the audit record. */
const liveState = async () => {
  const counts = await journey.rows<{ state: string }>(`
    SELECT json_build_object(
      'occupancy', (SELECT json_agg(o ORDER BY o.id) FROM occupancy o),
      'actions', (SELECT json_agg(a ORDER BY a.id) FROM plan_action a),
      'plans', (SELECT json_agg(p ORDER BY p.id) FROM plan p),
      'requests', (SELECT json_agg(r ORDER BY r.id) FROM request r),
      'datacenters', (SELECT json_agg(d ORDER BY d.id) FROM datacenter d),
      'capacity', (SELECT json_agg(c.datacenter_id || c.version::text ORDER BY c.datacenter_id) FROM datacenter_capacity c),
      'facts', (SELECT count(*) FROM capacity_month))::text AS state`);
  return counts[0]!.state;
};

test("a scenario is solved beside its plan and touches nothing live", async () => {
  const { plan } = await draftOf(journey, [{ amount: 4 }, { amount: 5, priority: 1 }]);
  const before = await liveState();
  const pia = journey.as("pia");
  const { id } = await pia.scenario.create({
    planId: plan.id,
    name: "A fifth more, UPS gone",
    changes: [
      { kind: "growth", percent: 50 },
      { kind: "device_out", datacenterId: 1, deviceId: "100001" },
      { kind: "extra_rows", datacenterId: 2, likeRowId: "201", rows: 1 },
    ],
  });
  expect(await pia.scenario.progress({ planId: plan.id })).toMatchObject([{ id, state: "queued" }]);
  const told: string[] = [];
  const watching = (async () => {
    for await (const now of await pia.scenario.watch({ planId: plan.id, ids: [id] }))
      told.push(now.map((one) => `${one.id} ${one.state}`).join());
  })();
  await expect.poll(() => told).toEqual([`${id} queued`]);
  expect(await solve()).toEqual({ outcome: "done" });
  await watching;
  expect(told.at(-1)).toBe(`${id} done`);
  expect(await solve()).toEqual({ outcome: "skipped" });
  expect(await liveState()).toBe(before);

  const board = await journey.as("mona").scenario.board({ planId: plan.id });
  expect(board.edit).toEqual({ ok: false, why: "Needs the role planner or admin" });
  const [scenario] = board.scenarios;
  expect(scenario).toMatchObject({ letter: "A", state: "done", drift: null, failure: null });
  expect(scenario!.worldChanges.sort()).toEqual(["device_out", "extra_rows", "growth"]);
  expect(board.base.summary).toMatchObject({ racksAsked: 9, racksPlaced: 9, oneFeedRacks: 0 });
  // 6 and 8 racks: eight fit no row, whose devices carry six more after a failure
  expect(scenario!.summary).toMatchObject({ racksAsked: 14, requestsPlaced: 1, binds: { racks: 8 } });
  expect(scenario!.summary!.oneFeedRacks).toBeGreaterThan(0);
  expect(scenario!.summary!.before.space.supply).toBe(
    // a new row, and in the rows that lost a feed only the two positions that are taken
    board.base.summary!.before.space.supply + 10 - 8 * (await rowsOnDevice("100001")),
  );
  expect(await failure(pia.scenario.keep({ id, version: scenario!.version, planVersion: plan.version }))).toMatchObject(
    {
      code: "INVALID_INPUT",
    },
  );
});

const rowsOnDevice = async (top: string) => {
  const rows = await journey.rows<{ n: number }>(
    "SELECT count(DISTINCT p.row_id)::int AS n FROM position_feed f JOIN position p ON p.id = f.position_id WHERE f.top_id = $1",
    [Number(top)],
  );
  return rows[0]!.n;
};

test("a scenario that only decides otherwise becomes the draft, with a new hash", async () => {
  const { plan, requestIds } = await draftOf(journey, [{ amount: 3 }]);
  const pia = journey.as("pia");
  const chosen = plan.actions[0]!;
  const { id } = await pia.scenario.create({
    planId: plan.id,
    name: "Anywhere but there",
    changes: [
      {
        kind: "forbid",
        requestId: requestIds[0]!,
        datacenterId: chosen.datacenter === "N1" ? 1 : 2,
        rowId: String(chosen.rowId),
      },
    ],
  });
  expect(await failure(pia.scenario.keep({ id, version: 1, planVersion: plan.version }))).toMatchObject({
    code: "WRONG_STATE",
  });
  await solve();
  const { scenarios } = await pia.scenario.board({ planId: plan.id });
  const [place] = scenarios[0]!.decisions[0]!.places;
  expect(place!.rowId).not.toBe(chosen.rowId);
  const version = scenarios[0]!.version;
  expect(await failure(journey.as("ann").scenario.keep({ id, version, planVersion: plan.version }))).toMatchObject({
    code: "FORBIDDEN",
  });
  await journey.as("pete").scenario.keep({ id, version, planVersion: plan.version });
  const kept = await pia.plan.get({ id: plan.id });
  expect(kept.actions.map((a) => a.rowId)).toEqual([place!.rowId]);
  expect(kept).toMatchObject({ state: "draft", stillHolds: true, version: plan.version + 1 });
  expect(kept.hash).not.toBe(plan.hash);
  expect(kept.lastEditor.id).toBe("pete");
  const [event] = await journey.rows<{ action: string; after: { hash: string; scenarioId: number } }>(
    "SELECT action, after FROM audit_event WHERE entity_kind = 'plan' AND entity_id = $1 ORDER BY id DESC LIMIT 1",
    [String(plan.id)],
  );
  expect(event).toMatchObject({ action: "plan.keep_scenario", after: { hash: kept.hash, scenarioId: id } });
});

test("what moved since is said, and what no longer holds is not kept", async () => {
  const { plan } = await draftOf(journey, [{ amount: 2, datacenter: "W1", region: "west" }]);
  const pia = journey.as("pia");
  const { id } = await pia.scenario.create({
    planId: plan.id,
    name: "Largest first",
    changes: [{ kind: "order", order: "largest" }],
  });
  await solve();
  const other = await draftOf(journey, [{ amount: 2, datacenter: "W1", region: "west" }]);
  await pia.plan.submit(other.plan);
  const { scenarios, base } = await pia.scenario.board({ planId: plan.id });
  expect(scenarios[0]!.drift).toMatchObject({ datacenters: [{ code: "W1", changes: 1 }], baseChanged: false });
  expect(base.stale).toMatchObject({ kind: "position_taken" });
  const { version } = scenarios[0]!;
  expect(await failure(pia.scenario.keep({ id, version, planVersion: plan.version }))).toMatchObject({ code: "STALE" });
  expect((await pia.plan.get({ id: plan.id })).hash).toBe(plan.hash);
  await pia.scenario.again({ id, version });
  await solve();
  const after = (await pia.scenario.board({ planId: plan.id })).scenarios[0]!;
  expect(after.drift).toBeNull();
  await pia.scenario.keep({ id, version: after.version, planVersion: plan.version });
  expect((await pia.plan.get({ id: plan.id })).stillHolds).toBe(true);
});

test("four letters, cancelled and removed ones, and changes of things that are not there", async () => {
  const { plan, requestIds } = await draftOf(journey, [{ amount: 1 }]);
  const pia = journey.as("pia");
  const make = (changes: Parameters<typeof pia.scenario.create>[0]["changes"] = []) =>
    pia.scenario.create({ planId: plan.id, name: "One more", changes });
  for (const changes of [
    [{ kind: "device_out" as const, datacenterId: 1, deviceId: "999" }],
    [{ kind: "pin" as const, requestId: requestIds[0]!, datacenterId: 3, rowId: "301" }],
    [{ kind: "rack_power" as const, rackType: "no such", percent: 10, standing: false }],
  ])
    expect(await failure(make(changes))).toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ path: "changes.0" }] },
    });
  const made = [await make(), await make(), await make(), await make()];
  expect(await failure(make())).toMatchObject({ code: "INVALID_INPUT" });
  await pia.scenario.cancel(made[1]!);
  expect(await failure(pia.scenario.cancel(made[1]!))).toMatchObject({ code: "CONFLICT" });
  await pia.scenario.remove({ id: made[1]!.id, version: 2 });
  expect((await pia.scenario.board({ planId: plan.id })).scenarios.map((s) => s.letter)).toEqual(["A", "C", "D"]);
  await make();
  const letters = (await pia.scenario.board({ planId: plan.id })).scenarios.map((s) => s.letter);
  expect(letters).toEqual(["A", "B", "C", "D"]);
  const trail = await journey.rows<{ action: string }>(
    "SELECT action FROM audit_event WHERE entity_kind = 'scenario' AND entity_id = $1 ORDER BY id",
    [String(made[1]!.id)],
  );
  expect(trail.map((e) => e.action)).toEqual(["scenario.create", "scenario.cancel", "scenario.remove"]);
});
