import type { PlacementDecision } from "@headroom/core/planning/placement/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asked, type Journey, openJourney, solveHere } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const read = (id: number) => journey.as("pia").plan.get({ id });
const ask = async (change: Parameters<typeof asked>[0]) =>
  (await journey.as("mona").request.create(asked({ datacenter: "N1", ...change }))).id;

async function drafted(...amounts: number[]) {
  const requestIds: number[] = [];
  for (const amount of amounts) requestIds.push(await ask({ amount }));
  const { id } = await journey.as("pia").plan.create({ requestIds });
  expect(await journey.work()).toEqual({ outcome: "draft" });
  return { requestIds, plan: await read(id) };
}

const actionOf = (plan: Awaited<ReturnType<typeof read>>, requestId: number) =>
  plan.actions.find((action) => action.requestId === requestId)!;

test("a placement is moved with a reason, stays when planned again, and is given back", async () => {
  const { requestIds, plan } = await drafted(4);
  const [requestId] = requestIds as [number];
  const action = actionOf(plan, requestId);
  const ref = { planId: plan.id, actionId: action.id };
  const { rows, racks } = await journey.as("pia").override.targets(ref);
  expect(racks).toBe(4);
  expect(rows[0]).toMatchObject({ rowId: action.rowId, state: "here", cost: 0 });
  expect(rows).toHaveLength(4);
  const target = rows.find((row) => row.state === "fits")!;
  expect(rows.filter((row) => row.state === "fits").map((row) => row.cost)).toEqual(
    rows.flatMap((row) => (row.state === "fits" ? [row.cost] : [])).sort((a, b) => a! - b!),
  );

  const effect = await journey.as("uma").override.preview({ ...ref, rowId: target.rowId });
  expect(effect).toMatchObject({ fits: true, unchanged: false, displaced: [], racks: 4, to: { row: target.row } });
  expect(effect.cost).toBeCloseTo(target.cost!, 9);
  expect(effect.score!.terms.reduce((sum, term) => sum + term.there - term.here, 0)).toBeCloseTo(effect.cost, 9);
  const positions = effect.limits.filter((limit) => limit.limit === "space");
  expect(positions.map((limit) => limit.after - limit.before).sort()).toEqual(expect.arrayContaining([-4, 4]));
  expect((await read(plan.id)).hash).toBe(plan.hash);

  const [reason] = await journey.as("pete").override.reasons();
  const input = { ...ref, rowId: target.rowId, reasonId: reason!.id, note: "beside the others" };
  expect((await failure(journey.as("pete").override.keep({ ...input, version: plan.version - 1 }))).code).toBe(
    "CONFLICT",
  );
  const nameless = journey.as("pete").override.keep({ ...input, version: plan.version, reasonId: 999 });
  expect((await failure(nameless)).code).toBe("INVALID_INPUT");
  const kept = await journey.as("pete").override.keep({ ...input, version: plan.version });
  const moved = await read(plan.id);
  expect(moved.version).toBe(kept.version);
  expect(moved.hash).not.toBe(plan.hash);
  expect(moved.lastEditor.id).toBe("pete");
  expect(moved.stillHolds).toBe(true);
  expect(actionOf(moved, requestId)).toMatchObject({ rowId: target.rowId, racks: 4, startsOn: action.startsOn });
  expect(moved.requestList[0]!.certificate!.override).toMatchObject({
    ...{ by: "pete", reason: reason!.label, note: "beside the others", from: action.row, row: target.row },
    dropped: null,
  });
  const trail = await journey.rows<{ reason: string }>(
    "SELECT reason FROM audit_event WHERE action = 'plan.override' AND entity_id = $1",
    [String(plan.id)],
  );
  expect(trail).toEqual([{ reason: `${reason!.label}: beside the others` }]);

  await journey.as("pia").plan.replan(moved);
  await journey.work();
  const again = await read(plan.id);
  expect(actionOf(again, requestId)).toMatchObject({ rowId: target.rowId, racks: 4 });
  expect(again.requestList[0]!.certificate!.override?.dropped).toBeNull();

  await journey.as("pia").override.release({ planId: plan.id, version: again.version, requestId });
  const released = await read(plan.id);
  expect(released.requestList[0]!.certificate!.override).toBeUndefined();
  await journey.as("pia").plan.replan(released);
  await journey.work();
  expect(actionOf(await read(plan.id), requestId).rowId).toBe(action.rowId);
  await journey.as("pia").plan.cancel({ ...(await read(plan.id)), reason: "the next test has the floor" });
});

test("what gives way is said before, and goes where it was said to go", async () => {
  const { requestIds, plan } = await drafted(6, 5);
  const [first, second] = requestIds as [number, number];
  const [a, b] = [actionOf(plan, first), actionOf(plan, second)];
  expect(a.rowId).not.toBe(b.rowId);
  const ref = { planId: plan.id, actionId: b.id };
  const effect = await journey.as("pia").override.preview({ ...ref, rowId: a.rowId });
  expect(effect).toMatchObject({ fits: true, displaced: [{ requestId: first, racks: 6, from: { rowId: a.rowId } }] });
  expect((await journey.as("pia").override.targets(ref)).rows.find((r) => r.rowId === a.rowId)!.state).toBe(
    "displaces",
  );
  const [reason] = await journey.as("pia").override.reasons();
  await journey.as("pia").override.keep({ ...ref, version: plan.version, rowId: a.rowId, reasonId: reason!.id });
  const moved = await read(plan.id);
  expect(actionOf(moved, second).rowId).toBe(a.rowId);
  expect(actionOf(moved, first).rowId).toBe(effect.displaced[0]!.to!.rowId);
  expect(moved.requestList.find((r) => r.id === first)!.certificate).toMatchObject({ displacedBy: second });
  expect(moved.stillHolds).toBe(true);

  // the place of a person gives way to nobody
  const back = { planId: plan.id, actionId: actionOf(moved, first).id, rowId: a.rowId };
  expect(await journey.as("pia").override.preview(back)).toMatchObject({ fits: false, displaced: [], limits: [] });
  const refused = journey.as("pia").override.keep({ ...back, version: moved.version, reasonId: reason!.id });
  await expect(refused).rejects.toMatchObject({
    cause: { code: "LIMIT_BROKEN", details: { row: a.row, certificate: { fits: false } } },
  });
  expect((await read(plan.id)).hash).toBe(moved.hash);

  // somebody takes the row meanwhile: the pin is let go, by name
  await journey.rows(
    `INSERT INTO reservation (datacenter_id, owner_id, reason, valid_from) VALUES (1, 'ada', 'a customer', '2026-11-23')`,
  );
  await journey.rows(
    `INSERT INTO occupancy (position_id, kind, valid_from, reservation_id)
       SELECT p.id, 'reserved', '2026-11-23', (SELECT max(id) FROM reservation) FROM position p
        WHERE p.row_id = $1 AND p.number > 4`,
    [a.rowId],
  );
  await journey.rows("UPDATE datacenter SET version = version + 1 WHERE id = 1");
  await journey.as("pia").plan.replan(moved);
  await journey.work();
  const after = await read(plan.id);
  const dropped = after.requestList.find((r) => r.id === second)!.certificate!.override!;
  expect(dropped).toMatchObject({ row: a.row, dropped: { limit: { limit: "space", ok: false } } });
  expect(actionOf(after, second).rowId).not.toBe(a.rowId);
  expect(
    await journey.rows("SELECT state::text AS state FROM placement_override WHERE plan_id = $1", [plan.id]),
  ).toEqual([{ state: "dropped" }]);
});

test("a reason given three times is offered as a rule, and a rule kept keeps later plans out", async () => {
  const { requestIds, plan } = await drafted(2);
  const start = actionOf(plan, requestIds[0]!);
  const [, reason] = await journey.as("pia").override.reasons();
  let current = plan;
  for (let times = 0; times < 3; times++) {
    const action = actionOf(current, requestIds[0]!);
    const { rows } = await journey.as("pia").override.targets({ planId: plan.id, actionId: action.id });
    const out = rows.find((row) => row.state === "fits")!;
    const move = (from: typeof action, rowId: number) =>
      journey.as("pia").override.keep({
        ...{ planId: plan.id, actionId: from.id, rowId, reasonId: reason!.id, version: current.version },
      });
    await move(action, out.rowId);
    current = await read(plan.id);
    if (times === 2) break;
    await move(actionOf(current, requestIds[0]!), start.rowId);
    current = await read(plan.id);
  }
  const report = await journey.as("uma").override.report();
  const offer = report.offers.find((one) => one.rowId === start.rowId)!;
  expect(offer).toMatchObject({ reason: reason!.label, times: 3, family: "compute" });
  expect(report.byReason.find((one) => one.key === reason!.label)).toMatchObject({ times: 5, racks: 10 });
  const rule = { rowId: offer.rowId, familyId: offer.familyId, reasonId: offer.reasonId };
  const { id } = await journey.as("pia").rule.keep(rule);
  expect((await failure(journey.as("pia").rule.keep(rule))).code).toBe("INVALID_INPUT");
  const next = await journey.as("uma").override.report();
  expect(next.offers.find((one) => one.rowId === start.rowId)).toBeUndefined();
  expect(next.rules).toMatchObject([{ id, rowId: start.rowId, family: "compute" }]);

  const form = { rackType: "compute", unit: "racks", amount: 2, region: "nord", datacenter: "N1" } as const;
  const answer = await journey.as("mona").request.feasibility(form);
  expect(answer.datacenters[0]).toMatchObject({ code: "N1", fits: true, rowsThatFit: 3 });
  const later = await drafted(2);
  expect(actionOf(later.plan, later.requestIds[0]!).rowId).not.toBe(start.rowId);
  const storage = await ask({ amount: 2, rackType: "storage" });
  const other = await journey.as("pia").plan.create({ requestIds: [storage] });
  await journey.work();
  expect((await read(other.id)).actions).toHaveLength(1);
  await journey.as("ada").rule.end({ id });
  expect((await journey.as("uma").override.report()).rules).toEqual([]);
});

test("the list of reasons is an admin's, and each name is there once", async () => {
  const { id } = await journey.as("ada").override.saveReason({ label: "Near the dock" });
  expect((await failure(journey.as("ada").override.saveReason({ label: "Near the dock" }))).code).toBe("INVALID_INPUT");
  await journey.as("ada").override.saveReason({ id, label: "Close to the dock", active: false });
  expect((await journey.as("uma").override.reasons()).find((one) => one.id === id)).toEqual({
    ...{ id, label: "Close to the dock", active: false },
  });
});

const outcomes = (plan: Awaited<ReturnType<typeof read>>) =>
  Object.fromEntries(plan.requestList.map((r) => [r.id, r.outcome]));

test("a request without a place is given one by hand: what gives way is said, and planning again keeps it", async () => {
  const { requestIds, plan } = await drafted(6, 6, 6);
  const [first, , left] = requestIds as [number, number, number];
  expect(outcomes(plan)[left]).toBe("rejected");
  const ref = { planId: plan.id, requestId: left };
  const { rows, from, racks } = await journey.as("pia").override.targets(ref);
  expect({ from, racks, rows: rows.length }).toEqual({ from: null, racks: 6, rows: 4 });
  // none takes it as the plan is, and of those where others can give way the best is what the others are compared with
  expect(rows.map((row) => row.state)).not.toContain("fits");
  expect(rows.map((row) => row.state)).not.toContain("here");
  expect(rows.find((row) => row.state === "displaces")!.cost).toBe(0);

  const rowId = actionOf(plan, first).rowId;
  const effect = await journey.as("pia").override.preview({ ...ref, rowId });
  expect(effect).toMatchObject({ from: null, fits: true, unchanged: false, racks: 6, score: null, withheld: null });
  expect(effect.displaced).toMatchObject([{ requestId: first, racks: 6, from: { rowId }, to: null, cost: null }]);
  expect(effect.cost).toBe(0);
  expect(effect.limits.every((limit) => limit.after <= limit.before)).toBe(true);
  expect((await read(plan.id)).hash).toBe(plan.hash);

  const [reason] = await journey.as("pia").override.reasons();
  const both = { ...ref, actionId: actionOf(plan, first).id, rowId };
  await expect(journey.as("pia").override.preview(both)).rejects.toThrow("an action, or else a request");
  const placed = journey.as("pia").override.preview({ ...ref, requestId: first, rowId });
  expect((await failure(placed)).code).toBe("INVALID_INPUT");

  await journey.as("pia").override.keep({ ...ref, version: plan.version, rowId, reasonId: reason!.id });
  const kept = await read(plan.id);
  expect(kept.hash).not.toBe(plan.hash);
  expect(kept.stillHolds).toBe(true);
  expect(outcomes(kept)).toMatchObject({ [first]: "rejected", [left]: "placed" });
  expect(actionOf(kept, left)).toMatchObject({ rowId, racks: 6, startsOn: "2027-02-01" });
  expect(kept.summary).toMatchObject({ racksPlaced: 12, requestsPlaced: 2 });
  const certificate = kept.requestList.find((r) => r.id === left)!.certificate!;
  expect(certificate).toMatchObject({ outcome: "placed", nearest: [], relaxations: [], chosen: { runnerUp: null } });
  expect(certificate.override).toMatchObject({ by: "pia", from: null, dropped: null });
  expect(kept.requestList.find((r) => r.id === first)!.certificate).toMatchObject({ displacedBy: left });

  await journey.as("pia").plan.replan(kept);
  await journey.work();
  const again = await read(plan.id);
  expect(actionOf(again, left)).toMatchObject({ rowId, racks: 6 });
  const report = await journey.as("uma").override.report();
  expect(report.overrides[0]).toMatchObject({ requestId: left, from: null, racks: 6, racksLost: 6, state: "kept" });
  await journey.as("pia").plan.cancel({ ...again, reason: "the next test has the floor" });
});

test("what the policy kept back is placed at its price, and the price is kept", async () => {
  const requestId = await ask({ amount: 2 });
  const { id } = await journey.as("pia").plan.create({ requestIds: [requestId], policy: "selective" });
  const price = { reward: 400, expectedLoss: 912.5 };
  await journey.work(async (problem, options) => {
    const found = await solveHere(problem, options);
    if (!found.ok) return found;
    const decisions = found.value.decisions.map((decision): PlacementDecision => {
      if (decision.kind === "rejected") return decision;
      const { requestId, rowId, racks } = decision;
      const certificate = {} as never;
      return { kind: "rejected", requestId, cause: "withheld", certificate, withheld: { ...price, rowId, racks } };
    });
    return { ...found, value: { ...found.value, decisions } };
  });
  const plan = await read(id);
  const [entry] = plan.requestList;
  expect(entry).toMatchObject({ outcome: "rejected", certificate: { withheld: price, relaxations: [] } });
  const ref = { planId: id, requestId };
  const { rows } = await journey.as("pia").override.targets(ref);
  const best = rows[0]!;
  expect(best).toMatchObject({ state: "fits", cost: 0 });
  expect(await journey.as("pia").override.preview({ ...ref, rowId: best.rowId })).toMatchObject({
    ...{ fits: true, cost: 0, displaced: [], withheld: price },
  });
  const [reason] = await journey.as("pia").override.reasons();
  await journey.as("pia").override.keep({ ...ref, version: plan.version, rowId: best.rowId, reasonId: reason!.id });
  const kept = (await read(id)).requestList[0]!;
  expect(kept).toMatchObject({ outcome: "placed", certificate: { override: { withheld: price, from: null } } });
  expect(kept.certificate!.withheld).toBeUndefined();
  await journey.as("pia").plan.replan(await read(id));
  await journey.work();
  expect((await read(id)).requestList[0]).toMatchObject({
    ...{ outcome: "placed", certificate: { override: { withheld: price, dropped: null } } },
  });
});
