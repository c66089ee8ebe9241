import type { DecideInput } from "@headroom/contracts/approval";
import type { StaleCause } from "@headroom/contracts/plan";
import type { Actor } from "../actor";
import { refreshCapacity } from "../capacity/refresh";
import { dayOf, instantOf } from "../days";
import { causeOf, limitsBroken, numbersWorse, requestsChanged, takenPositions } from "../plan/check";
import { lockedFloors, type PlanFacts, servedBy } from "../plan/facts";
import { followRequests, notify, peopleOf } from "../plan/follow";
import { mustFollow } from "../plan/guard";
import { releasePlan } from "../plan/release";
import { seenOf } from "../plan/seen";
import type { Ports } from "../ports";
import type { ApprovalRecord } from "../ports/approvals";
import type { Repositories } from "../ports/repositories";
import { record } from "../record";
import type { DecideResult } from "./decide";

export interface Decision {
  readonly approval: ApprovalRecord;
  readonly facts: PlanFacts;
  readonly deciderId: string;
  readonly input: DecideInput;
}

/**
 * Commits a plan, or finds it stale. Under locks on its datacenters its own actions are checked again: the positions are still held for it,
 * every limit it leans on holds with everything else, no number its approver saw got worse. Changes elsewhere revoke nothing.
 */
export async function approve(
  ports: Ports,
  repositories: Repositories,
  actor: Actor,
  decision: Decision,
): Promise<DecideResult> {
  const { approval, facts, deciderId, input } = decision;
  const { plan, planned, datacenterIds } = facts;
  const cause = await recheck(ports, repositories, decision);
  if (cause) {
    await releasePlan(ports, repositories, actor, plan, {
      action: "go_stale",
      approval: "stale",
      requests: ["release"],
      change: { staleCause: cause },
      reason: input.reason || null,
    });
    const first = cause.changes[0];
    const people = [plan.author.id, plan.lastEditor.id];
    await notify(repositories, actor, people, "plan_stale", plan, {
      what: first?.what ?? null,
      now: first?.now ?? null,
    });
    return { planId: plan.id, outcome: "stale" };
  }
  const now = ports.clock.now();
  const state = mustFollow(plan.id, plan.state, "approve");
  const positions = facts.actions.reduce((sum, a) => sum + a.positions.length, 0);
  const committed = await repositories.occupancy.commit(plan.id);
  if (committed !== positions) throw new Error(`plan ${plan.id} holds ${committed} of its ${positions} positions`);
  await repositories.occupancy.touch(datacenterIds);
  const reason = input.reason || null;
  await repositories.approvals.decide({
    approvalId: approval.id,
    deciderId,
    verdict: "approve",
    reason,
    hash: input.hash,
    decidedAt: instantOf(now),
  });
  await repositories.approvals.close(plan.id, "approved");
  await repositories.plans.change(plan.id, { state, holdExpiresAt: null, decidedAt: instantOf(now), staleCause: null });
  await followRequests(repositories, actor, plan.id, servedBy(planned).served, ["commit"]);
  await refreshCapacity(repositories, datacenterIds, now);
  await record(repositories, actor, {
    action: "plan.approve",
    entityKind: "plan",
    entityId: String(plan.id),
    before: { state: plan.state },
    after: { state, hash: input.hash, approvalId: approval.id, positionsCommitted: committed },
    reason,
  });
  const { everybody } = await peopleOf(repositories, plan);
  await notify(repositories, actor, everybody, "plan_committed", plan, { racks: plan.racks });
  return { planId: plan.id, outcome: "committed" };
}

async function recheck(
  ports: Ports,
  repositories: Repositories,
  { approval, facts }: Decision,
): Promise<StaleCause | null> {
  const { plan, actions, planned, requests, datacenterIds } = facts;
  const floors = await lockedFloors(ports, repositories, datacenterIds);
  const check = { id: plan.id, actions, holds: true };
  const later = await repositories.occupancy.heldLater(datacenterIds, approval.id);
  const changed = await repositories.occupancy.changedSince(datacenterIds, approval.requestedAt, plan.id);
  return causeOf({
    position_taken: await takenPositions(repositories, check, dayOf(ports.clock.now())),
    limit_broken: limitsBroken(floors, check),
    number_worse: numbersWorse(floors, check, seenOf(approval.seen), later, changed),
    request_changed: requestsChanged(planned, requests, ["submitted"]),
  });
}
