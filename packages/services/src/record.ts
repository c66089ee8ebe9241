import type { Author } from "./actor";
import type { NewAuditEvent } from "./ports/audit";
import type { Repositories } from "./ports/repositories";
import { isTracedKind } from "./ports/traces";
import { noteInTrace } from "./trace";

type Change = Omit<NewAuditEvent, "actorId" | "actorName" | "via" | "requestId">;

/** What a change is recorded with. */
export type Recording = Pick<Repositories, "audit" | "traces">;

/** Appends one audit event for a change, inside the change's own transaction; what people follow from end to end has it in its trace, too. */
export async function record(repositories: Recording, actor: Author, change: Change): Promise<void> {
  await repositories.audit.append([
    { ...change, actorId: actor.id, actorName: actor.name, via: actor.via, requestId: actor.requestId },
  ]);
  const { entityKind: kind, entityId, action } = change;
  if (isTracedKind(kind)) await noteInTrace(repositories, { kind, id: Number(entityId) }, action);
}
