import { refreshForecasts } from "@headroom/services/run/forecast";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectSound } from "../testing/invariants";
import { asked, type Journey, openJourney } from "../testing/journey";
import { obliging, playRun, workRuns } from "../testing/runs";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

/** Racks asked for, planned, signed: a committed plan. */
async function committed(amount: number): Promise<{ planId: number; requestId: number }> {
  const { as } = journey;
  const request = await as("mona").request.create(asked({ unit: "racks", amount }));
  const plan = await as("pia").plan.create({ requestIds: [request.id] });
  await journey.work();
  const draft = await as("pia").plan.get({ id: plan.id });
  await as("pia").plan.submit(draft);
  const review = await as("ann").approval.review({ planId: plan.id });
  await as("ann").approval.decide({ approvalId: review.approvalId!, hash: review.hash!, verdict: "approve" });
  return { planId: plan.id, requestId: request.id };
}

const racksOf = (planId: number) =>
  journey.rows<{ code: string; state: string; kind: string | null }>(
    `SELECT k.code, k.state::text AS state, o.kind::text AS kind FROM run r JOIN run_subject x ON x.run_id = r.id JOIN rack k ON k.id = x.rack_id
       LEFT JOIN occupancy o ON o.rack_id = k.id AND o.valid_to IS NULL WHERE r.plan_id = $1 ORDER BY k.code`,
    [planId],
  );

describe("a committed plan", () => {
  let planId: number;
  let requestId: number;
  let runId: number;

  test("shows what carrying it out would put at risk, and becomes a run", async () => {
    ({ planId, requestId } = await committed(3));
    const { as } = journey;
    const preview = await as("omar").run.preview({ source: { from: "plan", planId } });
    expect(preview.obstacles).toEqual([]);
    expect(preview.runs).toMatchObject([
      {
        kind: "provision",
        total: { racks: 3, powerW: 30_000, services: [{ service: "search", racks: 3 }] },
        waves: [
          { tier: "canary", racks: 1 },
          { tier: "pilot", racks: 1 },
          { tier: "rest", racks: 1 },
        ],
      },
    ]);
    const { runs } = await as("omar").run.create({ source: { from: "plan", planId } });
    expect(runs).toHaveLength(1);
    runId = runs[0]!.id;
    expect(await racksOf(planId)).toEqual(Array(3).fill(expect.objectContaining({ state: "planned", kind: null })));
    await expectSound(journey);
    expect(await as("uma").run.list({})).toMatchObject({
      total: 1,
      states: { queued: 1 },
      rows: [{ id: runId, counts: { racks: 3 } }],
    });
  });

  test("says when it will end, from what stages usually take", async () => {
    expect(await refreshForecasts(journey.ports, 10)).toBe(1);
    const { forecast, ends } = await journey.as("mona").run.get({ id: runId });
    expect(ends).toEqual(forecast!.ends);
    expect(Date.parse(ends!.p50)).toBeGreaterThan(journey.clock.now + 30 * 86_400_000);
    expect(forecast!.criticalPath[0]).toMatchObject({ stage: "order" });
    expect(forecast!.learnt.dock).toEqual({ from: "usual", ms: 4 * 3_600_000, times: 0 });
    expect(await refreshForecasts(journey.ports, 10)).toBe(0);
  });

  test("is not made into another run, nor cancelled, while that one lives", async () => {
    const { as } = journey;
    await expect(as("omar").run.create({ source: { from: "plan", planId } })).rejects.toThrow("TAKEN");
    const plan = await as("pia").plan.get({ id: planId });
    await expect(as("pia").plan.cancel({ id: planId, version: plan.version, reason: "no more" })).rejects.toThrow(
      "TAKEN",
    );
  });

  test("is carried out to racks in service, and its request delivered", async () => {
    const { as } = journey;
    const world = obliging();
    expect(await playRun(journey, runId, world)).toBe("done");
    expect(await racksOf(planId)).toEqual(
      Array(3).fill(expect.objectContaining({ state: "in_service", kind: "occupied" })),
    );
    expect(await as("mona").request.get({ id: requestId })).toMatchObject({ state: "delivered" });
    await expectSound(journey);
    const run = await as("omar").run.get({ id: runId });
    expect(run.counts).toMatchObject({ racks: 3, racksDone: 3, failed: 0, tasks: 0 });
    expect(run.clock).toMatchObject({ dockedAt: expect.any(String), liveAt: expect.any(String) });
    const { rows } = await as("omar").run.events({ id: runId, limit: 1000 });
    expect(rows[0]).toMatchObject({ kind: "run_created", by: "omar" });
    expect(rows.at(-1)).toMatchObject({ kind: "run_done" });
    await expect(as("omar").run.create({ source: { from: "plan", planId } })).rejects.toThrow("WRONG_STATE");
  });

  test("takes the racks out again, and gives space and power back", async () => {
    const { as } = journey;
    const racks = (await racksOf(planId)).map((rack) => rack.code);
    const { runs } = await as("omar").run.create({ source: { from: "racks", kind: "decommission", racks } });
    expect(await playRun(journey, runs[0]!.id)).toBe("done");
    expect(await racksOf(planId)).toEqual(Array(3).fill(expect.objectContaining({ state: "retired", kind: null })));
    await expectSound(journey);
  });
});

test("waits for people, tells them, and goes on when they are done", async () => {
  const { as, clock } = journey;
  const { runs } = await as("omar").run.create({ source: { from: "racks", kind: "repair", racks: ["K1-1-1"] } });
  const { id } = runs[0]!;
  await workRuns(journey);
  const { rows } = await as("omar").task.list({});
  expect(rows).toMatchObject([{ runId: id, stage: "drain", rack: "K1-1-1", late: false }]);
  await as("ada").task.assign({ stepIds: [rows[0]!.stepId], assigneeId: "omar" });
  clock.now += 4 * 3_600_000;
  await workRuns(journey);
  expect((await as("omar").notification.list()).map((n) => n.kind)).toEqual(
    expect.arrayContaining(["task_assigned", "task_late"]),
  );
  expect(await as("omar").task.list({ mine: true, late: true })).toMatchObject({ total: 1, late: 1 });
  // who holds a rack holds it alone
  await expect(
    as("pia").run.create({ source: { from: "racks", kind: "decommission", racks: ["K1-1-1"] } }),
  ).rejects.toThrow("TAKEN");
  expect(await playRun(journey, id)).toBe("done");
});

test("nobody carries out what they may not", async () => {
  const { as } = journey;
  await expect(as("mona").run.create({ source: { from: "racks", kind: "repair", racks: ["K1-1-2"] } })).rejects.toThrow(
    "FORBIDDEN",
  );
  await expect(as("pia").run.openGate({ id: 1, wave: 0, after: "burn_in" })).rejects.toThrow("FORBIDDEN");
});
