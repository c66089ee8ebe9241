import type { Overview } from "@headroom/contracts/overview";
import { can, type Role } from "@headroom/core/access/permissions";
import { separationBreach } from "@headroom/core/approval/separation";
import type { PlanInWork, RequestInWork } from "../ports/overview";

type Need = Overview["needsYou"][number];

/** Whose needs they are. */
export interface Person {
  readonly id: string;
  readonly role: Role;
}

const EXPIRING_SOON_MS = 48 * 3_600_000;

/** What waits for this person, by time left; what has no clock comes last, oldest first. `now`: milliseconds since 1970, UTC. */
export function needsOf(
  person: Person,
  plans: readonly PlanInWork[],
  requests: readonly RequestInWork[],
  now: number,
): Need[] {
  const needs = [...plans.flatMap((p) => planNeed(person, p, now)), ...requests.flatMap((r) => requestNeed(person, r))];
  return needs.sort((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9") || a.entityId - b.entityId);
}

function planNeed(person: Person, plan: PlanInWork, now: number): Need[] {
  const need = (kind: Need["kind"], dueAt: string | null, detail: Need["detail"] = {}): Need[] => [
    {
      kind,
      entityKind: "plan",
      entityId: plan.id,
      title: plan.title,
      detail: { state: plan.state, racks: plan.racks, powerW: plan.powerW, author: plan.author, ...detail },
      dueAt,
    },
  ];
  if (plan.state === "submitted") {
    if (maySign(person, plan)) {
      const snoozed = plan.snoozedUntil !== null && Date.parse(plan.snoozedUntil) > now;
      return snoozed ? [] : need("sign", plan.dueAt, { holdExpiresAt: plan.holdExpiresAt });
    }
    const expires = plan.holdExpiresAt;
    if (plan.authorId !== person.id || expires === null || Date.parse(expires) - now > EXPIRING_SOON_MS) return [];
    return need("expiring_hold", expires, { holdExpiresAt: expires });
  }
  if (plan.authorId !== person.id || !can(person.role, "plan.edit")) return [];
  switch (plan.state) {
    case "draft":
      return need("finish_draft", null, { reason: plan.declineReason });
    case "declined":
      return need("declined", null, { reason: plan.declineReason });
    case "failed":
    case "stale":
    case "expired":
      return need("replan", null);
    default:
      return [];
  }
}

const maySign = (person: Person, plan: PlanInWork): boolean =>
  can(person.role, "approval.decide") && plan.dueAt !== null && separationBreach(person.id, plan) === null;

function requestNeed(person: Person, request: RequestInWork): Need[] {
  const need = (kind: Need["kind"], dueAt: string | null, detail: Need["detail"] = {}): Need[] => [
    {
      kind,
      entityKind: "request",
      entityId: request.id,
      title: request.title,
      detail: {
        state: request.state,
        racks: request.racks,
        rackType: request.rackType,
        region: request.region,
        ...detail,
      },
      dueAt,
    },
  ];
  if (request.state === "open") return can(person.role, "plan.create") ? need("answer_request", request.answerBy) : [];
  if (request.requesterId !== person.id || !can(person.role, "request.edit")) return [];
  if (request.state === "draft") return need("finish_draft", null);
  return request.state === "declined" ? need("declined", null, { reason: request.stateReason }) : [];
}
