import { brokenLimits, worsenedLimits } from "@headroom/core/planning/placement/broken";
import { openFloor } from "@headroom/services/placement/floors";
import { brokenNow } from "@headroom/services/repair/propose";
import { afterAll, beforeEach, expect, test } from "vitest";
import { asked, type Journey, openJourney } from "../testing/journey";
import { decide, failure, occupancyOf } from "../testing/steps";

let journey: Journey;
beforeEach(async () => {
  await journey?.close();
  journey = await openJourney();
});
afterAll(() => journey.close());

const today = "2026-11-23";
const floorOf = async (id: number) =>
  openFloor((await journey.ports.work.read(({ fleet }) => fleet.loadDatacenter({ id }, today)))!);
/** Cooling zone 1 of N1 (rows 1 and 2, four racks of 4 kW) carries so little. */
const breakCooling = async (watts: number) => {
  await journey.rows("UPDATE cooling_zone SET capacity_w = $1 WHERE id = 101 RETURNING id", [watts]);
  await journey.rows("UPDATE datacenter SET version = version + 1 WHERE id = 1 RETURNING id");
};
const repair = () => journey.as("uma").repair.get({ datacenter: "N1" });

/** A plan of the proposal, made by the worker and sent to approvers. */
async function submitted() {
  const { id } = await journey.as("pia").repair.plan({ datacenter: "N1" });
  expect(await journey.work()).toEqual({ outcome: "draft" });
  const plan = await journey.as("pia").plan.get({ id });
  await journey.as("pia").plan.submit(plan);
  return journey.as("ann").approval.review({ planId: id });
}

test("nothing broken, nothing to move", async () => {
  expect(await repair()).toMatchObject({ datacenter: "N1", broken: [], moves: [], plans: [] });
  expect(await failure(journey.as("pia").repair.plan({ datacenter: "N1" }))).toMatchObject({ code: "INVALID_INPUT" });
  expect((await journey.as("uma").repair.list()).every((row) => row.broken === 0)).toBe(true);
});

test("every broken limit with by how much, and the smallest moves with what each mends", async () => {
  await breakCooling(9_000);
  const [first] = await journey.as("uma").repair.list();
  expect(first).toMatchObject({ datacenter: "N1", broken: 1, worst: { limit: "cooling", over: 7_000 } });
  const { broken, moves } = await repair();
  expect(broken).toEqual([
    {
      ...{ limit: "cooling", subject: "C1", of: "coolingZone", failed: null, key: null, unit: "W" },
      ...{ load: 16_000, capacity: 9_000, over: 7_000, overThen: 7_000, left: 0 },
    },
  ]);
  expect(moves.reduce((sum, move) => sum + move.racks, 0)).toBe(2);
  for (const { from, to, list, mends } of moves) {
    expect([from.row, to.row]).toEqual([expect.stringMatching(/^R[12]$/), expect.stringMatching(/^R[34]$/)]);
    expect(list.every((one) => one.rack.startsWith(`K1-${from.row.slice(1)}-`))).toBe(true);
    expect(mends).toMatchObject([{ limit: "cooling", subject: "C1" }]);
  }
  expect(moves.at(-1)!.mends[0]!.left).toBe(0);
});

test("a proposal becomes a plan of moves: held where racks go, committed by a signature, and the rack stays till it is moved", async () => {
  await breakCooling(9_000);
  const review = await submitted();
  expect(review).toMatchObject({ title: "Repair of N1", repairs: "N1", requests: 0, racks: 2, powerW: 0 });
  expect(review.summary).toMatchObject({ racksMoved: 2, racksPlaced: 0, powerW: 0, cost: 0 });
  expect(review.summary!.after.power.installed + review.summary!.after.power.committed).toBe(80_000);
  expect(review.actions.every((action) => action.kind === "move" && action.requestId === null)).toBe(true);
  const moved = review.actions.flatMap((action) => action.moves!);
  expect(moved).toHaveLength(2);
  expect(review.policies.every((policy) => policy.result === "pass")).toBe(true);
  expect(await occupancyOf(journey, review.id)).toEqual({ held: 2 });
  // whoever looks now sees that it is under way, and proposes nothing twice
  const meanwhile = await repair();
  expect(meanwhile).toMatchObject({ moves: [], plans: [{ id: review.id, state: "submitted", racks: 2 }] });
  expect(meanwhile.broken).toMatchObject([{ over: 7_000, overThen: 0 }]);
  expect(await decide(journey, review, "approve")).toMatchObject({ outcome: "committed" });
  expect(await occupancyOf(journey, review.id)).toEqual({ committed: 2 });
  const stands = await journey.rows("SELECT 1 FROM occupancy WHERE kind = 'occupied' AND valid_to IS NULL");
  expect(stands).toHaveLength(24);
  expect(brokenNow(await floorOf(1))).toHaveLength(1);
  const audit = await journey.rows<{ action: string }>(
    "SELECT action FROM audit_event WHERE entity_kind = 'plan' AND entity_id = $1 ORDER BY id",
    [String(review.id)],
  );
  expect(audit.map((event) => event.action)).toEqual(["plan.create", "plan.finish", "plan.submit", "plan.approve"]);
  // given back: the places are free, and the racks are where they were
  const { version } = await journey.as("pia").plan.get({ id: review.id });
  await journey.as("pia").plan.cancel({ id: review.id, version, reason: "no more" });
  expect(await occupancyOf(journey, review.id)).toEqual({});
});

test("it goes stale when a rack is no longer where it was, and is planned again from what is true", async () => {
  await breakCooling(9_000);
  const review = await submitted();
  const { rack, fromRow, from } = review.actions[0]!.moves![0]!;
  await journey.rows(
    "UPDATE occupancy SET position_id = 10310 WHERE rack_id = (SELECT id FROM rack WHERE code = $1) RETURNING id",
    [rack],
  );
  expect(await decide(journey, review, "approve")).toMatchObject({ outcome: "stale" });
  const stale = await journey.as("pia").plan.get({ id: review.id });
  expect(stale.staleCause).toEqual({
    ...{
      kind: "position_taken",
      changes: [{ what: rack, seen: `${fromRow} tile ${from}`, now: "R3 tile 10", by: null }],
    },
  });
  await journey.as("pia").plan.replan(stale);
  expect(await journey.work()).toEqual({ outcome: "draft" });
  const again = await journey.as("pia").plan.get({ id: review.id });
  expect(again.actions.flatMap((action) => action.moves!)).toHaveLength(1);
});

test("one rack is moved by one plan", async () => {
  await breakCooling(9_000);
  const plans = [];
  for (let n = 0; n < 2; n++) {
    const { id } = await journey.as("pia").repair.plan({ datacenter: "N1" });
    await journey.work();
    plans.push(await journey.as("pia").plan.get({ id }));
  }
  await journey.as("pia").plan.submit(plans[0]!);
  const second = await failure(journey.as("pia").plan.submit(plans[1]!));
  expect(second).toMatchObject({ code: "STALE", details: { kind: "position_taken" } });
});

test("scenarios and moved placements are for plans that place requests", async () => {
  await breakCooling(9_000);
  const { id } = await journey.as("pia").repair.plan({ datacenter: "N1" });
  await journey.work();
  const plan = await journey.as("pia").plan.get({ id });
  const scenario = journey.as("pia").scenario.create({ planId: id, name: "Growth", changes: [] });
  expect((await failure(scenario)).code).toBe("INVALID_INPUT");
  const targets = journey.as("pia").override.targets({ planId: id, actionId: plan.actions[0]!.id });
  expect((await failure(targets)).code).toBe("NOT_FOUND");
});

test.each([
  ["too heavy for their positions", "UPDATE position SET weight_limit_kg = 800 WHERE id IN (10101, 10102)", 2],
  ["too heavy for their room", "UPDATE room SET weight_limit_kg = 7000 WHERE id = 1", 0],
  ["too many ports of a row", `UPDATE "row" SET ports = 4 WHERE id = 101`, 1],
  ["over the power of a device", "UPDATE power_device SET capacity_w = 5000 WHERE id = 100011", 1],
  ["over a device's failover limit", "UPDATE power_device SET failover_capacity_w = 15000 WHERE id = 100011", 1],
])("racks that are %s: said, and mended where moving mends", async (_, statement, racks) => {
  await journey.rows(`${statement} RETURNING id`);
  await journey.rows("UPDATE datacenter SET version = version + 1 WHERE id = 1 RETURNING id");
  const { broken, moves } = await repair();
  expect(broken.length).toBeGreaterThan(0);
  expect(moves.reduce((sum, move) => sum + move.racks, 0)).toBe(racks);
});

test("planning in a datacenter that is over its limits never makes one worse", async () => {
  await breakCooling(9_000);
  await journey.rows("UPDATE power_device SET failover_capacity_w = 19000 WHERE id IN (100031, 100032) RETURNING id");
  await journey.rows(`UPDATE "row" SET ports = 4 WHERE id = 103 RETURNING id`);
  await journey.rows("UPDATE datacenter SET version = version + 1 WHERE id = 1 RETURNING id");
  const before = brokenNow(await floorOf(1));
  expect(new Set(before.map((limit) => limit.limit))).toEqual(new Set(["cooling", "failover", "ports"]));
  const ids: number[] = [];
  for (const rackType of ["compute", "storage"])
    for (const amount of [1, 2])
      ids.push(
        (
          await journey
            .as("mona")
            .request.create(asked({ amount, rackType, datacenter: "N1", splitRule: "best_effort" }))
        ).id,
      );
  const { id } = await journey.as("pia").plan.create({ requestIds: ids });
  await journey.work();
  const plan = await journey.as("pia").plan.get({ id });
  if (plan.actions.length > 0) {
    await journey.as("pia").plan.submit(plan);
    await decide(journey, await journey.as("ann").approval.review({ planId: id }), "approve");
  }
  const placing = await floorOf(1);
  expect(worsenedLimits(before, brokenLimits(placing.dc, placing.snapshot.placed))).toEqual([]);
  // nor does a repair, once its racks have moved
  const review = await submitted();
  await decide(journey, review, "approve");
  await journey.rows(
    `WITH arrived AS (UPDATE occupancy SET kind = 'occupied', rack_id = arriving_rack_id, plan_action_id = NULL, arriving_rack_id = NULL
                       WHERE arriving_rack_id IS NOT NULL RETURNING rack_id, position_id)
     DELETE FROM occupancy o USING arrived a WHERE o.rack_id = a.rack_id AND o.position_id <> a.position_id RETURNING o.id`,
  );
  const after = brokenNow(await floorOf(1));
  expect(worsenedLimits(before, after)).toEqual([]);
  expect(after.reduce((sum, limit) => sum + limit.over, 0)).toBeLessThan(
    before.reduce((sum, limit) => sum + limit.over, 0),
  );
});
