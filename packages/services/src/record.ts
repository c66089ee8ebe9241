import type { Actor } from "./actor";
import type { NewAuditEvent } from "./ports/audit";
import type { Repositories } from "./ports/repositories";

type Change = Omit<NewAuditEvent, "actorId" | "actorName" | "via" | "requestId">;

/** Appends one audit event for a change, inside the change's own transaction. */
export async function record(repositories: Pick<Repositories, "audit">, actor: Actor, change: Change): Promise<void> {
  await repositories.audit.append([
    { ...change, actorId: actor.id, actorName: actor.name, via: actor.via, requestId: actor.requestId },
  ]);
}
