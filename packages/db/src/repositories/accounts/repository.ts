import type { AccountRepository, UserRecord } from "@headroom/services/ports/accounts";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const columns = `u.id, u.name, u.email, u.role::text AS role, u.disabled_at AS "disabledAt", u.created_at AS "createdAt"`;

export function accountRepository(transaction: Transaction): AccountRepository {
  const { sql } = transaction;
  return {
    list: () =>
      select(
        sql,
        "accounts.list",
        `SELECT ${columns}, max(s.updated_at) AS "lastSeenAt"
         FROM user_account u LEFT JOIN session s ON s.user_id = u.id
         GROUP BY u.id ORDER BY lower(u.name), u.id`,
      ),

    async lock(id) {
      const rows = await select<UserRecord>(
        sql,
        "accounts.lock",
        `SELECT ${columns} FROM user_account u WHERE u.id = $1 FOR UPDATE`,
        [id],
      );
      return rows[0] ?? null;
    },

    async lockActiveAdmins() {
      const rows = await select<{ id: string }>(
        sql,
        "accounts.lockActiveAdmins",
        "SELECT id FROM user_account WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE",
      );
      return rows.map((row) => row.id);
    },

    async add({ id, name, email, role, passwordHash }) {
      const added = await select(
        sql,
        "accounts.add",
        `INSERT INTO user_account (id, name, email, email_verified, role, updated_at) VALUES ($1, $2, $3, false, $4::role, now())
         ON CONFLICT (email) DO NOTHING RETURNING id`,
        [id, name, email, role],
      );
      if (added.length === 0) return false;
      // The row better-auth looks for: its own id as the account's, provider "credential".
      await transaction.prisma.account.create({
        data: { id: `credential-${id}`, accountId: id, providerId: "credential", userId: id, password: passwordHash },
      });
      return true;
    },

    async setRole(id, role) {
      await transaction.prisma.user.update({ where: { id }, data: { role } });
    },

    async setDisabled(id, at) {
      await transaction.prisma.user.update({ where: { id }, data: { disabledAt: at } });
    },

    async endSessions(id) {
      return (await transaction.prisma.session.deleteMany({ where: { userId: id } })).count;
    },
  };
}
