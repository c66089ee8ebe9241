import { afterAll, beforeAll, expect, test } from "vitest";
import { asked, type Journey, openJourney } from "../testing/journey";

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
