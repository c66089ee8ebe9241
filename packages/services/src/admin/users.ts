import type { AdminUsers } from "@headroom/contracts/admin";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Everybody with an account, and the latest invitations. Needs user.read. */
export async function listUsers(ports: Ports, actor: Actor): Promise<AdminUsers> {
  authorize(actor, "user.read");
  const { users, invites } = await ports.work.read(async ({ accounts, invites }) => ({
    users: await accounts.list(),
    invites: await invites.list(),
  }));
  return {
    users: users.map(({ id, name, email, role, disabledAt, createdAt, lastSeenAt }) => ({
      id,
      name,
      email,
      role,
      disabledAt: iso(disabledAt),
      createdAt: createdAt.toISOString(),
      lastSeenAt: iso(lastSeenAt),
    })),
    invites: invites.map(({ id, email, role, expiresAt, usedAt, revokedAt, createdBy }) => ({
      id,
      email,
      role,
      expiresAt: expiresAt.toISOString(),
      usedAt: iso(usedAt),
      revokedAt: iso(revokedAt),
      createdBy,
    })),
  };
}
