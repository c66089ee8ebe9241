import { type MailTopic, topicOfKind } from "@headroom/core/messaging/topics";
import type { NotificationRecord, NotificationRepository } from "@headroom/services/ports/notifications";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const columns = `id, user_id AS "userId", kind, entity_kind AS "entityKind", entity_id AS "entityId", params,
  ${instant("created_at")} AS "createdAt", ${instant("read_at")} AS "readAt"`;
/** Who looks at the app meanwhile needs no mail. */
const UNREAD_FOR_SECONDS = 60;

export function notificationRepository({ sql }: Pick<Transaction, "sql">): NotificationRepository {
  return {
    async add(notifications) {
      if (notifications.length === 0) return;
      await sql.query(
        `WITH made AS (INSERT INTO notification (user_id, kind, entity_kind, entity_id, params)
           SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) RETURNING id, user_id, kind)
         INSERT INTO outbox_message (key, kind, user_id, about, next_at, made_at)
         SELECT 'notice-' || m.id, 'notice', m.user_id, jsonb_build_object('notification', m.id), now() + $7 * interval '1 second', now()
           FROM made m JOIN user_account u ON u.id = m.user_id WHERE $6::jsonb->>m.kind = ANY (u.mail_topics)`,
        [
          notifications.map((n) => n.userId),
          notifications.map((n) => n.kind),
          notifications.map((n) => n.entityKind),
          notifications.map((n) => n.entityId),
          notifications.map((n) => JSON.stringify(n.params)),
          JSON.stringify(topicOfKind),
          UNREAD_FOR_SECONDS,
        ],
      );
    },
    list: (userId, limit) =>
      select<NotificationRecord>(
        sql,
        "notification.list",
        `SELECT ${columns} FROM notification WHERE user_id = $1 ORDER BY (read_at IS NULL) DESC, id DESC LIMIT $2`,
        [userId, limit],
      ),
    async get(id) {
      const rows = await select<NotificationRecord>(
        sql,
        "notification.get",
        `SELECT ${columns} FROM notification WHERE id = $1`,
        [id],
      );
      return rows[0] ?? null;
    },
    async topics(userId) {
      const rows = await select<{ topics: MailTopic[] }>(
        sql,
        "notification.topics",
        "SELECT mail_topics AS topics FROM user_account WHERE id = $1",
        [userId],
      );
      return rows[0]?.topics ?? [];
    },
    async setTopics(userId, topics) {
      await sql.query("UPDATE user_account SET mail_topics = $2 WHERE id = $1", [userId, topics]);
    },
    async markRead(userId, ids) {
      const done = await sql.query(
        "UPDATE notification SET read_at = now() WHERE user_id = $1 AND id = ANY($2::int[]) AND read_at IS NULL",
        [userId, ids],
      );
      return done.rowCount ?? 0;
    },
  };
}
