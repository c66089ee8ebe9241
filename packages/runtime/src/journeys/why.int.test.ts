import { afterAll, beforeAll, expect, test } from "vitest";
import { type Journey, openJourney } from "../testing/journey";
import { draftOf, failure } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

// six more racks are what a row's failover limits leave: seven fit nowhere, one of the others does
const asks = [
  { amount: 7, datacenter: "N1" },
  { amount: 4, datacenter: "N1" },
  { amount: 7, datacenter: "N1" },
];

test("a rejected request says what would help, trying it shows where it fits, and less does not help", async () => {
  const { requestIds, plan } = await draftOf(journey, asks);
  const [requestId, placed, other] = requestIds as [number, number, number];
  expect(plan.requestList.map((r) => r.outcome)).toEqual(["rejected", "placed", "rejected"]);
  const uma = journey.as("uma");
  const why = (await uma.placement.why({ requestId, planId: plan.id }))!;
  expect(why).toMatchObject({ datacenter: "N1", rowsThatFit: 0, racks: 7 });
  expect(why.rows.every((row) => row.kind === "nearest" && !row.fits && row.checks[0]!.margin < 0)).toBe(true);
  for (const { capacity, left, asked, margin } of why.rows.flatMap((row) => row.checks)) {
    expect(margin).toBeCloseTo(left - asked, 6);
    expect(capacity).toBeGreaterThanOrEqual(left);
  }
  const [raise, fewer] = why.reliefs;
  expect(raise!.relief.changes.map((change) => change.limit)).toContain("failover");
  const ask = { requestId, planId: plan.id, datacenter: "N1" };
  const tried = await uma.placement.tryRelief({ ...ask, relief: raise!.relief });
  expect(tried.place).toMatchObject({ rowId: raise!.relief.rowId, datacenter: "N1", racks: 7 });
  expect(tried.others).toBe(1);
  expect(tried.next[0]!.margin).toBeLessThanOrEqual(tried.next[1]!.margin);

  const less = raise!.relief.changes.map((change) => ({ ...change, amount: change.amount - 1 }));
  expect((await uma.placement.tryRelief({ ...ask, relief: { ...raise!.relief, changes: less } })).place).toBeNull();
  expect(await uma.placement.tryRelief({ ...ask, relief: fewer!.relief })).toMatchObject({ place: { racks: 6 } });
  const gone = { ...raise!.relief, changes: [], fewer: 7 };
  expect((await failure(uma.placement.tryRelief({ ...ask, relief: gone }))).code).toBe("INVALID_INPUT");
  expect((await failure(uma.placement.tryRelief({ ...ask, datacenter: "W1", relief: gone }))).code).toBe(
    "INVALID_INPUT",
  );

  // a relief large enough for both frees the other too
  const twice = raise!.relief.changes.map((change) => ({ ...change, amount: 10_000_000 }));
  const rows = (await uma.datacenter.floor({ code: "N1" })).devices.map((device) => ({
    ...{ limit: "failover", subjectKind: "device", subjectId: device.id, amount: 10_000_000 },
  }));
  const both = await uma.placement.tryRelief({ ...ask, relief: { ...raise!.relief, changes: [...twice, ...rows] } });
  expect(both.freed).toMatchObject([{ requestId: other, racks: 7 }]);
  const read = await uma.plan.get({ id: plan.id });
  expect({ hash: read.hash, version: read.version }).toEqual({ hash: plan.hash, version: plan.version });

  const stands = (await uma.placement.why({ requestId: placed, planId: plan.id }))!;
  expect(stands.reliefs).toEqual([]);
  expect(stands.rows[0]).toMatchObject({ kind: "chosen", fits: true, racks: 4, rowId: plan.actions[0]!.rowId });
  expect(stands.rows[1]).toMatchObject({ kind: "runnerUp", fits: true });
});

test("without a plan it is the floor of now, and a draft of somebody else is nobody's business", async () => {
  const mona = journey.as("mona");
  const ref = { title: "Not yet", service: "s", rackType: "compute", unit: "racks", region: "nord" } as const;
  const { id } = await mona.request.create({ ...ref, amount: 3, neededBy: "2027-02-01", asDraft: true });
  expect((await mona.placement.why({ requestId: id }))!.rows[0]).toMatchObject({
    kind: "runnerUp",
    fits: true,
    racks: 3,
  });
  expect((await failure(journey.as("pia").placement.why({ requestId: id }))).code).toBe("NOT_FOUND");
});

test("a request is explained where it may go, whatever the rest of its plan touches", async () => {
  const { requestIds, plan } = await draftOf(journey, [
    { amount: 7, datacenter: "N1" },
    { amount: 4, region: "west", datacenter: "W1" },
  ]);
  expect(plan.datacenters).toEqual(["W1"]);
  const why = await journey.as("uma").placement.why({ requestId: requestIds[0]!, planId: plan.id });
  expect(why).toMatchObject({ datacenter: "N1", rowsThatFit: 0 });
});

test("what stands in several rows is compared row by row, and needs no relief", async () => {
  const { requestIds, plan } = await draftOf(journey, [{ amount: 9, datacenter: "N1", splitRule: "best_effort" }]);
  const lots = plan.actions.map((action) => action.racks);
  expect(lots.length).toBeGreaterThan(1);
  const why = (await journey.as("uma").placement.why({ requestId: requestIds[0]!, planId: plan.id }))!;
  expect(why.rows.slice(0, lots.length).map((row) => [row.kind, row.racks])).toEqual(lots.map((n) => ["chosen", n]));
  expect(why.reliefs).toEqual([]);
  for (const row of why.rows.filter((one) => one.kind !== "chosen"))
    expect(row.checks.find((check) => check.limit === "space")!.asked).toBeLessThanOrEqual(lots[0]!);
});

test("a request larger than a row is short by what all rows together lack", async () => {
  const { requestIds, plan } = await draftOf(journey, [{ amount: 60, datacenter: "N1" }]);
  expect(plan.requestList[0]).toMatchObject({ outcome: "rejected" });
  const ask = { requestId: requestIds[0]!, planId: plan.id };
  const { reliefs } = (await journey.as("uma").placement.why(ask))!;
  const fewer = reliefs.find(({ relief }) => relief.fewer > 0)!;
  const fits = 60 - fewer.relief.fewer;
  expect(fits).toBe(plan.requestList[0]!.certificate!.considered![0]!.racksThatFit);
  expect(plan.requestList[0]!.certificate!.relaxations.at(-1)).toEqual(fewer.words[0]);
  const tried = await journey.as("uma").placement.tryRelief({ ...ask, datacenter: "N1", relief: fewer.relief });
  expect(tried.place).toMatchObject({ racks: fits });
  expect(tried.place!.rows).toBeGreaterThan(1);
  const one = { ...fewer.relief, fewer: fewer.relief.fewer - 1 };
  expect((await journey.as("uma").placement.tryRelief({ ...ask, datacenter: "N1", relief: one })).place).toBeNull();
});

test("a tag that is there is no limit that comes near, one that is not is named", async () => {
  const { requestIds, plan } = await draftOf(journey, [{ amount: 2, datacenter: "N1", requiredTags: ["moon"] }]);
  const why = (await journey.as("uma").placement.why({ requestId: requestIds[0]!, planId: plan.id }))!;
  expect(why.rows[0]!.checks[0]).toMatchObject({ limit: "tags", subject: "moon", ok: false });
  expect(why.reliefs[0]!.words).toMatchObject([{ limit: "tags", subject: "moon", by: 1 }]);
});
