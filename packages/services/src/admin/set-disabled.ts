import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import { lockForChange } from "./keep-an-admin";

/**
 * Shuts a person out, ending their sessions at once, or lets them in again. What they did stays. Needs user.manage; the last active
 * admin cannot be shut out.
 */
export async function setDisabled(
  ports: Ports,
  actor: Actor,
  input: { userId: string; disabled: boolean },
): Promise<void> {
  authorize(actor, "user.manage");
  const action = input.disabled ? "user.disable" : "user.enable";
  await ports.work.write(async (repositories) => {
    const user = await lockForChange(repositories, input.userId, action, !input.disabled);
    if ((user.disabledAt !== null) === input.disabled) return;
    const at = input.disabled ? new Date(ports.clock.now()) : null;
    await repositories.accounts.setDisabled(user.id, at);
    const sessionsEnded = input.disabled ? await repositories.accounts.endSessions(user.id) : 0;
    await record(repositories, actor, {
      action,
      entityKind: "user",
      entityId: user.id,
      before: { disabledAt: user.disabledAt },
      after: { disabledAt: at, sessionsEnded },
    });
  });
}
