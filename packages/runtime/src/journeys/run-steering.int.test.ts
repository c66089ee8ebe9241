import { usualTemplates } from "@headroom/core/rollout/usual";
import { advance } from "@headroom/services/run/advance";
import { ask } from "@headroom/services/run/ask";
import type { Performers, StepAnswer, StepWork } from "@headroom/services/run/perform";
import { settle } from "@headroom/services/run/settle";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { expectSound } from "../testing/invariants";
import { asked, type Journey, openJourney } from "../testing/journey";
import { allTicked, obliging, playRun, workRuns } from "../testing/runs";
import { failure, submittedOf } from "../testing/steps";

let journey: Journey;
beforeEach(async () => {
  journey = await openJourney();
});
afterEach(() => journey.close());

const MINUTE = 60_000;
const flaky = (does: string, how: Extract<StepAnswer, { kind: "failed" }>): Performers => ({
  ...obliging(),
  [does]: { perform: async () => how },
});
const broken: StepAnswer & { kind: "failed" } = { kind: "failed", failure: { code: "broken" }, final: true };

async function repair(racks: readonly string[], over: object = {}): Promise<number> {
  const source = { from: "racks" as const, kind: "repair" as const, racks: [...racks] };
  const { runs } = await journey.as("omar").run.create({ source, ...over });
  return runs[0]!.id;
}
const runOf = (id: number) => journey.as("omar").run.get({ id });
async function stepOf(id: number, stage: string, rack?: string) {
  const { waves } = await runOf(id);
  const subjects = waves.flatMap((wave) => wave.subjects);
  return subjects.find((one) => rack === undefined || one.rack === rack)!.steps.find((one) => one.stage === stage)!;
}
const stateOf = async (id: number, stage: string, rack?: string) => (await stepOf(id, stage, rack)).state;
const finish = async (id: number, stage: string, rack?: string) =>
  journey.as("omar").task.finish(allTicked(await stepOf(id, stage, rack)));
const rackState = async (code: string) =>
  (await journey.rows<{ state: string }>("SELECT state::text AS state FROM rack WHERE code = $1", [code]))[0]!.state;
const audited = async (id: number) =>
  (
    await journey.rows<{ action: string }>(
      "SELECT action FROM audit_event WHERE entity_kind = 'run' AND entity_id = $1::text ORDER BY id",
      [id],
    )
  ).map(({ action }) => action);

describe("pausing", () => {
  test("lets nothing new begin, and what is in work go on to its end", async () => {
    const id = await repair(["K1-1-1"]);
    await workRuns(journey);
    await journey.as("omar").run.pause({ id, reason: "storm is coming" });
    await finish(id, "drain");
    expect(await workRuns(journey)).toBe(0);
    expect([await stateOf(id, "drain"), await stateOf(id, "power_off")]).toEqual(["done", "waiting"]);
    expect((await stepOf(id, "power_off")).wait).toMatchObject({ kind: "run", state: "paused" });
    await journey.as("pia").run.resume({ id, reason: "it is over" });
    await workRuns(journey);
    expect(await stateOf(id, "power_off")).toBe("done");
    expect(await audited(id)).toEqual(["run.create", "run.pause", "run.task_finish", "run.resume"]);
  });

  test("is refused where it makes no sense, or to whom it is not given", async () => {
    const id = await repair(["K1-1-1"]);
    const { run } = journey.as("omar");
    expect(await failure(run.pause({ id, reason: "too early" }))).toMatchObject({
      code: "WRONG_STATE",
      details: { state: "queued", action: "pause", allowed: ["start", "abort"] },
    });
    await workRuns(journey);
    expect(await failure(run.resume({ id, reason: "it runs" }))).toMatchObject({ code: "WRONG_STATE" });
    for (const person of ["mona", "ann", "uma"] as const)
      for (const act of ["pause", "resume", "abort"] as const)
        expect(await failure(journey.as(person).run[act]({ id, reason: "not mine" }))).toMatchObject({
          code: "FORBIDDEN",
        });
    expect(await failure(run.pause({ id: 999, reason: "which one" }))).toMatchObject({ code: "NOT_FOUND" });
  });

  test("of all runs holds each of them, those that are to begin too, until somebody resumes", async () => {
    const one = await repair(["K1-1-1"]);
    await workRuns(journey);
    const { operations } = journey.as("omar");
    await operations.pause({ reason: "power is unsure" });
    expect(await failure(operations.pause({ reason: "twice" }))).toMatchObject({ code: "WRONG_STATE" });
    expect(await failure(journey.as("mona").operations.resume({ reason: "not mine" }))).toMatchObject({
      code: "FORBIDDEN",
    });
    const two = await repair(["K1-2-1"]);
    await finish(one, "drain");
    expect(await workRuns(journey)).toBe(0);
    expect([(await runOf(one)).state, await stateOf(one, "power_off"), (await runOf(two)).state]).toEqual([
      ...["running", "waiting", "queued"],
    ]);
    expect((await runOf(two)).operations.paused).toMatchObject({ reason: "power is unsure", by: { id: "omar" } });
    await operations.resume({ reason: "power is back" });
    await workRuns(journey);
    expect([await stateOf(one, "power_off"), (await runOf(two)).state]).toEqual(["done", "running"]);
    expect(await failure(operations.resume({ reason: "again" }))).toMatchObject({ code: "WRONG_STATE" });
  });
});

describe("a step that failed", () => {
  test("is tried again by hand, from the first attempt on, under the same key", async () => {
    const id = await repair(["K1-1-1"]);
    const keys: string[] = [];
    const failing: Performers = {
      ...obliging(),
      power_off: {
        async perform({ effectKey }: StepWork) {
          keys.push(effectKey);
          return broken;
        },
      },
    };
    await workRuns(journey, failing);
    await finish(id, "drain");
    await workRuns(journey, failing);
    expect(await runOf(id)).toMatchObject({
      state: "halted",
      halt: { kind: "failures", wave: 0, failed: 1, allowed: 0 },
    });
    const { task, run } = journey.as("omar");
    const { id: stepId } = await stepOf(id, "power_off");
    expect(await failure(journey.as("mona").task.retry({ stepId }))).toMatchObject({ code: "FORBIDDEN" });
    expect(await task.retry({ stepId })).toEqual({ steps: 1 });
    expect(await failure(task.retry({ stepId }))).toMatchObject({ code: "WRONG_STATE", details: { state: "waiting" } });
    // a halted run stays so until somebody resumes it; the rack counts as down all the while
    expect(await workRuns(journey, failing)).toBe(0);
    expect((await runOf(id)).waves[0]!.subjects[0]!.down).toBe(true);
    await run.resume({ id, reason: "the cable is back in" });
    const world: StepWork[] = [];
    await workRuns(journey, obliging(world));
    expect(await stateOf(id, "power_off")).toBe("done");
    expect(new Set([...keys, world[0]!.effectKey]).size).toBe(1);
    expect(world[0]!.attempt).toBe(1);
    expect(await failure(task.retry({ stepId }))).toMatchObject({ code: "WRONG_STATE", details: { state: "done" } });
  });

  test("is skipped with a reason, by whoever may, and never where it has to be done", async () => {
    const id = await repair(["K1-1-1"]);
    await workRuns(journey, flaky("power_off", broken));
    await finish(id, "drain");
    await workRuns(journey, flaky("power_off", broken));
    const { id: stepId } = await stepOf(id, "power_off");
    const { task, run } = journey.as("omar");
    await expect(task.skip({ stepId, reason: "" })).rejects.toThrow();
    expect(await failure(journey.as("uma").task.skip({ stepId, reason: "it is off" }))).toMatchObject({
      code: "FORBIDDEN",
    });
    await task.skip({ stepId, reason: "it is off already" });
    expect(await failure(task.skip({ stepId, reason: "twice over" }))).toMatchObject({ code: "WRONG_STATE" });
    await run.resume({ id, reason: "goes on without" });
    await workRuns(journey);
    expect([await stateOf(id, "power_off"), await stateOf(id, "repair")]).toEqual(["skipped", "working"]);

    const out = await journey
      .as("omar")
      .run.create({ source: { from: "racks", kind: "decommission", racks: ["K1-1-2"] } });
    const wipe = await stepOf(out.runs[0]!.id, "wipe");
    expect(await failure(task.skip({ stepId: wipe.id, reason: "in a hurry" }))).toMatchObject({ code: "WRONG_STATE" });
  });

  test("all of a run are tried again at once; those that are done stay", async () => {
    const id = await repair(["K1-1-1", "K1-1-2"], {
      waves: { canary: 0, pilotShare: 0, most: 24 },
      limits: { racks: null, racksOfRoom: null, racksOfFaultDomain: null, failuresOfWave: 2 },
    });
    const flakyOnce: StepAnswer & { kind: "failed" } = { kind: "failed", failure: { code: "busy" }, final: false };
    await workRuns(journey, flaky("power_off", flakyOnce));
    for (const rack of ["K1-1-1", "K1-1-2"]) await finish(id, "drain", rack);
    await workRuns(journey, flaky("power_off", flakyOnce));
    expect(await stepOf(id, "power_off")).toMatchObject({ state: "retrying", notBefore: expect.any(String) });
    // the countdown is seen, and not waited for
    expect(await journey.as("omar").run.retryAll({ id })).toEqual({ steps: 2 });
    await workRuns(journey);
    expect([await stateOf(id, "power_off", "K1-1-1"), await stateOf(id, "power_off", "K1-1-2")]).toEqual([
      "done",
      "done",
    ]);
    expect(await journey.as("omar").run.retryAll({ id })).toEqual({ steps: 0 });
  });
});

describe("aborting", () => {
  test("takes back what was done, the last first, and leaves the fleet as it was", async () => {
    const id = await repair(["K1-1-1"]);
    const world: StepWork[] = [];
    await workRuns(journey, obliging(world));
    await finish(id, "drain");
    await workRuns(journey, obliging(world));
    expect([await rackState("K1-1-1"), await stateOf(id, "repair")]).toEqual(["draining", "working"]);
    await journey.as("omar").run.abort({ id, reason: "the part is lost" });
    expect(await failure(journey.as("omar").run.resume({ id, reason: "no, go on" }))).toMatchObject({
      code: "WRONG_STATE",
    });
    await workRuns(journey, obliging(world));
    // what a person has in hand ends first
    expect(await runOf(id)).toMatchObject({ state: "aborting" });
    await journey.as("omar").task.fail({ stepId: (await stepOf(id, "repair")).id, reason: "never begun" });
    await workRuns(journey, obliging(world));
    expect(world.map(({ does, direction }) => `${direction} ${does}`)).toEqual(["do power_off", "undo power_off"]);
    await finish(id, "drain");
    await workRuns(journey, obliging(world));
    expect(await runOf(id)).toMatchObject({ state: "aborted", reason: "the part is lost" });
    const { steps } = (await runOf(id)).waves[0]!.subjects[0]!;
    expect(steps.map(({ stage, state }) => `${stage} ${state}`)).toEqual([
      ...["cordon undone", "drain undone", "power_off undone", "repair dropped", "power_on dropped", "verify dropped"],
      "in_service dropped",
    ]);
    expect(await rackState("K1-1-1")).toBe("in_service");
    await expectSound(journey);
    // the rack is free for another run
    expect(await playRun(journey, await repair(["K1-1-1"]))).toBe("done");
  });

  test("gives a position back that racks of the plan had taken, and the plan can be carried out anew", async () => {
    const { review } = await submittedOf(journey, [asked({ unit: "racks", amount: 1 })]);
    await journey.as("ann").approval.decide({ approvalId: review.approvalId!, hash: review.hash!, verdict: "approve" });
    const [{ id: planId }] = (await journey.rows<{ id: number }>("SELECT max(id) AS id FROM plan")) as [{ id: number }];
    const { runs } = await journey.as("omar").run.create({ source: { from: "plan", planId } });
    const { id } = runs[0]!;
    for (const stage of ["order", "supply", "dock", "rack"]) {
      await workRuns(journey);
      await finish(id, stage);
    }
    await workRuns(journey);
    const occupied = () =>
      journey.rows<{ kind: string }>(
        `SELECT o.kind::text AS kind FROM occupancy o JOIN run_subject x ON x.position_id = o.position_id
          WHERE x.run_id = $1 AND o.valid_to IS NULL`,
        [id],
      );
    expect(await occupied()).toEqual([{ kind: "occupied" }]);
    await journey.as("omar").run.abort({ id, reason: "wrong room" });
    await journey.as("omar").task.fail({ stepId: (await stepOf(id, "cable")).id, reason: "aborted" });
    await workRuns(journey);
    for (const stage of ["cable", "rack"]) {
      if ((await stateOf(id, stage)) === "undoing") await finish(id, stage);
      await workRuns(journey);
    }
    expect(await runOf(id)).toMatchObject({ state: "aborted" });
    expect(await occupied()).toEqual([{ kind: "committed" }]);
    await expectSound(journey);
    const again = await journey.as("omar").run.create({ source: { from: "plan", planId } });
    expect(await playRun(journey, again.runs[0]!.id)).toBe("done");
    await expectSound(journey);
  });

  test("leaves a rack as it is once it is being wiped", async () => {
    const { runs } = await journey
      .as("omar")
      .run.create({ source: { from: "racks", kind: "decommission", racks: ["K1-1-2"] } });
    const { id } = runs[0]!;
    await workRuns(journey);
    await finish(id, "confirm");
    await workRuns(journey);
    await finish(id, "drain");
    await workRuns(journey);
    await journey.as("ann").run.openGate({ id, wave: 0, after: "drain", reason: "" });
    await workRuns(journey, flaky("wipe", broken));
    await journey.as("omar").run.abort({ id, reason: "keep it" });
    await workRuns(journey);
    expect(await runOf(id)).toMatchObject({ state: "aborted" });
    expect([await stateOf(id, "cordon"), await stateOf(id, "drain"), await rackState("K1-1-2")]).toEqual([
      ...["done", "done", "draining"],
    ]);
  });

  test("has each attempt its own time on the way back, and stops at what cannot be taken back until a person says so", async () => {
    const id = await repair(["K1-1-1"]);
    await workRuns(journey);
    await finish(id, "drain");
    await workRuns(journey);
    await journey.as("omar").run.abort({ id, reason: "enough" });
    await journey.as("omar").task.fail({ stepId: (await stepOf(id, "repair")).id, reason: "aborted" });
    await workRuns(journey, flaky("power_off", { kind: "failed", failure: { code: "late" }, final: false }));
    // each question has as long as an attempt may take
    const left: (number | null)[] = [];
    for (let attempt = 2; attempt <= 6; attempt++) {
      const [row] = await journey.rows<{ at: string; due: string }>(
        "SELECT started_at AS at, poll_at AS due FROM run_step WHERE run_id = $1 AND stage = 'power_off'",
        [id],
      );
      left.push(Date.parse(row!.due) - Date.parse(row!.at));
      journey.clock.now += 40 * MINUTE;
      await workRuns(journey, flaky("power_off", { kind: "failed", failure: { code: "late" }, final: false }));
    }
    expect(left).toEqual(Array(5).fill(0));
    expect([await stateOf(id, "power_off"), (await runOf(id)).state]).toEqual(["stuck", "aborting"]);
    await journey.as("omar").task.retry({ stepId: (await stepOf(id, "power_off")).id });
    await workRuns(journey);
    await finish(id, "drain");
    await workRuns(journey);
    expect((await runOf(id)).state).toBe("aborted");
  });
});

describe("gates", () => {
  const gated = async (over: object) => {
    const { stages, handsOverAfter } = usualTemplates.repair;
    await journey.as("ada").template.save({
      ...{ kind: "repair", baseVersion: 0 },
      body: {
        handsOverAfter,
        stages: stages.map((stage) => ({ ...stage, needs: [...stage.needs], checklist: [] })),
        gates: [{ after: "power_off", opens: "itself", bakeMs: 0, ...over }],
      },
    });
    const id = await repair(["K1-1-1"]);
    await workRuns(journey);
    await finish(id, "drain");
    await workRuns(journey);
    return id;
  };
  const warm = {
    kind: "telemetry",
    metric: "inlet_c",
    stat: "max",
    least: null,
    most: 27,
    overMs: 15 * MINUTE,
  } as const;
  const say = (value: number) =>
    journey.as("omar").telemetry.write({
      series: [
        { of: { kind: "rack", rack: "K1-1-1" }, metric: "inlet_c", points: [[journey.clock.now - 1000, value]] },
      ],
    });

  test("ask telemetry, wait while nothing is known, and open when it is met", async () => {
    const id = await gated({ criterion: warm });
    expect((await runOf(id)).waves[0]!.gates[0]).toMatchObject({ state: "shut", met: null });
    await say(22);
    journey.clock.now += 2 * MINUTE;
    await workRuns(journey);
    expect((await runOf(id)).waves[0]!.gates[0]).toMatchObject({ state: "open", met: true });
    expect(await stateOf(id, "repair")).toBe("working");
  });

  test("that fail halt the run; where the template says so, what was done is taken back", async () => {
    const id = await gated({ criterion: warm });
    await say(31);
    journey.clock.now += 2 * MINUTE;
    await workRuns(journey);
    expect(await runOf(id)).toMatchObject({ state: "halted", halt: { kind: "gate", wave: 0, after: "power_off" } });
    expect((await runOf(id)).waves[0]!.gates[0]).toMatchObject({
      met: false,
      measured: [{ rack: "K1-1-1", value: 31 }],
    });
    await journey.close();

    journey = await openJourney();
    const back = await gated({ criterion: warm, onFail: "take_back" });
    await say(31);
    journey.clock.now += 2 * MINUTE;
    await workRuns(journey);
    expect(await runOf(back)).toMatchObject({ state: "aborting", halt: { kind: "gate" } });
    await finish(back, "drain");
    await workRuns(journey);
    expect(await runOf(back)).toMatchObject({ state: "aborted", halt: { kind: "gate" } });
    expect(await rackState("K1-1-1")).toBe("in_service");
    expect((await journey.as("omar").notification.list()).map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["run_halted", "run_aborted"]),
    );
  });

  test("are opened and held by those who may, and by nobody who planned it", async () => {
    const id = await gated({ opens: "people" });
    const gate = { id, wave: 0, after: "power_off" };
    await workRuns(journey);
    expect(await failure(journey.as("pia").run.openGate({ ...gate, reason: "" }))).toMatchObject({ code: "FORBIDDEN" });
    await journey.as("ann").run.holdGate({ ...gate, reason: "wait for the part" });
    expect(await failure(journey.as("ann").run.holdGate({ ...gate, reason: "wait more" }))).toMatchObject({
      code: "WRONG_STATE",
    });
    journey.clock.now += 60 * MINUTE;
    expect(await workRuns(journey)).toBe(0);
    expect(await stateOf(id, "repair")).toBe("waiting");
    expect(await failure(journey.as("ann").run.openGate({ ...gate, after: "nothing", reason: "" }))).toMatchObject({
      code: "NOT_FOUND",
    });
    await journey.as("ann").run.openGate({ ...gate, reason: "" });
    await workRuns(journey);
    expect(await stateOf(id, "repair")).toBe("working");
    expect(await failure(journey.as("ann").run.openGate({ ...gate, reason: "" }))).toMatchObject({
      code: "WRONG_STATE",
    });
  });
});

describe("templates", () => {
  const body = (title: string) => ({
    ...{ gates: [], handsOverAfter: "repair" },
    stages: usualTemplates.repair.stages.map((stage) => ({
      ...{ ...stage, needs: [...stage.needs], checklist: [] },
      title: stage.key === "repair" ? title : stage.title,
    })),
  });

  test("are saved in versions by whoever may; of two who began with one version the second is told", async () => {
    const { template } = journey.as("ada");
    const one = { kind: "repair" as const, rackType: "compute" };
    expect(await template.save({ ...one, baseVersion: 0, body: body("Mend") })).toMatchObject({ version: 1 });
    expect(await failure(template.save({ ...one, baseVersion: 0, body: body("Fix") }))).toMatchObject({
      ...{ code: "CONFLICT", details: { kind: "template", expectedVersion: 0, version: 1 } },
    });
    const both = await Promise.allSettled(
      ["Fix", "Heal"].map((title) => journey.as("pia").template.save({ ...one, baseVersion: 1, body: body(title) })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    for (const person of ["omar", "mona", "ann", "uma"] as const)
      expect(
        await failure(journey.as(person).template.save({ ...one, baseVersion: 2, body: body("No") })),
      ).toMatchObject({ code: "FORBIDDEN" });
    expect(await failure(template.save({ ...one, rackType: "none", baseVersion: 0, body: body("No") }))).toMatchObject({
      code: "NOT_FOUND",
    });
    // the narrowest counts; other types keep the usual one
    expect(await template.get({ kind: "repair", rackType: "compute", datacenter: "N1" })).toMatchObject({ version: 2 });
    expect(await template.get({ kind: "repair", rackType: "storage" })).toMatchObject({ id: null, version: 0 });
  });

  test("count from the next run on: one that has begun keeps its own", async () => {
    const before = await repair(["K1-1-1"]);
    await journey.as("ada").template.save({ kind: "repair", baseVersion: 0, body: body("Mend") });
    const after = await repair(["K1-2-1"]);
    const titleOf = async (id: number) => (await runOf(id)).template.stages.find(({ key }) => key === "repair")!.title;
    expect([await titleOf(before), await titleOf(after)]).toEqual(["Repair", "Mend"]);
    expect(await playRun(journey, before)).toBe("done");
  });
});

describe("two runs", () => {
  /** K1-1-1 stands in east, K1-2-1 in west; both serve `mail`. */
  async function serving(): Promise<void> {
    await journey.rows(
      `UPDATE "row" SET fault_domain = CASE code WHEN 'R1' THEN 'east' ELSE 'west' END WHERE room_id = 1`,
    );
    await journey.rows(
      "INSERT INTO placement_key (kind, name, scope, max_racks) VALUES ('spread', 'mail', 'fault_domain', 9)",
    );
    await journey.rows(
      `INSERT INTO rack_key (rack_id, kind, key_id, lot) SELECT k.id, q.kind, q.id, 'a' FROM rack k, placement_key q WHERE k.code IN ('K1-1-1', 'K1-2-1') AND q.name = 'mail'`,
    );
  }

  test("never have two fault domains of one service down together; the second goes on by itself", async () => {
    await serving();
    const one = await repair(["K1-1-1"]);
    // whoever is looked at first goes first
    await workRuns(journey);
    const two = await repair(["K1-2-1"]);
    await workRuns(journey);
    expect(
      (await journey.as("omar").run.preview({ source: { from: "racks", kind: "repair", racks: ["K1-3-1"] } })).runs[0]!
        .elsewhere,
    ).toEqual([]);
    expect(await stepOf(two, "drain")).toMatchObject({
      state: "waiting",
      wait: { kind: "service", service: "mail", faultDomain: "N1 east" },
    });
    expect(await playRun(journey, one)).toMatch(/done|running/);
    journey.clock.now += 2 * 60 * MINUTE;
    await workRuns(journey);
    expect((await runOf(one)).state).toBe("done");
    expect(await stateOf(two, "drain")).toBe("working");
  });

  test("cannot be tricked by skipping what takes a rack down", async () => {
    await serving();
    const one = await repair(["K1-1-1"]);
    // whoever is looked at first goes first
    await workRuns(journey);
    const two = await repair(["K1-2-1"]);
    await workRuns(journey);
    await journey.as("omar").task.skip({ stepId: (await stepOf(two, "drain")).id, reason: "it carries nothing" });
    await workRuns(journey);
    // powering off would take it down all the same
    expect(await stepOf(two, "power_off")).toMatchObject({
      state: "waiting",
      wait: { kind: "service", service: "mail" },
    });
    await playRun(journey, one);
    journey.clock.now += 2 * 60 * MINUTE;
    await workRuns(journey);
    expect(await stateOf(two, "power_off")).toBe("done");
    expect((await runOf(two)).waves[0]!.subjects[0]!.down).toBe(true);
  });

  test("that look at the same moment are let in one after the other", async () => {
    await serving();
    const ids = [await repair(["K1-1-1"]), await repair(["K1-2-1"])];
    for (let turn = 0; turn < 6; turn++) {
      await Promise.all(ids.map((id) => advance(journey.ports, id, "t")));
      const due = await journey.ports.work.read(({ runs }) => runs.dueSteps(journey.clock.now, 100));
      const signal = new AbortController().signal;
      const performers = {
        ...obliging(),
        cordon: { perform: async () => ({ kind: "done", result: {} }) },
      } as Performers;
      await Promise.all(
        due.map(async ({ id: stepId, asks }) => {
          const answered = await ask(journey.ports, { stepId, asks }, { performers, signal, traceId: "t" });
          if (answered) await settle(journey.ports, { stepId, asks, ...answered, traceId: "t" });
        }),
      );
      const down = await journey.rows("SELECT DISTINCT fault_domain FROM run_subject WHERE down");
      expect(down.length).toBeLessThanOrEqual(1);
    }
    expect((await Promise.all(ids.map((id) => stateOf(id, "drain")))).sort()).toEqual(["waiting", "working"]);
  });

  test("never hold the same rack, however they are made at once", async () => {
    const made = await Promise.allSettled([1, 2, 3].map(() => repair(["K1-1-1"])));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("what a run would put at risk", () => {
  test("is told before: services and fault domains, freezes, what is down elsewhere, what cannot be, and what never could pass", async () => {
    await journey.rows(
      `UPDATE "row" SET fault_domain = CASE code WHEN 'R1' THEN 'east' ELSE 'west' END WHERE room_id = 1`,
    );
    await journey.rows(
      "INSERT INTO placement_key (kind, name, scope, max_racks) VALUES ('spread', 'mail', 'fault_domain', 9)",
    );
    await journey.rows(
      `INSERT INTO rack_key (rack_id, kind, key_id, lot) SELECT k.id, q.kind, q.id, 'a' FROM rack k, placement_key q WHERE k.code IN ('K1-1-1', 'K1-2-1', 'K1-2-2') AND q.name = 'mail'`,
    );
    const today = new Date(journey.clock.now).toISOString().slice(0, 10);
    const row = { datacenter: "N1", roomId: 1, rowId: 102, startsOn: today, endsOn: today };
    const freeze = await journey.as("pia").freeze.create({ ...row, reason: "audit of the row" });
    const other = await repair(["K1-2-2"]);
    await workRuns(journey);
    expect((await runOf(other)).waves[0]!.subjects[0]!.down).toBe(false);
    expect(await stepOf(other, "drain")).toMatchObject({ state: "waiting", wait: { kind: "freeze" } });
    // ended early, runs that wait for its end go on at once
    await journey.as("pia").freeze.end({ ...freeze, reason: "the audit is over" });
    await workRuns(journey);
    expect((await runOf(other)).waves[0]!.subjects[0]!.down).toBe(true);
    const reason = "another audit";
    await journey.as("pia").freeze.create({ ...row, reason });
    const preview = await journey.as("uma").run.preview({
      source: { from: "racks", kind: "repair", racks: ["K1-1-1", "K1-2-1", "K1-2-2", "NONE-1"] },
    });
    expect(preview.obstacles).toEqual([
      { kind: "unknown", rack: "NONE-1" },
      { kind: "held", rack: "K1-2-2", runId: other, run: expect.any(String) },
    ]);
    expect(preview.runs).toHaveLength(1);
    expect(preview.runs[0]).toMatchObject({
      ...{ kind: "repair", datacenter: "N1", faults: [], template: { id: null } },
      total: {
        ...{ racks: 2, powerW: 20_000, rooms: ["1"], faultDomains: ["N1 east", "N1 west"] },
        services: [{ service: "mail", racks: 2, faultDomains: 2 }],
      },
      freezes: [{ place: expect.stringContaining("R2"), startsOn: today, endsOn: today, reason, racks: 1 }],
      elsewhere: [{ service: "mail", faultDomain: "N1 west" }],
    });
    expect(preview.runs[0]!.waves.map(({ tier, racks, services }) => [tier, racks, services.length])).toEqual([
      ...[
        ["canary", 1, 1],
        ["pilot", 1, 1],
      ],
    ]);
    expect(preview.runs[0]!.usualMs).toBeGreaterThan(24 * 60 * MINUTE);
    // a gate while down: racks of one service in two domains never share a wave
    const { stages, handsOverAfter } = usualTemplates.repair;
    await journey.as("ada").template.save({
      ...{ kind: "repair", baseVersion: 0 },
      body: {
        ...{ handsOverAfter, gates: [{ after: "repair", opens: "people", bakeMs: 0 }] },
        stages: stages.map((stage) => ({ ...stage, needs: [...stage.needs], checklist: [] })),
      },
    });
    const apart = await journey.as("uma").run.preview({
      source: { from: "racks", kind: "repair", racks: ["K1-1-1", "K1-2-1"] },
      waves: { canary: 0, pilotShare: 0, most: 24 },
    });
    expect(apart.runs[0]!.waves.map(({ racks }) => racks)).toEqual([1, 1]);
    // it writes nothing
    expect((await journey.as("uma").run.list({})).total).toBe(1);
  });
});
