import { DBOS } from "@dbos-inc/dbos-sdk";
import { type RunKind, usualTemplates } from "@headroom/core/rollout/usual";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { durable } from "./jobs";
import { openLab } from "./lab/lab";
import { cuttable } from "./testing/cut";
import { expectSound } from "./testing/invariants";
import { type Journey, openJourney } from "./testing/journey";
import { type RunningWorker, startWorker } from "./testing/worker";

/**
 * Real workers, processes of their own, at management controllers that misbehave: killed with -9 whenever something was done to the hardware, on the way
 * back too, and cut off from the database in the middle. The controllers count what was done.
 */
let journey: Journey;
let url: string;
let lab: Awaited<ReturnType<typeof openLab>>;
const workers: RunningWorker[] = [];
const RACKS = ["K1-1-1", "K1-2-1", "K1-3-1", "K2-1-1", "K2-2-1", "K2-3-1"] as const;

beforeAll(async () => {
  journey = await openJourney();
  url = (journey.database.pool as unknown as { options: { connectionString: string } }).options.connectionString;
  journey.clock.now = Date.now();
  await DBOS.migrate(url, { schemaName: durable.schema });
  await journey.rows(
    `INSERT INTO server_type (code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports, cores, memory_gib)
     VALUES ('metal', 'Metal', 1, 2, 500, 300, 20, 2, 32, 64)`,
  );
  await journey.rows(
    "UPDATE rack_type SET server_count = 2, server_type_id = (SELECT id FROM server_type WHERE code = 'metal') WHERE id = 1",
  );
  lab = await openLab({ racks: RACKS, serversPerRack: 2, heightU: 2, port: null, mischief: 0.12, seed: 3, on: true });
  await journey.as("omar").controller.import({
    controllers: lab.controllers.map(({ rack, unit, serial, url: address, username, password }) => ({
      ...{ place: { kind: "unit", rack, unit }, url: address, username, password, trust: { kind: "plain" } },
      expectedSerial: serial,
    })),
  });
  for (const kind of ["repair", "decommission"] as const) await saveMachines(kind);
  const policy = await journey.as("ada").sanitisation.policy();
  await journey
    .as("ada")
    .sanitisation.savePolicy({ policy: { ...policy, usual: "internal" }, reason: "for this test" });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.end("SIGKILL")));
});
afterAll(async () => {
  await lab?.close();
  await journey?.close();
});

/** What machines do of the usual stages, one after the other, with short pauses. */
async function saveMachines(kind: RunKind): Promise<void> {
  const machines = usualTemplates[kind].stages.filter(({ how }) => how === "automatic");
  const body = {
    stages: machines.map((stage, i) => ({
      ...{ ...stage, checklist: [], needs: i === 0 ? [] : [machines[i - 1]!.key], timeoutMs: 40_000 },
      retry: { attempts: 20, pauseMs: 100, longestPauseMs: 400 },
      canUndo: stage.canUndo || stage.key === "power_on",
    })),
    ...{ gates: [], handsOverAfter: machines.at(-1)!.key },
  };
  await journey.as("ada").template.save({ kind, baseVersion: 0, body });
}

async function make(kind: "repair" | "decommission", racks: readonly string[]): Promise<number> {
  const { runs } = await journey.as("omar").run.create({
    source: { from: "racks", kind, racks: [...racks] },
    waves: { canary: 0, pilotShare: 0, most: 24 },
    limits: { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 0 },
  });
  return runs[0]!.id;
}

const start = async (id: string, address = url) => {
  const worker = await startWorker(address, id, { HEADROOM_SECRET_KEY: "a key that only tests know: 0123456789" });
  workers.push(worker);
  return worker;
};
const states = async (ids: readonly number[]) =>
  (
    await journey.rows<{ state: string }>("SELECT state::text AS state FROM run WHERE id = ANY($1) ORDER BY id", [ids])
  ).map(({ state }) => state);
const stepsDone = async (id: number) =>
  (
    await journey.rows<{ n: number }>("SELECT count(*)::int AS n FROM run_step WHERE run_id = $1 AND state = 'done'", [
      id,
    ])
  )[0]!.n;
const effectsOf = (rack: string) => lab.controllers.filter((one) => one.rack === rack).map(({ effects }) => effects);
/** Switches as they changed something: an order to be as it is already changes nothing. */
const switches = (effects: readonly string[]) =>
  effects
    .flatMap((one) => (/^On /.test(one) ? ["on"] : /^(Force|Graceful)/.test(one) ? ["off"] : []))
    .filter((one, i, all) => one !== all[i - 1]);
const erased = (effects: readonly string[]) => effects.filter((one) => /^erase /.test(one)).length;

/** Whatever happened: each step is done once in the record, too. */
async function expectOnce(ids: readonly number[]): Promise<void> {
  const twice = await journey.rows(
    `SELECT subject_id, stage, kind, count(*) FROM run_event WHERE run_id = ANY($1) AND kind IN ('step_done', 'step_undone')
      GROUP BY 1, 2, 3 HAVING count(*) <> 1`,
    [ids],
  );
  expect(twice).toEqual([]);
  const certificates = await journey.rows<{ n: number }>(
    "SELECT count(*)::int AS n FROM sanitisation_certificate GROUP BY effect_key HAVING count(*) > 1",
  );
  expect(certificates).toEqual([]);
  await expectSound(journey);
}

test("killed with -9 whenever something was done to the hardware, forward and back: nothing is lost, nothing done twice", {
  timeout: 400_000,
}, async () => {
  const [out, mend, back] = [
    await make("decommission", ["K1-1-1"]),
    await make("repair", ["K1-2-1"]),
    await make("repair", ["K1-3-1"]),
  ];
  const done = () => lab.controllers.reduce((sum, { effects }) => sum + effects.length, 0);
  let [seen, kills, isAborted] = [0, 0, false];
  await start("alpha");
  const stop = Date.now() + 330_000;
  while (Date.now() < stop && !(await states([out, mend, back])).every((state) => /done|aborted|halted/.test(state))) {
    if (done() > seen) {
      seen = done();
      await Promise.all(workers.splice(0).map((worker) => worker.end("SIGKILL")));
      kills += 1;
      // off, and on again: what was done is taken back
      if (!isAborted && effectsOf("K1-3-1").every((effects) => switches(effects).includes("off"))) {
        await journey.as("omar").run.abort({ id: back, reason: "the wrong rack" });
        isAborted = true;
      }
      await start("alpha");
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await states([out, mend, back])).toEqual(["done", "done", "aborted"]);
  expect(kills).toBeGreaterThan(6);
  expect(effectsOf("K1-1-1").map(erased)).toEqual([2, 2]);
  expect(effectsOf("K1-1-1").map(switches)).toEqual([["off"], ["off"]]);
  expect(effectsOf("K1-2-1").map(switches)).toEqual(Array(2).fill(["off", "on"]));
  for (const one of effectsOf("K1-3-1").map(switches)) expect(one.at(-1)).toBe("on");
  await expectOnce([out, mend, back]);
});

test("of two workers one is cut off from the database in the middle: the other takes over within 30 s, and alone", {
  timeout: 500_000,
}, async () => {
  const way = await cuttable(url);
  try {
    await start("beta");
    await start("alpha", way.url);
    const ids = [await make("decommission", ["K2-1-1"]), await make("repair", ["K2-2-1", "K2-3-1"])];
    const inHand = async () =>
      (
        await journey.rows<{ n: number }>(
          "SELECT count(*)::int AS n FROM dbos.workflow_status WHERE status = 'PENDING' AND executor_id = 'alpha' AND queue_name = 'steps'",
        )
      )[0]!.n;
    await vi.waitFor(async () => expect(await inHand()).toBeGreaterThan(0), { timeout: 60_000, interval: 10 });
    way.cut();
    const cutAt = Date.now();
    const held = await inHand();
    expect(held).toBeGreaterThan(0);
    // all that the lost one had in hand is somebody else's, and done
    await vi.waitFor(async () => expect(await inHand()).toBe(0), { timeout: 60_000, interval: 100 });
    expect(Date.now() - cutAt).toBeLessThan(30_000);
    await vi.waitFor(async () => expect(await states(ids)).toEqual(["done", "done"]), {
      ...{ timeout: 180_000, interval: 200 },
    });
    way.heal();
    const alpha = workers.find(({ id }) => id === "alpha")!;
    await vi.waitFor(() => expect(alpha.log.map(({ msg }) => msg)).toContain("the worker has its name back"), {
      ...{ timeout: 60_000, interval: 200 },
    });
    // it works again, and what it was in the middle of is not done a second time
    const again = await make("repair", ["K2-2-1"]);
    await vi.waitFor(async () => expect(await states([again])).toEqual(["done"]), { timeout: 150_000, interval: 200 });
    expect(effectsOf("K2-1-1").map(erased)).toEqual([2, 2]);
    expect(effectsOf("K2-1-1").map(switches)).toEqual([["off"], ["off"]]);
    expect(effectsOf("K2-3-1").map(switches)).toEqual(Array(2).fill(["off", "on"]));
    expect(effectsOf("K2-2-1").map(switches)).toEqual(Array(2).fill(["off", "on", "off", "on"]));
    expect(await stepsDone(again)).toBe(usualTemplates.repair.stages.filter(({ how }) => how === "automatic").length);
    await expectOnce([...ids, again]);
  } finally {
    await way.close();
  }
});
