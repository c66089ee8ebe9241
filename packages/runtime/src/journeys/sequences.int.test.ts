import { expireHolds } from "@headroom/services/plan/expire";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectSound } from "../testing/invariants";
import { asked, type Journey, openJourney } from "../testing/journey";
import { failure } from "../testing/steps";

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney({ rows: 2 });
});
afterAll(() => journey.close());

/** Something somebody does. `pick` chooses the plan or request; codes are what it may be refused with. */
type Deed = (j: Journey, pick: number) => Promise<unknown>;

const nth = async (j: Journey, table: "plan" | "request", pick: number, states: readonly string[] = []) => {
  const all = `SELECT id, version FROM ${table}`;
  const fitting = await j.rows<{ id: number; version: number }>(`${all} WHERE state::text = ANY($1) ORDER BY id`, [
    states,
  ]);
  // mostly a thing the deed is for, sometimes any
  const rows =
    pick % 4 && fitting.length > 0 ? fitting : await j.rows<{ id: number; version: number }>(`${all} ORDER BY id`);
  return rows[pick % Math.max(1, rows.length)];
};
const onPlan =
  (
    states: readonly string[],
    deed: (j: Journey, plan: { id: number; version: number }, pick: number) => Promise<unknown>,
  ): Deed =>
  async (j, pick) => {
    const plan = await nth(j, "plan", pick, states);
    return plan && deed(j, plan, pick);
  };
const decideAs = (verdict: "approve" | "decline" | "request_changes") =>
  onPlan(["submitted"], async (j, { id }) => {
    const { approvalId, hash } = await j.as("ann").approval.review({ planId: id });
    return approvalId && j.as("ann").approval.decide({ approvalId, hash: hash!, verdict, reason: "because" });
  });

const deeds: Readonly<Record<string, Deed>> = {
  ask: (j, pick) =>
    j.as("mona").request.create(
      asked({
        amount: 1 + (pick % 5),
        neededBy: "2099-01-01",
        rackType: pick % 2 ? "compute" : "storage",
        datacenter: [null, "N1", "N2"][pick % 3]!,
        splitRule: pick % 4 ? "all_or_nothing" : "best_effort",
      }),
    ),
  plan: async (j) => {
    const { rows } = await j.as("pia").request.list({ states: ["open", "planned"], limit: 3 });
    if (rows.length === 0) return;
    await j.as("pia").plan.create({ requestIds: rows.map((r) => r.id) });
    await j.work();
  },
  replan: onPlan(["stale", "declined", "expired"], async (j, plan) => {
    await j.as("pia").plan.replan(plan);
    await j.work();
  }),
  submit: onPlan(["draft"], (j, plan) => j.as("pia").plan.submit(plan)),
  submitToo: onPlan(["draft", "expired"], (j, plan) => j.as("pete").plan.submit(plan)),
  withdraw: onPlan(["submitted"], (j, plan) => j.as("ada").plan.withdraw(plan)),
  approve: decideAs("approve"),
  approveToo: decideAs("approve"),
  decline: decideAs("decline"),
  sendBack: decideAs("request_changes"),
  cancelPlan: onPlan(["committed"], (j, plan) => j.as("pia").plan.cancel({ ...plan, reason: "because" })),
  leaveOut: onPlan(["draft"], async (j, plan, pick) => {
    const { requestList } = await j.as("pia").plan.get({ id: plan.id });
    const request = requestList[pick % Math.max(1, requestList.length)];
    return request && j.as("pete").plan.leaveOut({ ...plan, requestId: request.id });
  }),
  cancelRequest: async (j, pick) => {
    const request = await nth(j, "request", pick, ["planned"]);
    return request && j.as("mona").request.cancel({ ...request, reason: "because" });
  },
  reopen: async (j, pick) => {
    const request = await nth(j, "request", pick, ["declined", "cancelled"]);
    return request && j.as("mona").request.reopen(request);
  },
  waitLong: async (j) => {
    j.clock.now += 15 * 86_400_000;
    await expireHolds(j.ports, { id: null, name: "worker", role: "system", via: "worker", requestId: "s" });
  },
};
/** What a deed may be refused with. Anything else is a defect. */
const expected = new Set(["WRONG_STATE", "STALE", "INVALID_INPUT", "NOT_FOUND"]);

test("whatever people do, occupancy follows plans, requests follow plans, and stored accounts equal fresh ones", async () => {
  // the way from a request to a commit is walked more often than the ways out of it
  const often = ["ask", "ask", "ask", "plan", "plan", "submit", "submit", "approve", "approve"];
  const step = fc.record({ deed: fc.constantFrom(...often, ...Object.keys(deeds)), pick: fc.nat(20) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 20, size: "max" }), async (steps) => {
      const way = ["ask", "plan", "submit", "approve"].map((deed) => ({ deed, pick: steps[0]!.pick }));
      for (const { deed, pick } of [...way, ...steps]) {
        try {
          await deeds[deed]!(journey, pick);
        } catch (error) {
          const { code } = await failure(Promise.reject(error));
          expect(expected, `${deed}: ${code} ${String(error)}`).toContain(code);
        }
      }
      await expectSound(journey);
    }),
    // one database grows through all runs, so a failure is not shrunk
    { numRuns: 8, endOnFailure: true },
  );
  const [{ approved }] = (await journey.rows<{ approved: number }>(
    "SELECT count(*)::int AS approved FROM audit_event WHERE action = 'plan.approve'",
  )) as [{ approved: number }];
  expect(approved).toBeGreaterThan(0);
}, 300_000);
