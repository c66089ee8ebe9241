import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import type { RequestRef } from "./create";
import { lockRequest, mustFollow } from "./guard";

/** A declined or cancelled request waits again. Needs request.edit, and to be the requester, a planner or an admin. */
export async function reopenRequest(
  ports: Ports,
  actor: Actor,
  input: { id: number; version: number },
): Promise<RequestRef> {
  authorize(actor, "request.edit");
  return ports.work.write(async (repositories) => {
    const before = await lockRequest(repositories, actor, input);
    const state = mustFollow(input.id, before.state, "reopen");
    await repositories.requests.setState([input.id], state, null);
    await record(repositories, actor, {
      action: "request.reopen",
      entityKind: "request",
      entityId: String(input.id),
      before: { state: before.state, reason: before.stateReason },
      after: { state },
    });
    return { id: input.id, version: before.version + 1 };
  });
}
