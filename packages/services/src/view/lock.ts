import { rolesWith } from "@headroom/core/access/permissions";
import type { Actor } from "../actor";
import { notFound, ServiceError } from "../errors";
import type { Repositories } from "../ports/repositories";
import type { ViewRecord } from "../ports/views";

/**
 * Locks a view that the actor may change: their own; an admin's are all that are shared. Somebody else's own view is not there for
 * others. Throws NOT_FOUND, FORBIDDEN, CONFLICT.
 */
export async function lockView(
  { views }: Pick<Repositories, "views">,
  actor: Actor,
  ref: { readonly id: number; readonly version: number },
): Promise<ViewRecord> {
  const view = await views.lock(ref.id);
  const mine = view !== null && view.ownerId !== null && view.ownerId === actor.id;
  if (view === null || (!mine && !view.shared)) throw notFound("view", ref.id);
  if (!mine && actor.role !== "admin")
    throw new ServiceError("FORBIDDEN", { permission: "view.share", rolesWith: rolesWith("user.manage") });
  const { version } = view;
  if (version !== ref.version)
    throw new ServiceError("CONFLICT", { kind: "view", id: ref.id, expectedVersion: ref.version, version });
  return view;
}
