import { afterAll, beforeAll, expect, test } from "vitest";
import { type asked, type Journey, openJourney } from "../testing/journey";
import { decide, draftOf, failure, submittedOf } from "../testing/steps";

/** A request that found no place is given one by hand: the rules of its keys, fault domains and freezes hold for people, too. */

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
  await journey.rows(`UPDATE "row" SET fault_domain = CASE WHEN id IN (101, 102) THEN 'east' ELSE 'west' END
    WHERE room_id = 1`);
});
afterAll(() => journey.close());

type Change = Parameters<typeof asked>[0];
const none = { spread: null, antiAffinity: null, affinity: null };
const spread = (key: string, maxRacksPerDomain: number) => ({
  rules: { ...none, spread: { key, scope: "faultDomain" as const, maxRacksPerDomain } },
});
const apart = (key: string) => ({ rules: { ...none, antiAffinity: { key, scope: "faultDomain" as const } } });
const together = (key: string) => ({ rules: { ...none, affinity: { key, scope: "row" as const } } });

/** A draft whose last request found no place, and that request picked up. */
async function leftOver(...changes: Change[]) {
  const { requestIds, plan } = await draftOf(journey, changes);
  const requestId = requestIds.at(-1)!;
  expect(plan.requestList.find((r) => r.id === requestId)).toMatchObject({ outcome: "rejected" });
  const ref = { planId: plan.id, requestId };
  const targets = await journey.as("pia").override.targets(ref);
  return { requestIds, plan, ref, ...targets };
}

const cancel = async (id: number) => {
  const plan = await journey.as("pia").plan.get({ id });
  await journey.as("pia").plan.cancel({ ...plan, reason: "the next test has the floor" });
};

/** No row takes it; the reason why not, of the row tried, as the preview and the refusal say it. */
async function refused({ plan, ref }: Pick<Awaited<ReturnType<typeof leftOver>>, "plan" | "ref">, rowId: number) {
  const effect = await journey.as("pia").override.preview({ ...ref, rowId });
  expect(effect).toMatchObject({ fits: false, displaced: [] });
  const [reason] = await journey.as("pia").override.reasons();
  const keep = journey.as("pia").override.keep({ ...ref, rowId, version: plan.version, reasonId: reason!.id });
  const { code, details } = await failure(keep);
  expect({ code, certificate: details.certificate }).toEqual({
    code: "LIMIT_BROKEN",
    certificate: effect.certificate,
  });
  return effect.certificate.checks.filter((check) => !check.ok);
}

test("apart: not beside what stands; beside what the planner placed only where that gives way", async () => {
  const one = { amount: 1, datacenter: "N1", ...apart("leader") };
  const { requestIds, plan, ref, rows } = await leftOver(one, one, one);
  expect(new Set(rows.map((row) => row.state))).toEqual(new Set(["displaces"]));
  expect(rows[0]!.worst).toMatchObject({ limit: "antiAffinity", of: "faultDomain", key: "leader", left: 0 });
  const east = plan.actions.find((action) => ["R1", "R2"].includes(action.row))!;
  // the other half is taken, too: who gives way has nowhere to go
  const effect = await journey.as("pia").override.preview({ ...ref, rowId: 101 });
  expect(effect.displaced).toMatchObject([{ requestId: east.requestId, to: null }]);
  const [reason] = await journey.as("pia").override.reasons();
  await journey.as("pia").override.keep({ ...ref, rowId: 101, version: plan.version, reasonId: reason!.id });
  const kept = await journey.as("pia").plan.get({ id: plan.id });
  expect(kept.actions.map((a) => a.requestId).sort()).toEqual(requestIds.filter((id) => id !== east.requestId).sort());
  await cancel(plan.id);

  await journey.rows(
    `INSERT INTO rack_key (rack_id, kind, key_id, lot)
     SELECT r.id, k.kind, k.id, r.code FROM rack r, placement_key k WHERE r.code IN ('K1-1-1', 'K1-4-1') AND k.name = 'leader'`,
  );
  const standing = await leftOver(one);
  expect(standing.rows.map((row) => row.state)).toEqual(Array(4).fill("broken"));
  expect(await refused(standing, 102)).toMatchObject([
    { limit: "antiAffinity", subject: "east", of: "faultDomain", key: "leader", asked: 1, left: 0 },
  ]);
  await cancel(standing.plan.id);
});

test("spread: no more racks of the key in a fault domain than it takes", async () => {
  const left = await leftOver({ amount: 3, datacenter: "N1", ...spread("index", 2) });
  expect(left.rows.map((row) => row.worst?.limit)).toEqual(Array(4).fill("spread"));
  expect(await refused(left, 103)).toMatchObject([
    { limit: "spread", subject: "west", key: "index", asked: 3, left: 2, capacity: 2 },
  ]);
  await cancel(left.plan.id);
});

test("together: only where the others of the draft are, and only beside them once a person placed those", async () => {
  const six = { amount: 6, ...together("chat") };
  const left = await leftOver(six, six);
  const [first] = left.plan.actions;
  expect(new Set(left.rows.map((row) => row.datacenter))).toEqual(new Set([first!.datacenter]));
  expect(left.rows).toHaveLength(4);
  const elsewhere = first!.datacenter === "N1" ? 2 : 1;
  const over = journey.as("pia").override.preview({ ...left.ref, rowId: elsewhere * 100 + 1 });
  expect((await failure(over)).code).toBe("INVALID_INPUT");

  const [reason] = await journey.as("pia").override.reasons();
  const picked = { planId: left.plan.id, actionId: first!.id };
  const { rows } = await journey.as("pia").override.targets(picked);
  const other = rows.find((row) => row.state === "fits")!;
  const keep = { ...picked, rowId: other.rowId, version: left.plan.version, reasonId: reason!.id };
  await journey.as("pia").override.keep(keep);
  const plan = await journey.as("pia").plan.get({ id: left.plan.id });
  const now = await journey.as("pia").override.targets(left.ref);
  expect(now.rows.map((row) => row.state)).toEqual(Array(4).fill("broken"));
  expect(await refused({ ...left, plan }, first!.rowId)).toContainEqual(
    expect.objectContaining({ limit: "affinity", key: "chat", elsewhere: [other.row] }),
  );
  await cancel(plan.id);
});

test("together with what stands where it may not go: no row, and the reason", async () => {
  const { review } = await submittedOf(journey, [{ amount: 1, datacenter: "N2", ...together("ledger") }]);
  await decide(journey, review, "approve");
  const left = await leftOver({ amount: 1, datacenter: "N1", ...together("ledger") });
  expect(left).toMatchObject({ rows: [], apart: { key: "ledger", datacenters: ["N2"] } });
  const try101 = journey.as("pia").override.preview({ ...left.ref, rowId: 101 });
  expect((await failure(try101)).code).toBe("INVALID_INPUT");
  await cancel(left.plan.id);
});

test("a freeze closes rows to people as to the planner", async () => {
  const days = { startsOn: "2027-05-01", endsOn: "2027-05-09" };
  const frozen = { from: days.startsOn, to: days.endsOn, reason: "year end" };
  const one = { amount: 1, datacenter: "N1", neededBy: "2027-05-04" };
  await journey.as("pia").freeze.create({ datacenter: "N1", ...days, reason: frozen.reason });
  const left = await leftOver(one);
  expect(left.rows.map((row) => row.worst?.limit)).toEqual(Array(4).fill("freeze"));
  expect(await refused(left, 101)).toMatchObject([
    { limit: "freeze", subject: "N1", of: "datacenter", asked: 6, frozen },
  ]);
});
