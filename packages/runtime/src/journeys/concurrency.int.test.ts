import { afterAll, beforeAll, expect, test } from "vitest";
import { expectSound } from "../testing/invariants";
import { asked, type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

const PLANNERS = 50;

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney({ rows: 1 }, 20);
});
afterAll(() => journey.close());

test("fifty planners and approvers at one row at once: never a double booking, never over a limit", async () => {
  // every draft is made from the same snapshot of one row with eight free positions, so all of them want the same tiles
  const drafts: { id: number; version: number }[] = [];
  for (let i = 0; i < PLANNERS; i++) {
    const { id } = await journey.as("mona").request.create(asked({ amount: 2, datacenter: "N1", title: `Load ${i}` }));
    const plan = await journey.as("pia").plan.create({ requestIds: [id] });
    await journey.work();
    drafts.push(await journey.as("pia").plan.get({ id: plan.id }));
  }
  const outcomes: string[] = [];
  /** Submits, approves, and plans again whenever somebody was faster, until it is in or nothing fits. */
  const one = async (draft: { id: number; version: number }): Promise<void> => {
    let plan = await journey.as("pia").plan.get({ id: draft.id });
    for (let attempt = 0; attempt < 12; attempt++) {
      if (plan.state === "draft" && plan.racks === 0) {
        outcomes.push("nothing fits");
        return;
      }
      const refused = await journey
        .as("pia")
        .plan.submit(plan)
        .then(
          () => null,
          (error: unknown) => failure(Promise.reject(error)),
        );
      if (refused) {
        expect((await refused).code).toBe("STALE");
      } else {
        const review = await journey.as("ann").approval.review({ planId: plan.id });
        const { outcome } = await journey
          .as("ann")
          .approval.decide({ approvalId: review.approvalId!, hash: review.hash!, verdict: "approve" });
        if (outcome === "committed") {
          outcomes.push(outcome);
          return;
        }
        expect(outcome).toBe("stale");
      }
      const ref = await journey.as("pia").plan.replan(await journey.as("pia").plan.get({ id: plan.id }));
      await journey.run(ref.id, ref.version);
      plan = await journey.as("pia").plan.get({ id: plan.id });
    }
    outcomes.push("gave up");
  };
  await Promise.all(drafts.map(one));

  await expectSound(journey);
  const committed = outcomes.filter((o) => o === "committed").length;
  const [{ tiles }] = (await journey.rows<{ tiles: number }>(
    "SELECT count(*)::int AS tiles FROM occupancy WHERE kind = 'committed'",
  )) as [{ tiles: number }];
  expect(tiles).toBe(2 * committed);
  expect(committed).toBeGreaterThan(0);
  expect(outcomes).toHaveLength(PLANNERS);
  expect(outcomes).not.toContain("gave up");
  // whoever is left out is left out because nothing more fits
  const rest = await journey
    .as("mona")
    .request.feasibility({ rackType: "compute", unit: "racks", amount: 2, region: "nord", datacenter: "N1" });
  expect(rest.fits).toBe(false);
}, 300_000);

test("two approvers decide the same plan at once: one decision", async () => {
  const { id } = await journey.as("mona").request.create(asked({ amount: 1, datacenter: "N2" }));
  const plan = await journey.as("pia").plan.create({ requestIds: [id] });
  await journey.work();
  await journey.as("pia").plan.submit(await journey.as("pia").plan.get({ id: plan.id }));
  const { approvalId, hash } = await journey.as("ann").approval.review({ planId: plan.id });
  const decide = (person: "ann" | "abe", verdict: "approve" | "decline") =>
    journey.as(person).approval.decide({ approvalId: approvalId!, hash: hash!, verdict, reason: "at once" });
  const settled = await Promise.allSettled([decide("ann", "approve"), decide("abe", "decline")]);
  expect(settled.map((s) => s.status).sort()).toEqual(["fulfilled", "rejected"]);
  const decisions = await journey.rows("SELECT * FROM decision WHERE approval_id = $1", [approvalId]);
  expect(decisions).toHaveLength(1);
  await expectSound(journey);
});
