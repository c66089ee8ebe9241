import type { Role } from "@headroom/core/access/permissions";
import { type Actor, authorize, personId } from "../actor";
import { secretsOf } from "../controller/seal";
import type { Ports } from "../ports";
import { record } from "../record";
import { digestOf, INVITE_LIFETIME_MS, invitePath, newToken } from "./token";

export interface CreatedInvite {
  readonly id: number;
  /** Path of the link, with its token: shown once, kept nowhere. */
  readonly path: string;
  readonly expiresAt: string;
  /** Of the mail; null: none is sent. */
  readonly messageKey: string | null;
}

/** The token, while its mail waits to be sent. */
export const invitePurpose = (id: number): string => `invitation ${id}`;

/** Invites an e-mail address to an account with a role, for seven days. Needs user.manage. Throws UNAVAILABLE (a mail, and no key to keep its link with). */
export async function createInvite(
  ports: Ports,
  actor: Actor,
  input: { email: string; role: Role; mail?: boolean },
): Promise<CreatedInvite> {
  authorize(actor, "user.manage");
  const createdById = personId(actor);
  const email = input.email.toLowerCase();
  const token = newToken();
  const expiresAt = new Date(ports.clock.now() + INVITE_LIFETIME_MS);
  const secrets = input.mail ? secretsOf(ports) : null;
  const { id, messageKey } = await ports.work.write(async (repositories) => {
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
    if (!secrets) return { id: added, messageKey: null };
    const key = `invite-${added}`;
    const about = { invite: added, token: secrets.seal(invitePurpose(added), token) };
    await repositories.outbox.add([{ key, kind: "invite", to: { email }, about }], ports.clock.now());
    return { id: added, messageKey: key };
  });
  return { id, path: invitePath(token), expiresAt: expiresAt.toISOString(), messageKey };
}
