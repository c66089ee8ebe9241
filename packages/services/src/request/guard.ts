import { can } from "@headroom/core/access/permissions";
import {
  nextRequestState,
  type RequestAction,
  type RequestState,
  requestActions,
} from "@headroom/core/lifecycle/request";
import type { Actor } from "../actor";
import { notFound, ServiceError } from "../errors";
import type { Repositories } from "../ports/repositories";
import type { RequestRecord } from "../ports/requests";

/** A draft is its requester's alone; to everybody else it does not exist. */
export const isVisible = (request: RequestRecord, actor: Actor): boolean =>
  request.state !== "draft" || request.requester.id === actor.id || actor.role === "system";

export async function visibleRequest(repositories: Pick<Repositories, "requests">, actor: Actor, id: number) {
  const [request] = await repositories.requests.many([id]);
  if (!request || !isVisible(request, actor)) throw notFound("request", id);
  return request;
}

/** State after the action, or WRONG_STATE with what would be possible. */
export function mustFollow(id: number, state: RequestState, action: RequestAction): RequestState {
  const next = nextRequestState(state, action);
  if (next !== null) return next;
  const allowed = requestActions.filter((a) => nextRequestState(state, a) !== null);
  throw new ServiceError("WRONG_STATE", { kind: "request", id, state, action, allowed });
}

/** Only the requester, planners and admins change a request, whoever else holds the permission to make one. */
export function mustOwn(actor: Actor, request: RequestRecord): void {
  if (actor.role === "system" || request.requester.id === actor.id || can(actor.role, "plan.create")) return;
  throw new ServiceError("FORBIDDEN", { permission: "request.edit", rolesWith: ["requester", "planner", "admin"] });
}

/** Locks the request and reads it. CONFLICT when somebody else changed it since `version` was read. */
export async function lockRequest(repositories: Repositories, actor: Actor, ref: { id: number; version: number }) {
  await repositories.locks.requests([ref.id]);
  const request = await visibleRequest(repositories, actor, ref.id);
  mustOwn(actor, request);
  if (request.version !== ref.version)
    throw new ServiceError("CONFLICT", {
      kind: "request",
      id: ref.id,
      expectedVersion: ref.version,
      version: request.version,
    });
  return request;
}
