import type { Review } from "@headroom/contracts/approval";
import { checkPolicies, type PolicyOutcome } from "@headroom/core/approval/policies";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { limitsBroken, takenPositions } from "../plan/check";
import { readPlan } from "../plan/get";
import type { Ports } from "../ports";
import type { ApprovalRecord } from "../ports/approvals";
import type { Repositories } from "../ports/repositories";
import { freezesMet } from "./freezes";
import { failurePercent, inboxItems } from "./inbox";

/** A plan as its approver sees it: the plan, the rules it is held against now, who signs, and its place in the inbox. Needs approval.read. */
export async function reviewPlan(ports: Ports, actor: Actor, input: { planId: number }): Promise<Review> {
  authorize(actor, "approval.read");
  return ports.work.read(async (repositories) => {
    const read = await readPlan(ports, repositories, actor, input.planId);
    const approvals = await repositories.approvals.ofPlan(input.planId);
    const pending = approvals.find((a) => a.state === "pending");
    const items = await inboxItems(ports, repositories, actor);
    const index = items.findIndex((item) => item.planId === input.planId);
    return {
      ...read.detail,
      approvalId: pending?.id ?? null,
      policies: (await policiesOf(ports, repositories, read)).map(worded),
      signers: signersOf(pending ?? approvals[0]),
      inboxPosition:
        index < 0
          ? null
          : {
              index,
              of: items.length,
              previous: items[index - 1]?.planId ?? null,
              next: items[index + 1]?.planId ?? null,
            },
    };
  });
}

async function policiesOf(
  ports: Ports,
  repositories: Repositories,
  { detail, facts, live }: Awaited<ReturnType<typeof readPlan>>,
): Promise<PolicyOutcome[]> {
  const { actions, requests, plan } = facts;
  const holds = plan.state === "submitted";
  const check = { id: plan.id, actions, holds };
  const positions = actions.reduce((sum, a) => sum + a.positions.length, 0);
  const lost = await takenPositions(repositories, check, dayOf(ports.clock.now()));
  const candidates = await repositories.requests.candidates([...new Set(requests.map((r) => r.regionId))]);
  const tagsAt = new Map(candidates.map((d) => [d.id, d.tags]));
  const missingTags = actions.flatMap((action) => {
    const required = requests.find((r) => r.id === action.requestId)?.requiredTags ?? [];
    return required
      .filter((tag) => !(tagsAt.get(action.datacenterId) ?? []).includes(tag))
      .map((tag) => `${tag} at ${action.datacenter}`);
  });
  const now = ports.clock.now();
  return checkPolicies({
    worstFailurePercent: failurePercent(detail.summary?.worstFailureAfter ?? null),
    // once decided there is nothing live to break
    limitsBroken: live ? limitsBroken(live.floors, check).length : 0,
    missingTags: [...new Set(missingTags)],
    positions,
    positionsHeld: live ? positions - lost.length : positions,
    freezes: live ? freezesMet(live.floors, actions) : [],
    late: requests.filter((r) => Date.parse(r.answerBy) < now).length,
  });
}

const words: Readonly<Record<PolicyOutcome["code"], string>> = {
  failover: "No single failure above 98 % of its failover limit",
  limits: "Every limit holds with all that is promised today",
  residency: "Residency and compliance tags are met",
  positions_held: "All positions are held for this plan",
  freeze: "No freeze window in force",
  answered_in_time: "Requests are answered in time",
};

function worded({ code, result, value, limit }: PolicyOutcome): Review["policies"][number] {
  const text = words[code];
  const count = (n: number | null, one: string, many: string) => `${n ?? 0} ${n === 1 ? one : many}`;
  const said: Record<PolicyOutcome["code"], string> = {
    failover: value === null ? "no second feed group" : `${value.toFixed(1)} %`,
    limits: count(value, "limit exceeded", "limits exceeded"),
    residency: value === 0 ? "met" : count(value, "tag missing", "tags missing"),
    positions_held: `${value ?? 0} of ${limit ?? 0}`,
    freeze: value === 0 ? "none in force" : count(value, "window", "windows"),
    answered_in_time: value === 0 ? "in time" : count(value, "request late", "requests late"),
  };
  return { code, text, value: said[code], result };
}

/** One signature is asked for: an approver's who neither asked for the capacity nor wrote the plan. */
function signersOf(approval: ApprovalRecord | undefined): Review["signers"] {
  if (!approval) return [];
  const signed = approval.decisions.map((d) => ({
    person: d.decider,
    role: d.decider.role,
    state: d.verdict === "approve" ? ("signed" as const) : ("declined" as const),
    at: d.decidedAt,
  }));
  const waiting = { person: null, role: "approver", state: "waiting" as const, at: null };
  return approval.state === "pending" ? [...signed, waiting] : signed;
}
