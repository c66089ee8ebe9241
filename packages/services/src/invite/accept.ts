import { randomUUID } from "node:crypto";
import type { Actor } from "../actor";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { InviteRecord } from "../ports/invites";
import { record } from "../record";
import { inviteState } from "./state";
import { digestOf } from "./token";

export interface Acceptance {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Turns an open invitation into an account with its role, once. Open to everybody: the token is the permission. Throws NOT_FOUND
 * (unknown token), WRONG_STATE (used, expired or taken back) or INVALID_INPUT (another address than invited, or one with an account).
 */
export async function acceptInvite(
  ports: Ports,
  origin: Pick<Actor, "via" | "requestId">,
  input: Acceptance,
): Promise<void> {
  const tokenHash = digestOf(input.token);
  const email = input.email.toLowerCase();
  const now = ports.clock.now();
  // Asked before hashing too: hashing is slow on purpose and not to be had without a token.
  requireOpen(await ports.work.read(({ invites }) => invites.byTokenHash(tokenHash)), email, now);
  const passwordHash = await ports.passwords.hash(input.password);

  await ports.work.write(async (repositories) => {
    const { accounts, invites } = repositories;
    const invite = requireOpen(await invites.lock({ tokenHash }), email, now);
    // The link of the installation itself is for its first admin only.
    if (invite.createdById === null && (await accounts.lockActiveAdmins()).length > 0) throw closed(invite, "expired");
    const user = { id: randomUUID(), name: input.name, email, role: invite.role };
    if (!(await accounts.add({ ...user, passwordHash }))) {
      throw invalidInput("email", "an address that has no account yet", email);
    }
    await invites.markUsed(invite.id, new Date(now));
    await record(
      repositories,
      { ...origin, id: user.id, name: user.name },
      { action: "invite.accept", entityKind: "user", entityId: user.id, after: { ...user, inviteId: invite.id } },
    );
  });
}

function requireOpen(invite: InviteRecord | null, email: string, now: number): InviteRecord {
  if (!invite) throw notFound("invite", "");
  const state = inviteState(invite, now);
  if (state !== "open") throw closed(invite, state);
  if (invite.email !== null && invite.email !== email) {
    throw invalidInput("email", "the address the invitation was made for", email);
  }
  return invite;
}

const closed = (invite: InviteRecord, state: string) =>
  new ServiceError("WRONG_STATE", { kind: "invite", id: invite.id, state, action: "accept", allowed: [] });
