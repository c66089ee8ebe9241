import type { HandoverWriteInput } from "@headroom/contracts/handover";
import { type Actor, authorize, personId } from "../actor";
import { ServiceError } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";

/** Leaves a note to the next shift, after the one that was read. Needs operations.note. Errors: CONFLICT (somebody wrote one meanwhile). */
export async function writeHandover(
  ports: Ports,
  actor: Actor,
  { text, after }: HandoverWriteInput,
): Promise<{ readonly id: number }> {
  authorize(actor, "operations.note");
  const authorId = personId(actor);
  return ports.work.write(async (repositories) => {
    const latest = await repositories.handover.lockLatest();
    if (latest !== after) throw new ServiceError("CONFLICT", { kind: "handover", id: latest, expectedId: after });
    const at = ports.clock.now();
    const id = await repositories.handover.insert({ text, authorId, author: actor.name, at });
    await record(repositories, actor, {
      action: "handover.write",
      entityKind: "handover",
      entityId: String(id),
      after: { text },
    });
    return { id };
  });
}
