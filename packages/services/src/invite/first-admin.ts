import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import type { CreatedInvite } from "./create";
import { digestOf, INVITE_LIFETIME_MS, invitePath, newToken } from "./token";

/**
 * A link that makes the first admin of an installation; null where there is an active admin. Links made earlier stop working, so that at
 * most one is open. Needs user.manage, which the system has.
 */
export async function firstAdminLink(ports: Ports, actor: Actor): Promise<CreatedInvite | null> {
  authorize(actor, "user.manage");
  const token = newToken();
  const now = ports.clock.now();
  const expiresAt = new Date(now + INVITE_LIFETIME_MS);
  return ports.work.write(async (repositories) => {
    if ((await repositories.accounts.lockActiveAdmins()).length > 0) return null;
    await repositories.invites.revokeFirstAdminLinks(new Date(now));
    const id = await repositories.invites.add({
      email: null,
      role: "admin",
      tokenHash: digestOf(token),
      expiresAt,
      createdById: null,
    });
    await record(repositories, actor, {
      action: "invite.create",
      entityKind: "invite",
      entityId: String(id),
      after: { email: null, role: "admin", expiresAt },
    });
    return { id, path: invitePath(token), expiresAt: expiresAt.toISOString(), messageKey: null };
  });
}
