import type { DecideInput } from "@headroom/contracts/approval";
import { separationBreach } from "@headroom/core/approval/separation";
import { type Actor, authorize, personId } from "../actor";
import { notFound, ServiceError } from "../errors";
import { expirePlan, isOver } from "../plan/expire";
import { factsOf, type PlanFacts } from "../plan/facts";
import { findPlan, mustFollow } from "../plan/guard";
import type { Ports } from "../ports";
import type { ApprovalRecord } from "../ports/approvals";
import type { Repositories } from "../ports/repositories";
import { approve } from "./approve";
import { refuse } from "./refuse";

export interface DecideResult {
  readonly planId: number;
  readonly outcome: "committed" | "changes_requested" | "declined" | "stale";
}

/**
 * Signs or refuses a submitted plan, in one transaction under locks on its datacenters. Needs approval.decide, and to have neither
 * asked for, written nor last edited it. Errors: SEPARATION_OF_DUTIES, HASH_MISMATCH (what stands is not what was seen), WRONG_STATE
 * (decided already, withdrawn, or its hold ran out). `stale` is an outcome: nothing was committed, and the plan says why.
 */
export async function decide(ports: Ports, actor: Actor, input: DecideInput): Promise<DecideResult> {
  authorize(actor, "approval.decide");
  const deciderId = personId(actor);
  const result = await ports.work.write(async (repositories) => {
    const { approval, facts } = await lockDecision(repositories, input.approvalId);
    const { plan } = facts;
    mustBeOthers(deciderId, facts);
    if (approval.state !== "pending") throw wrongState(approval, input.verdict);
    mustFollow(plan.id, plan.state, input.verdict);
    if (isOver(plan, ports.clock.now())) {
      await expirePlan(ports, repositories, actor, plan);
      return { expired: wrongState({ ...approval, state: "expired" }, input.verdict) };
    }
    if (plan.hash !== input.hash || approval.hash !== input.hash)
      throw new ServiceError("HASH_MISMATCH", { seen: input.hash, now: plan.hash });
    const run = input.verdict === "approve" ? approve : refuse;
    return { outcome: await run(ports, repositories, actor, { approval, facts, deciderId, input }) };
  });
  // the hold was given back in that transaction, so the refusal must not undo it
  if ("expired" in result) throw result.expired;
  return result.outcome;
}

/** The approval's plan under lock, and everything it names. */
async function lockDecision(
  repositories: Repositories,
  approvalId: number,
): Promise<{ approval: ApprovalRecord; facts: PlanFacts }> {
  const found = await repositories.approvals.get(approvalId);
  if (!found) throw notFound("approval", approvalId);
  await repositories.locks.plan(found.planId);
  const plan = await findPlan(repositories, found.planId);
  const approval = await repositories.approvals.get(approvalId);
  return { approval: approval!, facts: await factsOf(repositories, plan) };
}

function mustBeOthers(deciderId: string, { plan, requests }: PlanFacts): void {
  const breach = separationBreach(deciderId, {
    authorId: plan.author.id,
    lastEditorId: plan.lastEditor.id,
    requesterIds: requests.map((r) => r.requester.id),
  });
  if (breach) throw new ServiceError("SEPARATION_OF_DUTIES", { breach });
}

const wrongState = ({ id, state }: Pick<ApprovalRecord, "id" | "state">, action: string) =>
  new ServiceError("WRONG_STATE", { kind: "approval", id, state, action, allowed: [] });
