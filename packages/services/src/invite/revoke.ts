import { type Actor, authorize } from "../actor";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";
import { inviteState } from "./state";

/** Takes an open invitation back. Needs user.manage. Taking back what has expired changes nothing; a used one is WRONG_STATE. */
export async function revokeInvite(ports: Ports, actor: Actor, input: { id: number }): Promise<void> {
  authorize(actor, "user.manage");
  const now = ports.clock.now();
  await ports.work.write(async (repositories) => {
    const invite = await repositories.invites.lock({ id: input.id });
    if (!invite) throw notFound("invite", input.id);
    const state = inviteState(invite, now);
    if (state === "used") {
      throw new ServiceError("WRONG_STATE", { kind: "invite", id: invite.id, state, action: "revoke", allowed: [] });
    }
    if (state === "expired") return;
    const revokedAt = new Date(now);
    await repositories.invites.markRevoked(invite.id, revokedAt);
    await record(repositories, actor, {
      action: "invite.revoke",
      entityKind: "invite",
      entityId: String(invite.id),
      before: { email: invite.email, role: invite.role },
      after: { revokedAt },
    });
  });
}
