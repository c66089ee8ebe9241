import type { Actor } from "../actor";
import { instantOf } from "../days";
import { notify, peopleOf } from "../plan/follow";
import { releasePlan } from "../plan/release";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { Decision } from "./approve";
import type { DecideResult } from "./decide";

/**
 * Declines a plan, or sends it back for changes, with a reason. Its positions are free at once. Declined: its requests are declined with it, until
 * somebody reopens them or plans again. Changes asked for: it is a draft again and keeps its requests.
 */
export async function refuse(
  ports: Ports,
  repositories: Repositories,
  actor: Actor,
  { approval, facts, deciderId, input }: Decision,
): Promise<DecideResult> {
  const { plan } = facts;
  const declined = input.verdict === "decline";
  const { reason, hash } = input;
  const verdict = declined ? "decline" : "request_changes";
  const decidedAt = instantOf(ports.clock.now());
  await repositories.approvals.decide({ approvalId: approval.id, deciderId, verdict, reason, hash, decidedAt });
  await releasePlan(ports, repositories, actor, plan, {
    action: verdict,
    approval: declined ? "declined" : "changes_requested",
    requests: declined ? ["decline"] : ["release", "plan"],
    reason,
  });
  const { everybody } = await peopleOf(repositories, plan);
  const people = declined ? everybody : [plan.author.id, plan.lastEditor.id];
  await notify(repositories, actor, people, declined ? "plan_declined" : "changes_requested", plan, { reason });
  return { planId: plan.id, outcome: declined ? "declined" : "changes_requested" };
}
