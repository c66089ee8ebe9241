import { afterAll, beforeAll, expect, test } from "vitest";
import { asked, type Journey, openJourney } from "../testing/journey";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const occupied = (planId: number) =>
  journey.rows<{ kind: string; count: number }>(
    `SELECT o.kind::text AS kind, count(*)::int AS count FROM occupancy o JOIN plan_action a ON a.id = o.plan_action_id
      WHERE a.plan_id = $1 GROUP BY 1`,
    [planId],
  );

test("from a request in cores to committed positions", async () => {
  const { as } = journey;
  const request = await as("mona").request.create(asked({ unit: "cores", amount: 7681 }));
  expect(await as("pia").request.get({ id: request.id })).toMatchObject({ racks: 4, state: "open", powerW: 40_000 });
  const created = await as("pia").plan.create({ requestIds: [request.id] });
  expect((await as("pia").plan.progress(created)).state).toBe("queued");
  expect(await journey.work()).toEqual({ outcome: "draft" });
  expect(await journey.work()).toEqual({ outcome: "skipped" });

  const draft = await as("pia").plan.get({ id: created.id });
  expect(draft).toMatchObject({ state: "draft", racks: 4, stillHolds: true, requestsPlaced: 1 });
  expect(draft.actions).toHaveLength(1);
  expect(draft.actions[0]!.positions).toEqual([3, 4, 5, 6]);
  expect(draft.requestList[0]!.certificate).toMatchObject({ outcome: "placed", datacenter: draft.datacenters[0] });
  expect(draft.requestList[0]!.certificate!.considered!.map((c) => c.datacenter).sort()).toEqual(["N1", "N2"]);
  expect(draft.summary!.after.power.committed).toBe(40_000);
  expect(draft.summary!.after.power.free).toBe(draft.summary!.before.power.free - 40_000);
  expect(draft.allowed.submit).toEqual({ ok: true, why: null });

  await as("pia").plan.submit(draft);
  expect(await occupied(created.id)).toEqual([{ kind: "held", count: 4 }]);
  const [item] = (await as("ann").approval.inbox()).items;
  expect(item).toMatchObject({ planId: created.id, racks: 4, cannotSign: null });
  const review = await as("ann").approval.review({ planId: created.id });
  expect(review.policies.map((p) => p.result)).toEqual(Array(6).fill("pass"));
  expect(review.signers).toEqual([{ person: null, role: "approver", state: "waiting", at: null }]);
  const decided = await as("ann").approval.decide({
    approvalId: review.approvalId!,
    hash: review.hash!,
    verdict: "approve",
  });
  expect(decided).toEqual({ planId: created.id, outcome: "committed" });
  expect(await occupied(created.id)).toEqual([{ kind: "committed", count: 4 }]);
  expect(await as("mona").request.get({ id: request.id })).toMatchObject({ state: "committed" });
  for (const person of ["mona", "pia"] as const)
    expect((await as(person).notification.list())[0]).toMatchObject({ kind: "plan_committed" });
  const trail = await journey.rows<{ action: string }>(
    "SELECT action FROM audit_event WHERE entity_kind = 'plan' AND entity_id = $1 ORDER BY id",
    [String(created.id)],
  );
  expect(trail.map((e) => e.action)).toEqual(["plan.create", "plan.finish", "plan.submit", "plan.approve"]);
});
