import type { PersonName } from "./fleet";
import { asked, type Journey } from "./journey";

/** Steps that many tests take on their way. */

export async function draftOf(
  journey: Journey,
  requests: readonly Parameters<typeof asked>[0][],
  { requester = "mona" as PersonName, planner = "pia" as PersonName } = {},
) {
  const ids: number[] = [];
  for (const change of requests) ids.push((await journey.as(requester).request.create(asked(change))).id);
  const plan = await journey.as(planner).plan.create({ requestIds: ids });
  await journey.work();
  return { requestIds: ids, plan: await journey.as(planner).plan.get({ id: plan.id }) };
}

export async function submittedOf(journey: Journey, requests: readonly Parameters<typeof asked>[0][]) {
  const { requestIds, plan } = await draftOf(journey, requests);
  await journey.as("pia").plan.submit(plan);
  return { requestIds, review: await journey.as("ann").approval.review({ planId: plan.id }) };
}

type Review = Awaited<ReturnType<ReturnType<Journey["as"]>["approval"]["review"]>>;

export const decide = (
  journey: Journey,
  review: Pick<Review, "approvalId" | "hash">,
  verdict: "approve" | "request_changes" | "decline",
  person: PersonName = "ann",
) =>
  journey.as(person).approval.decide({
    approvalId: review.approvalId!,
    hash: review.hash!,
    verdict,
    reason: verdict === "approve" ? "" : "not now",
  });

/** The plan's occupancies by kind. */
export async function occupancyOf(journey: Journey, planId: number): Promise<Record<string, number>> {
  const rows = await journey.rows<{ kind: string; count: number }>(
    `SELECT o.kind::text AS kind, count(*)::int AS count FROM occupancy o JOIN plan_action a ON a.id = o.plan_action_id
      WHERE a.plan_id = $1 GROUP BY 1`,
    [planId],
  );
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

/** The code and details of the failure that a call ends in. */
export async function failure(call: Promise<unknown>): Promise<{ code: string; details: Record<string, unknown> }> {
  try {
    await call;
  } catch (error) {
    const { cause } = error as { cause?: { code?: string; details?: Record<string, unknown> } };
    return { code: cause?.code ?? String(error), details: cause?.details ?? {} };
  }
  throw new Error("it did not fail");
}
