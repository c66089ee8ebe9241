import type { Role } from "@headroom/core/access/permissions";
import { type Actor, authorize, personId } from "../actor";
import type { Ports } from "../ports";
import { record } from "../record";
import { digestOf, INVITE_LIFETIME_MS, invitePath, newToken } from "./token";

export interface CreatedInvite {
  readonly id: number;
  /** Path of the link, with its token: shown once, kept nowhere. */
  readonly path: string;
  readonly expiresAt: string;
}

/** Invites an e-mail address to an account with a role, for seven days. Needs user.manage. */
export async function createInvite(
  ports: Ports,
  actor: Actor,
  input: { email: string; role: Role },
): Promise<CreatedInvite> {
  authorize(actor, "user.manage");
  const createdById = personId(actor);
  const email = input.email.toLowerCase();
  const token = newToken();
  const expiresAt = new Date(ports.clock.now() + INVITE_LIFETIME_MS);
  const id = await ports.work.write(async (repositories) => {
    const added = await repositories.invites.add({
      email,
      role: input.role,
      tokenHash: digestOf(token),
      expiresAt,
      createdById,
    });
    await record(repositories, actor, {
      action: "invite.create",
      entityKind: "invite",
      entityId: String(added),
      after: { email, role: input.role, expiresAt },
    });
    return added;
  });
  return { id, path: invitePath(token), expiresAt: expiresAt.toISOString() };
}
