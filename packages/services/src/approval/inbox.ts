import type { Inbox, InboxItem } from "@headroom/contracts/approval";
import { can } from "@headroom/core/access/permissions";
import { riskOf, riskRank } from "@headroom/core/approval/policies";
import { separationBreach } from "@headroom/core/approval/separation";
import { type Actor, authorize, personId } from "../actor";
import { summaryOf } from "../plan/dto";
import type { Ports } from "../ports";
import type { WaitingApproval } from "../ports/approvals";
import type { Repositories } from "../ports/repositories";

const LATELY = 10;

/** What waits for signatures, in the order in which to look at it, and what was decided lately. Needs approval.read. */
export async function readInbox(ports: Ports, actor: Actor): Promise<Inbox> {
  authorize(actor, "approval.read");
  return ports.work.read(async (repositories) => ({
    items: await inboxItems(ports, repositories, actor),
    decidedLately: await repositories.approvals.decidedLately(LATELY),
  }));
}

/** By the day it is due, then by risk, then as it came; what was put off comes last. */
export async function inboxItems(
  ports: Pick<Ports, "clock">,
  { approvals }: Pick<Repositories, "approvals">,
  actor: Actor,
): Promise<InboxItem[]> {
  const now = ports.clock.now();
  const waiting = await approvals.waiting(personId(actor));
  const items = waiting.map((approval) => itemOf(approval, actor));
  const off = (item: InboxItem) => Number(item.snoozedUntil !== null && Date.parse(item.snoozedUntil) > now);
  const day = (item: InboxItem) => item.dueAt.slice(0, 10);
  return items.sort(
    (a, b) =>
      off(a) - off(b) ||
      (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0) ||
      riskRank[a.risk] - riskRank[b.risk] ||
      a.approvalId - b.approvalId,
  );
}

/** Load after the worst single failure in percent of its limit. */
export function failurePercent(worst: { readonly loadW: number; readonly limitW: number } | null): number | null {
  if (worst === null) return null;
  return worst.limitW > 0 ? (100 * worst.loadW) / worst.limitW : worst.loadW > 0 ? Number.MAX_SAFE_INTEGER : 0;
}

function itemOf(approval: WaitingApproval, actor: Actor): InboxItem {
  const summary = summaryOf(approval);
  const worst = summary?.worstFailureAfter ?? null;
  const percent = failurePercent(worst);
  const racks = summary?.racksPlaced ?? 0;
  return {
    approvalId: approval.approvalId,
    planId: approval.planId,
    title: approval.title,
    author: approval.author,
    requestedAt: approval.requestedAt,
    dueAt: approval.dueAt,
    holdExpiresAt: approval.holdExpiresAt,
    racks,
    powerW: summary?.powerW ?? 0,
    datacenters: summary?.impacts.map((i) => i.datacenter) ?? [],
    worstFailurePercent: percent,
    worstFailureDevice: worst?.device ?? null,
    risk: riskOf(percent, racks),
    cannotSign: cannotSign(actor, approval),
    snoozedUntil: approval.snoozedUntil,
  };
}

function cannotSign(actor: Actor, approval: WaitingApproval): InboxItem["cannotSign"] {
  if (actor.id === null || actor.role === "system" || !can(actor.role, "approval.decide")) return "role";
  const { author, lastEditorId, requesterIds } = approval;
  return separationBreach(actor.id, { authorId: author.id, lastEditorId, requesterIds });
}
