import type { InviteRecord, InviteRepository } from "@headroom/services/ports/invites";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const columns = `i.id, i.email, i.role::text AS role, i.expires_at AS "expiresAt", i.used_at AS "usedAt",
  i.revoked_at AS "revokedAt", i.created_by_id AS "createdById"`;

export function inviteRepository(transaction: Transaction): InviteRepository {
  const { sql } = transaction;
  return {
    list: () =>
      select(
        sql,
        "invites.list",
        `SELECT ${columns}, u.name AS "createdBy"
         FROM invite i LEFT JOIN user_account u ON u.id = i.created_by_id
         ORDER BY i.id DESC LIMIT 200`,
      ),

    async add(invite) {
      return (await transaction.prisma.invite.create({ data: invite, select: { id: true } })).id;
    },

    async byTokenHash(tokenHash) {
      const rows = await select<InviteRecord>(
        sql,
        "invites.byTokenHash",
        `SELECT ${columns} FROM invite i WHERE i.token_hash = $1`,
        [tokenHash],
      );
      return rows[0] ?? null;
    },

    async lock(key) {
      const [name, column, value] =
        "id" in key
          ? (["invites.lockById", "id", key.id] as const)
          : (["invites.lockByToken", "token_hash", key.tokenHash] as const);
      const rows = await select<InviteRecord>(
        sql,
        name,
        `SELECT ${columns} FROM invite i WHERE i.${column} = $1 FOR UPDATE`,
        [value],
      );
      return rows[0] ?? null;
    },

    async markUsed(id, at) {
      await transaction.prisma.invite.update({ where: { id }, data: { usedAt: at } });
    },

    async markRevoked(id, at) {
      await transaction.prisma.invite.update({ where: { id }, data: { revokedAt: at } });
    },

    async revokeFirstAdminLinks(at) {
      await transaction.prisma.invite.updateMany({
        where: { createdById: null, usedAt: null, revokedAt: null },
        data: { revokedAt: at },
      });
    },
  };
}
