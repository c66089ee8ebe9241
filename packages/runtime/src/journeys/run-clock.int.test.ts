import { refreshForecasts } from "@headroom/services/run/forecast";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { asked, type Journey, openJourney } from "../testing/journey";
import { allTicked, playRun, workRuns } from "../testing/runs";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

/** The run of a plan of so many racks, begun. */
async function begun(amount: number, over: { readonly dueOn?: string } = {}): Promise<number> {
  const { as } = journey;
  const request = await as("mona").request.create(asked({ unit: "racks", amount, datacenter: "N1" }));
  const plan = await as("pia").plan.create({ requestIds: [request.id] });
  await journey.work();
  await as("pia").plan.submit(await as("pia").plan.get({ id: plan.id }));
  const review = await as("ann").approval.review({ planId: plan.id });
  await as("ann").approval.decide({ approvalId: review.approvalId!, hash: review.hash!, verdict: "approve" });
  const waves = { canary: 0, pilotShare: 0, most: 24 };
  const { runs } = await as("pia").run.create({ source: { from: "plan", planId: plan.id }, waves, ...over });
  await workRuns(journey);
  return runs[0]!.id;
}

const open = async (runId: number, stage: string) => {
  const run = await journey.as("omar").run.get({ id: runId });
  return run.waves
    .flatMap((w) => w.subjects.flatMap((s) => s.steps))
    .find((s) => s.stage === stage && s.state === "working")!;
};
const toldOf = (runId: number) =>
  journey.rows<{ who: string; kind: string }>(
    "SELECT user_id AS who, kind FROM notification WHERE entity_kind = 'run' AND entity_id = $1 ORDER BY id",
    [String(runId)],
  );
const posted = () =>
  journey.rows<{ key: string; about: { subject: string } }>("SELECT key, about FROM outbox_message ORDER BY id");
const at = async (now: number) => {
  journey.clock.now = now;
  await workRuns(journey);
};

describe("the time people have for a task", () => {
  let runId: number;
  let begins: number;

  test("is what is usual until enough was learnt, and whoever has it hears of it before others do", async () => {
    runId = await begun(1);
    begins = journey.clock.now;
    const step = await open(runId, "order");
    expect([step.dueAt, step.warnAt].map((one) => Date.parse(one!) - begins)).toEqual([2 * DAY, 1.6 * DAY]);
    await journey.as("omar").task.assign({ stepIds: [step.id], assigneeId: "pete" });
    await workRuns(journey);
    const before = (await toldOf(runId)).length;
    const since = async () => (await toldOf(runId)).slice(before);
    await at(begins + 1.6 * DAY - 1);
    expect(await since()).toEqual([]);
    await at(begins + 1.6 * DAY);
    expect(await since()).toEqual([{ who: "pete", kind: "task_due" }]);
    await at(begins + 1.8 * DAY);

    expect((await since()).slice(1)).toEqual(["pia", "omar"].map((who) => ({ who, kind: "task_escalated" })));
    await at(begins + 2 * DAY);
    expect((await since()).slice(3)).toEqual(["pete", "pia", "omar"].map((who) => ({ who, kind: "task_late" })));
    await at(begins + 9 * DAY);
    expect(await since()).toHaveLength(6);
  });

  test("wakes a worker when it is time, and costs nothing until then", async () => {
    const [row] = await journey.rows<{ wake: Date | null }>("SELECT wake_at AS wake FROM run WHERE id = $1", [runId]);
    expect(row!.wake).toBeNull();
    await journey.as("omar").run.abort({ id: runId, reason: "not this one" });
    await playRun(journey, runId);
  });

  test("follows what such stages took, as soon as that is enough", async () => {
    for (let i = 0; i < 2; i++) expect(await playRun(journey, await begun(3))).toBe("done");
    runId = await begun(1);
    const { rows } = await journey.as("uma").clock.list({ kind: "provision", datacenter: "N1", rackType: "compute" });
    const order = rows.find((row) => row.stage === "order")!;
    expect(order).toMatchObject({
      rule: null,
      from: "site",
      learnt: { from: "site", times: expect.any(Number) },
      dueMs: order.learnt!.p90Ms,
    });
    const step = await open(runId, "order");
    expect(Date.parse(step.dueAt!) - Date.parse(step.startedAt!)).toBe(order.dueMs);
  });

  test("is what a rule says, in runs that go on, too; who changes what somebody else changed is told", async () => {
    const { as } = journey;
    const rule = { kind: "provision", stage: "supply", dueMs: 3 * DAY, warnShare: 0.5 } as const;
    const contact = await as("pia").contact.create({
      name: "Freight",
      channel: "email",
      address: "desk@freight.example",
    });
    await expect(as("omar").clock.save({ ...rule, baseVersion: 0 })).rejects.toThrow("FORBIDDEN");
    await expect(as("pia").clock.save({ ...rule, stage: "drain", baseVersion: 0 })).rejects.toThrow("INVALID_INPUT");
    expect(await as("pia").clock.save({ ...rule, contactId: contact.id, baseVersion: 0 })).toEqual({ version: 1 });
    await expect(as("pete").clock.save({ ...rule, baseVersion: 0 })).rejects.toThrow("CONFLICT");
    const { rows } = await as("pia").clock.list({ kind: "provision" });
    expect(rows.find((row) => row.stage === "supply")).toMatchObject({
      ...{ dueMs: 3 * DAY, from: "rule", rule: { version: 1, contact: { name: "Freight" }, savedBy: { name: "pia" } } },
    });
    await refreshForecasts(journey.ports, 10);
    await as("omar").task.finish(allTicked(await open(runId, "order")));
    await workRuns(journey);
    const step = await open(runId, "supply");
    begins = Date.parse(step.startedAt!);
    expect(Date.parse(step.dueAt!)).toBe(begins + 3 * DAY);
    const before = (await posted()).length;
    await at(begins + 3 * DAY);
    expect((await posted()).slice(before).map(({ about }) => about.subject)).toEqual([
      expect.stringMatching(/^Supplier's date of .* is late$/),
    ]);
  });
});

describe("a run with a date", () => {
  test("that two in ten would miss is told to who made it and to operators, once", async () => {
    const dueOn = new Date(journey.clock.now - DAY).toISOString().slice(0, 10);
    const runId = await begun(1, { dueOn });
    await refreshForecasts(journey.ports, 10);
    const late = (await toldOf(runId)).filter(({ kind }) => kind === "run_late").map(({ who }) => who);
    expect(late).toEqual(["pia", "omar"]);
    journey.clock.now += 61_000;
    await journey.as("omar").task.finish(allTicked(await open(runId, "order")));
    await refreshForecasts(journey.ports, 10);
    expect((await toldOf(runId)).filter(({ kind }) => kind === "run_late")).toHaveLength(2);
    const { rows } = await journey.as("omar").run.events({ id: runId, level: "warn" });
    expect(rows.filter(({ kind }) => kind === "run_late")).toMatchObject([{ data: { dueOn } }]);
  });

  test("accounts for every millisecond by which it ended later than it was first expected to", async () => {
    const runId = await begun(2);
    await refreshForecasts(journey.ports, 10);
    const first = (await journey.as("omar").run.get({ id: runId })).slip!;
    expect(first).toMatchObject({ byMs: 0, parts: [] });
    // somebody takes five days longer, and everything stands still for one
    journey.clock.now += 5 * DAY;
    await journey.as("omar").run.pause({ id: runId, reason: "stock-taking" });
    journey.clock.now += DAY;
    await journey.as("omar").run.resume({ id: runId, reason: "done" });
    expect(await playRun(journey, runId)).toBe("done");
    const { slip, endedAt } = await journey.as("omar").run.get({ id: runId });
    expect(slip!.to).toBe(endedAt);
    expect(slip!.parts.reduce((sum, part) => sum + part.ms, 0)).toBe(slip!.byMs);
    expect(slip!.parts[0]).toMatchObject({ kind: "stage", stage: "order", who: "omar" });
    expect(slip!.parts[0]!.ms).toBeGreaterThan(5 * DAY);
  });
});

test("from dock to live is told by datacenter and type, and its stages are there", async () => {
  const { rows } = await journey.as("mona").clock.dockToLive({ days: 100 });
  expect(rows).toMatchObject([{ datacenter: "N1", rackType: "compute" }]);
  const [row] = rows;
  expect(row!.racks).toBeGreaterThanOrEqual(8);
  expect(row!.p90Ms).toBeGreaterThanOrEqual(row!.p50Ms);
  expect(row!.stages.map(({ stage }) => stage)).toEqual([
    ...["rack", "cable", "power_on", "discover", "verify", "firmware", "burn_in", "network", "accept", "in_service"],
  ]);
  expect(await journey.as("mona").clock.dockToLive({ days: 100, datacenter: "N9" })).toMatchObject({ rows: [] });
});
