import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import type { RequestRef } from "./create";
import { lockRequest, mustFollow } from "./guard";

/**
 * Takes a request back, with a reason. Needs request.cancel, and to be the requester, a planner or an admin. WRONG_STATE while a
 * submitted plan holds positions for it or an approved one has committed them: that plan is withdrawn or cancelled first.
 */
export async function cancelRequest(
  ports: Ports,
  actor: Actor,
  input: { id: number; version: number; reason: string },
): Promise<RequestRef> {
  authorize(actor, "request.cancel");
  return ports.work.write(async (repositories) => {
    const before = await lockRequest(repositories, actor, input);
    const state = mustFollow(input.id, before.state, "cancel");
    await repositories.requests.setState([input.id], state, input.reason);
    await record(repositories, actor, {
      action: "request.cancel",
      entityKind: "request",
      entityId: String(input.id),
      before: { state: before.state },
      after: { state },
      reason: input.reason,
    });
    return { id: input.id, version: before.version + 1 };
  });
}
