import type { Person, PersonCounts, UserRepository } from "@headroom/services/ports/users";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

export function userRepository({ sql }: Pick<Transaction, "sql">): UserRepository {
  return {
    async person(id) {
      const rows = await select<Person & { email: string }>(
        sql,
        "user.person",
        "SELECT id, name, role::text AS role, email FROM user_account WHERE id = $1",
        [id],
      );
      return rows[0] ?? null;
    },
    withRoles: (roles) =>
      select<Person>(
        sql,
        "user.with-roles",
        `SELECT id, name, role::text AS role FROM user_account
          WHERE role::text = ANY($1::text[]) AND disabled_at IS NULL ORDER BY id`,
        [roles],
      ),
    async counts(id, now) {
      const [counts] = await select<PersonCounts>(
        sql,
        "user.counts",
        `SELECT
           (SELECT count(*)::int FROM approval a JOIN plan p ON p.id = a.plan_id
             WHERE a.state = 'pending' AND p.author_id <> $1 AND p.last_editor_id <> $1
               AND NOT EXISTS (SELECT 1 FROM plan_request q JOIN request r ON r.id = q.request_id
                                WHERE q.plan_id = p.id AND r.requester_id = $1)
               AND NOT EXISTS (SELECT 1 FROM inbox_snooze s
                                WHERE s.user_id = $1 AND s.plan_id = p.id AND s.until > $2::timestamptz)) AS inbox,
           (SELECT count(*)::int FROM request WHERE state = 'open') AS "requestsOpen",
           (SELECT count(*)::int FROM plan WHERE state = 'draft' AND author_id = $1) AS "plansDraft",
           (SELECT count(*)::int FROM run WHERE state NOT IN ('done', 'aborted')) AS "runsOpen",
           (SELECT count(*)::int FROM notification WHERE user_id = $1 AND read_at IS NULL) AS "notificationsUnread",
           (SELECT ${instant("max(as_of)")} FROM datacenter_capacity) AS "factsAsOf"`,
        [id, now],
      );
      return counts!;
    },
  };
}
