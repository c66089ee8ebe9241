import { nextRequestState, type RequestAction, type RequestState } from "@headroom/core/lifecycle/request";
import type { Author } from "../actor";
import type { NewNotification, NotificationKind } from "../ports/notifications";
import type { PlanListed } from "../ports/plans";
import type { Repositories } from "../ports/repositories";

/** What a change of a plan brings with it: its requests follow, people are told. */

export interface FollowOptions {
  readonly reason?: string | null;
  /** A request that another living plan has stays with it: as it is where that one is submitted or approved, else planned. */
  readonly unlessElsewhere?: boolean;
}

/**
 * Takes the plan's requests through `actions`, one after the other, under locks in id order. A request for which a step is not possible
 * (taken back meanwhile) stays as it is: the plan's check names it. One audit event for each that changed.
 */
export async function followRequests(
  repositories: Pick<Repositories, "locks" | "requests" | "plans" | "audit">,
  actor: Author,
  planId: number,
  requestIds: readonly number[],
  actions: readonly RequestAction[],
  { reason = null, unlessElsewhere = false }: FollowOptions = {},
): Promise<void> {
  if (requestIds.length === 0) return;
  const locked = await repositories.locks.requests(requestIds);
  const elsewhere = unlessElsewhere ? await repositories.plans.requestsElsewhere(planId, requestIds) : [];
  const signed = (state: string) => state === "submitted" || state === "committed";
  const kept = new Set(elsewhere.filter((e) => signed(e.state)).map((e) => e.requestId));
  const drafted = new Set(elsewhere.map((e) => e.requestId));
  const byState = new Map<RequestState, number[]>();
  const before = new Map<number, RequestState>();
  for (const [id, { state }] of locked) {
    if (kept.has(id)) continue;
    let next: RequestState | null = state;
    for (const action of drafted.has(id) ? [...actions, "plan" as const] : actions)
      next = next === null ? null : nextRequestState(next, action);
    if (next === null || next === state) continue;
    before.set(id, state);
    byState.set(next, [...(byState.get(next) ?? []), id]);
  }
  for (const [state, ids] of byState) {
    await repositories.requests.setState(ids, state, reason);
    await repositories.audit.append(
      ids.map((id) => ({
        action: `request.${actions.at(-1)!}`,
        entityKind: "request",
        entityId: String(id),
        before: { state: before.get(id) },
        after: { state, planId },
        reason,
        actorId: actor.id,
        actorName: actor.name,
        via: actor.via,
        requestId: actor.requestId,
      })),
    );
  }
}

/** Tells people about a plan, each once, and nobody about what they did themselves. */
export async function notify(
  { notifications }: Pick<Repositories, "notifications">,
  actor: Author,
  people: readonly string[],
  kind: NotificationKind,
  plan: Pick<PlanListed, "id" | "title">,
  params: NewNotification["params"] = {},
): Promise<void> {
  const others = [...new Set(people)].filter((id) => id !== actor.id);
  await notifications.add(
    others.map((userId) => ({
      userId,
      kind,
      entityKind: "plan",
      entityId: String(plan.id),
      params: { title: plan.title, by: actor.name, ...params },
    })),
  );
}

/** Author, last editor and everybody whose request is in the plan. */
export async function peopleOf(
  { plans, requests }: Pick<Repositories, "plans" | "requests">,
  plan: PlanListed,
): Promise<{ requesterIds: string[]; everybody: string[] }> {
  const asked = await plans.requestsOf(plan.id);
  const records = await requests.many(asked.map((r) => r.requestId));
  const requesterIds = [...new Set(records.map((r) => r.requester.id))];
  return { requesterIds, everybody: [...new Set([plan.author.id, plan.lastEditor.id, ...requesterIds])] };
}
