import { DBOS } from "@dbos-inc/dbos-sdk";
import { type RunKind, runKinds, usualTemplates } from "@headroom/core/rollout/usual";
import { noJobs } from "@headroom/services/fakes/jobs";
import { createRuns } from "@headroom/services/run/create";
import { saveTemplate } from "@headroom/services/run/template";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { durable } from "./jobs";
import { asked, type Journey, openJourney } from "./testing/journey";
import { startWorld, type World } from "./testing/start-world";
import { type RunningWorker, startWorker } from "./testing/worker";

let journey: Journey;
let world: World;
let url: string;
const workers: RunningWorker[] = [];

/** What Headroom does itself: the world is not asked for it. */
const own = new Set(["cordon", "dependencies", "release", "in_service"]);

beforeAll(async () => {
  journey = await openJourney();
  url = (journey.database.pool as unknown as { options: { connectionString: string } }).options.connectionString;
  // plans are made in the past; runs go by the clock of the workers
  journey.clock.now = Date.now();
  await DBOS.migrate(url, { schemaName: durable.schema });
  world = await startWorld({ WORLD_SLOW_MS: "150", WORLD_WAITS: "burn_in,wipe", WORLD_FAILS: "verify" });
  for (const kind of runKinds) await saveQuick(kind);
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.end("SIGKILL")));
});
afterAll(async () => {
  await world?.end();
  await journey?.close();
});

/** The usual stages, all of them a machine's, with times of milliseconds. */
async function saveQuick(kind: RunKind): Promise<void> {
  const { stages, gates, handsOverAfter } = usualTemplates[kind];
  const retry = { attempts: 8, pauseMs: 20, longestPauseMs: 50 };
  const body = {
    handsOverAfter,
    stages: stages.map((stage) => ({
      ...{
        ...stage,
        how: "automatic" as const,
        needs: [...stage.needs],
        checklist: [],
        retry,
        timeoutMs: 60_000,
        usualMs: 50,
      },
    })),
    gates: gates.map((gate) => ({ ...gate, opens: "itself" as const, bakeMs: 0 })),
  };
  await saveTemplate(journey.ports, journey.actor("ada"), { kind, baseVersion: 0, body, note: "" });
}

async function committed(amount: number): Promise<number> {
  const { as } = journey;
  const request = await as("mona").request.create(asked({ unit: "racks", amount, neededBy: "2030-02-01" }));
  const plan = await as("pia").plan.create({ requestIds: [request.id] });
  await journey.work();
  const draft = await as("pia").plan.get({ id: plan.id });
  await as("pia").plan.submit(draft);
  const review = await as("ann").approval.review({ planId: plan.id });
  await as("ann").approval.decide({ approvalId: review.approvalId!, hash: review.hash!, verdict: "approve" });
  return plan.id;
}

/** A committed plan of one move, as a repair of limits makes them. */
async function moving(): Promise<number> {
  const [plan] = await journey.rows<{ id: number }>(
    `INSERT INTO plan (title, state, policy, seed, steps, author_id, last_editor_id, updated_at)
     VALUES ('Move one', 'committed', 'place-all', 1, 1, 'pia', 'pia', now()) RETURNING id`,
  );
  const [action] = await journey.rows<{ id: number }>(
    `INSERT INTO plan_action (plan_id, sequence, kind, rack_type_id, datacenter_id, row_id, racks, starts_on)
     VALUES ($1, 1, 'move', 1, 3, 302, 1, current_date) RETURNING id`,
    [plan!.id],
  );
  await journey.rows("INSERT INTO plan_action_position (plan_action_id, position_id) VALUES ($1, 30209)", [action!.id]);
  await journey.rows(
    "INSERT INTO plan_action_rack (plan_action_id, position_id, rack_id, from_position_id) VALUES ($1, 30209, 30101, 30101)",
    [action!.id],
  );
  await journey.rows(
    `INSERT INTO occupancy (position_id, kind, valid_from, plan_action_id, arriving_rack_id)
     VALUES (30209, 'committed', current_date, $1, 30101)`,
    [action!.id],
  );
  return plan!.id;
}

const settings = () => ({ HEADROOM_OUTSIDE_URL: world.url });
async function start(id: string): Promise<void> {
  workers.push(await startWorker(url, id, settings()));
}

test("killed with -9 at every step of every kind of run: nothing is lost, and nothing done twice", {
  timeout: 420_000,
}, async () => {
  const ports = { ...journey.ports, jobs: noJobs };
  const omar = journey.actor("omar");
  const base = {
    waves: { canary: 0, pilotShare: 0, most: 24 },
    limits: { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 },
  };
  const ids: number[] = [];
  for (const source of [
    { from: "plan", planId: await committed(1) },
    { from: "plan", planId: await moving() },
    { from: "racks", kind: "repair", racks: ["K3-2-1"] },
    { from: "racks", kind: "decommission", racks: ["K3-3-1"] },
  ] as const)
    ids.push(...(await createRuns(ports, omar, { ...base, source: source as never })).runs.map((run) => run.id));
  expect(ids).toHaveLength(4);

  // whenever the world is asked for something it never was asked for before, the worker that asks is killed, and another one starts
  const seen = new Set<string>();
  let kills = 0;
  await start("alpha");
  const states = () =>
    journey.rows<{ state: string }>("SELECT state::text AS state FROM run WHERE id = ANY($1)", [ids]);
  const stop = Date.now() + 380_000;
  while (Date.now() < stop && (await states()).some(({ state }) => state !== "done" && state !== "halted")) {
    const fresh = Object.keys(await world.counted()).filter((key) => !seen.has(key));
    if (fresh.length > 0) {
      for (const key of fresh) seen.add(key);
      await Promise.all(workers.splice(0).map((worker) => worker.end("SIGKILL")));
      kills += 1;
      await start("alpha");
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(await states()).toEqual(Array(4).fill({ state: "done" }));
  expect(kills).toBeGreaterThan(8);

  // the world did everything that it was asked for once, and all that there was to do
  const counted = await world.counted();
  const wanted = await journey.rows<{ key: string }>(
    `SELECT 'run-' || s.run_id || '-' || s.subject_id || '-' || s.stage AS key FROM run_step s WHERE s.run_id = ANY($1) AND NOT s.stage = ANY($2)`,
    [ids, [...own]],
  );
  expect(Object.keys(counted).sort()).toEqual(wanted.map(({ key }) => key).sort());
  expect(Object.values(counted).every(({ done }) => done === 1)).toBe(true);
  // the fleet changed once for each step, too
  const twice = await journey.rows(
    `SELECT subject_id, stage, count(*) FROM run_event WHERE run_id = ANY($1) AND kind = 'step_done' GROUP BY 1, 2 HAVING count(*) <> 1`,
    [ids],
  );
  expect(twice).toEqual([]);
  const steps = await journey.rows("SELECT id FROM run_step WHERE run_id = ANY($1) AND state <> 'done'", [ids]);
  expect(steps).toEqual([]);
  const racks = await journey.rows(
    `SELECT k.code, k.state::text AS state, o.position_id FROM rack k LEFT JOIN occupancy o ON o.rack_id = k.id AND o.valid_to IS NULL
      WHERE k.code IN ('K3-1-1', 'K3-2-1', 'K3-3-1') ORDER BY k.code`,
  );
  expect(racks).toEqual([
    { code: "K3-1-1", state: "in_service", position_id: 30209 },
    { code: "K3-2-1", state: "in_service", position_id: 30201 },
    { code: "K3-3-1", state: "retired", position_id: null },
  ]);
});

test("another worker takes over within half a minute what one that never comes back was doing", {
  timeout: 120_000,
}, async () => {
  const ports = { ...journey.ports, jobs: noJobs };
  await start("alpha");
  await start("beta");
  const { runs } = await createRuns(ports, journey.actor("omar"), {
    source: { from: "racks", kind: "repair", racks: ["K2-1-1", "K2-1-2", "K2-2-1"] },
    waves: { canary: 0, pilotShare: 0, most: 24 },
    limits: { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 },
  });
  const { id } = runs[0]!;
  const settled = async () =>
    (
      await journey.rows<{ n: number }>(
        "SELECT count(*)::int AS n FROM run_step WHERE run_id = $1 AND state = 'done'",
        [id],
      )
    )[0]!.n;
  await vi.waitFor(async () => expect(await settled()).toBeGreaterThan(3), { timeout: 30_000, interval: 20 });
  await workers.find((worker) => worker.id === "alpha")!.end("SIGKILL");
  const state = async () =>
    (await journey.rows<{ state: string }>("SELECT state::text AS state FROM run WHERE id = $1", [id]))[0]!.state;
  await vi.waitFor(async () => expect(await state()).toBe("done"), { timeout: 30_000, interval: 50 });
});

test("a run that an older release began goes on under this one", { timeout: 120_000 }, async () => {
  // begun with the first version of its template, without the fields that came later; its job was enqueued with the run's id alone
  const ports = { ...journey.ports, jobs: noJobs };
  const { runs } = await createRuns(ports, journey.actor("omar"), {
    source: { from: "racks", kind: "repair", racks: ["K2-3-1"] },
    waves: { canary: 0, pilotShare: 0, most: 24 },
    limits: { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 },
  });
  const { id } = runs[0]!;
  await journey.rows(
    `UPDATE run SET template = jsonb_set(template, '{stages}', (SELECT jsonb_agg(s - 'onFloor' - 'mustDo' - 'checklist' - 'does' ORDER BY place)
        FROM jsonb_array_elements(template -> 'stages') WITH ORDINALITY AS x(s, place))) WHERE id = $1`,
    [id],
  );
  const stages = usualTemplates.repair.stages.map(({ key }) => key);
  const later = {
    ...usualTemplates.repair,
    stages: [
      ...usualTemplates.repair.stages.map((stage) => ({ ...stage, needs: [...stage.needs], checklist: [] })),
      { ...usualTemplates.repair.stages[0]!, key: "celebrate", needs: ["in_service"], checklist: [] },
    ],
    gates: [...usualTemplates.repair.gates],
  };
  await saveTemplate(journey.ports, journey.actor("ada"), { kind: "repair", baseVersion: 1, body: later, note: "" });
  const { DBOSClient } = await import("@dbos-inc/dbos-sdk");
  const client = await DBOSClient.create({ systemDatabaseUrl: url, systemDatabaseSchemaName: durable.schema });
  const job = { queueName: durable.runQueue, workflowName: durable.runWorkflow, appVersion: durable.version };
  await client.enqueue({ ...job, workflowID: `run-${id}-1` }, id);
  await client.destroy();
  await start("alpha");
  const state = async () =>
    (await journey.rows<{ state: string }>("SELECT state::text AS state FROM run WHERE id = $1", [id]))[0]!.state;
  await vi.waitFor(async () => expect(await state()).toBe("done"), { timeout: 60_000, interval: 100 });
  const done = await journey.rows<{ stage: string }>("SELECT stage FROM run_step WHERE run_id = $1 ORDER BY id", [id]);
  expect(done.map(({ stage }) => stage)).toEqual(stages);
});
