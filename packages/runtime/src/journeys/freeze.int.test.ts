import { afterAll, beforeAll, expect, test } from "vitest";
import { asked, type Journey, openJourney } from "../testing/journey";
import { decide, failure, submittedOf } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey.close());

const freeze = (from: string, to: string) =>
  journey.rows(
    `INSERT INTO freeze_window (datacenter_id, starts_on, ends_on, reason)
     SELECT id, $1::date, $2::date, 'year end' FROM datacenter RETURNING id`,
    [from, to],
  );

async function planned(requestId: number) {
  const created = await journey.as("pia").plan.create({ requestIds: [requestId] });
  expect(await journey.work()).toEqual({ outcome: "draft" });
  return journey.as("pia").plan.get({ id: created.id });
}

test("nothing lands in a freeze: the plan goes around it, and a signature sees one that came later", async () => {
  const request = await journey.as("mona").request.create(asked({ amount: 2 }));
  const { neededBy } = await journey.as("mona").request.get({ id: request.id });
  await freeze(neededBy, neededBy);
  const stopped = await planned(request.id);
  expect(stopped.requestsPlaced).toBe(0);
  const { rowsByLimit, relaxations } = stopped.requestList[0]!.certificate!;
  expect(rowsByLimit.freeze).toBeGreaterThan(0);
  expect(relaxations).toContainEqual(expect.objectContaining({ limit: "freeze", by: 1, unit: "days" }));

  await journey.rows("DELETE FROM freeze_window RETURNING id", []);
  const plan = await planned((await journey.as("mona").request.create(asked({ amount: 2 }))).id);
  expect(plan.requestsPlaced).toBe(1);
  await journey.as("pia").plan.submit(plan);
  const ofFreeze = async () =>
    (await journey.as("ann").approval.review({ planId: plan.id })).policies.find((p) => p.code === "freeze");
  expect(await ofFreeze()).toMatchObject({ result: "pass" });
  await freeze(neededBy, neededBy);
  expect(await ofFreeze()).toMatchObject({ result: "fail" });
});

test("a window is made, changed and ended early, with its record; floors in memory see each", async () => {
  const pia = journey.as("pia");
  const where = { datacenter: "N1", roomId: 1, rowId: 101 };
  const days = { startsOn: "2026-11-23", endsOn: "2026-12-02" };
  const landsToday = async () => {
    const { id } = await journey
      .as("mona")
      .request.create(asked({ amount: 1, datacenter: "N1", neededBy: "2026-11-30" }));
    return (await journey.as("mona").placement.why({ requestId: id }))!;
  };
  expect((await landsToday()).rowsThatFit).toBe(4);
  const made = await pia.freeze.create({ ...where, ...days, reason: "cabling" });
  expect((await landsToday()).rowsThatFit).toBe(3);
  const changed = await pia.freeze.update({ ...made, ...days, endsOn: "2026-11-25", reason: "cabling" });
  expect((await landsToday()).rowsThatFit).toBe(4);
  const list = (when?: "now" | "coming" | "past") =>
    journey.as("uma").freeze.list({ datacenter: "N1", ...(when ? { when } : {}) });
  expect(await list("now")).toMatchObject({
    rows: [
      { id: made.id, room: "1", row: "R1", endsOn: "2026-11-25", when: "now", author: { id: "pia" }, ended: null },
    ],
    total: 1,
  });
  expect((await failure(pia.freeze.update({ ...made, ...days, reason: "late" }))).code).toBe("CONFLICT");
  const ended = await pia.freeze.end({ ...changed, reason: "done sooner" });
  expect((await list("now")).total).toBe(0);
  expect((await list("past")).rows[0]).toMatchObject({
    ...{ id: made.id, when: "past", endsOn: "2026-11-25", ended: { reason: "done sooner", by: { id: "pia" } } },
  });
  expect(await failure(pia.freeze.end({ ...ended, reason: "again" }))).toMatchObject({
    ...{ code: "WRONG_STATE", details: { state: "ended" } },
  });
  const events = await journey.rows<{ action: string; reason: string | null }>(
    "SELECT action, reason FROM audit_event WHERE entity_kind = 'freeze' AND entity_id = $1 ORDER BY id",
    [String(made.id)],
  );
  expect(events).toEqual([
    { action: "freeze.create", reason: "cabling" },
    { action: "freeze.update", reason: null },
    { action: "freeze.end", reason: "done sooner" },
  ]);
});

test.each([
  ["it ends before it begins", { startsOn: "2027-01-05", endsOn: "2027-01-04" }, "endsOn"],
  ["it is all over", { startsOn: "2026-11-01", endsOn: "2026-11-22" }, "endsOn"],
  ["a room of another datacenter", { roomId: 2 }, "roomId"],
  ["a row without its room", { rowId: 101 }, "rowId"],
])("refused: %s", async (_, change, path) => {
  const input = { datacenter: "N1", startsOn: "2027-01-01", endsOn: "2027-01-02", reason: "year end", ...change };
  const refused = await failure(journey.as("pia").freeze.create(input));
  expect(refused).toMatchObject({ code: "INVALID_INPUT", details: { issues: [{ path }] } });
});

test("what it meets is told before it is saved: plans that start something inside, there", async () => {
  const { review } = await submittedOf(journey, [{ amount: 2, datacenter: "N2", neededBy: "2027-03-10" }]);
  const [action] = review.actions;
  const during = { startsOn: "2027-03-10", endsOn: "2027-03-11" };
  const meets = (change: object) => journey.as("pia").freeze.conflicts({ datacenter: "N2", ...during, ...change });
  const found = { planId: review.id, state: "submitted", racks: 2, startsOn: "2027-03-10" };
  expect(await meets({})).toMatchObject([found]);
  expect(await meets({ roomId: 2, rowId: action!.rowId })).toMatchObject([found]);
  const other = action!.rowId === 201 ? 202 : 201;
  for (const change of [{ roomId: 2, rowId: other }, { startsOn: "2027-03-11" }, { datacenter: "N1" }])
    expect(await meets(change)).toEqual([]);
  await decide(journey, review, "approve");
  expect(await meets({})).toMatchObject([{ ...found, state: "committed" }]);
});
