import { can, type Permission, type Role, rolesWith } from "@headroom/core/access/permissions";
import { ServiceError } from "./errors";

/** Who asks, through what. Every use case takes one; there is no way around it. */
export interface Actor {
  /** null: the system itself (worker, seed). */
  readonly id: string | null;
  readonly name: string;
  readonly role: Role | "system";
  readonly via: "web" | "api" | "cli" | "worker" | "seed" | "link";
  /** Correlates log lines, audit events and the trace id that an error page shows. */
  readonly requestId: string;
}

/** Who a change is recorded under. Somebody outside who answers a work order is one, and no actor: there is nothing else they may do. */
export type Author = Omit<Actor, "role">;

export function authorize(actor: Actor, permission: Permission): void {
  if (actor.role === "system" || can(actor.role, permission)) return;
  throw new ServiceError("FORBIDDEN", { permission, rolesWith: rolesWith(permission) });
}

/** The person behind the actor, where only a person can act. */
export function personId(actor: Actor): string {
  if (actor.id === null) throw new ServiceError("FORBIDDEN", { permission: "person", rolesWith: [] });
  return actor.id;
}
