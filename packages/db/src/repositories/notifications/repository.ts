import type { NotificationRecord, NotificationRepository } from "@headroom/services/ports/notifications";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

export function notificationRepository({ sql }: Pick<Transaction, "sql">): NotificationRepository {
  return {
    async add(notifications) {
      if (notifications.length === 0) return;
      await sql.query(
        `INSERT INTO notification (user_id, kind, entity_kind, entity_id, params)
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[])`,
        [
          notifications.map((n) => n.userId),
          notifications.map((n) => n.kind),
          notifications.map((n) => n.entityKind),
          notifications.map((n) => n.entityId),
          notifications.map((n) => JSON.stringify(n.params)),
        ],
      );
    },
    list: (userId, limit) =>
      select<NotificationRecord>(
        sql,
        "notification.list",
        `SELECT id, user_id AS "userId", kind, entity_kind AS "entityKind", entity_id AS "entityId", params,
                ${instant("created_at")} AS "createdAt", ${instant("read_at")} AS "readAt"
           FROM notification WHERE user_id = $1 ORDER BY (read_at IS NULL) DESC, id DESC LIMIT $2`,
        [userId, limit],
      ),
    async markRead(userId, ids) {
      const done = await sql.query(
        "UPDATE notification SET read_at = now() WHERE user_id = $1 AND id = ANY($2::int[]) AND read_at IS NULL",
        [userId, ids],
      );
      return done.rowCount ?? 0;
    },
  };
}
