import type { DeliveryRecord, OutboxRepository, TakenMessage } from "@headroom/services/ports/outbox";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { at, ms } from "../runs/rows";

type Taken = Omit<TakenMessage, "to"> & {
  readonly channel: "email" | "webhook";
  readonly address: string | null;
  readonly name: string | null;
  readonly secret: string | null;
};

export function outboxRepository({ sql }: Pick<Transaction, "sql">): OutboxRepository {
  return {
    async add(messages, now) {
      if (messages.length === 0) return [];
      const rows = messages.map(({ key, kind, to, workOrderId, alertRouteId, about, notBefore }) => ({
        ...{ key, kind, about, work_order_id: workOrderId ?? null, next_ms: notBefore ?? now },
        alert_route_id: alertRouteId ?? null,
        contact_id: "contactId" in to ? to.contactId : null,
        user_id: "userId" in to ? to.userId : null,
        address: "email" in to ? to.email : null,
      }));
      const added = await sql.query<{ id: string }>(
        `INSERT INTO outbox_message (key, kind, contact_id, user_id, address, work_order_id, alert_route_id, about, next_at, made_at)
         SELECT key, kind, contact_id, user_id, address, work_order_id, alert_route_id, about, ${at("next_ms")}, ${at("$2")}
           FROM jsonb_to_recordset($1::jsonb) AS q (key text, kind text, contact_id int, user_id text, address text, work_order_id int,
                alert_route_id int, about jsonb, next_ms float8)
         ON CONFLICT (key) DO NOTHING RETURNING id::text AS id`,
        [JSON.stringify(rows), now],
      );
      return added.rows.map(({ id }) => id);
    },
    async take(now, leaseMs, limit) {
      const { rows } = await sql.query<Taken>(
        `WITH due AS (SELECT id FROM outbox_message WHERE next_at <= ${at("$1")} ORDER BY next_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
              mine AS (UPDATE outbox_message m SET attempts = attempts + 1, next_at = ${at("($1::float8 + $2::float8)")}
                         FROM due WHERE m.id = due.id RETURNING m.*)
         SELECT m.id::text AS id, m.key, m.kind, m.about, m.work_order_id AS "workOrderId", m.attempts, ${ms("m.made_at")} AS "madeAt",
                coalesce(c.channel, 'email') AS channel, c.secret, coalesce(c.name, u.name, '') AS name,
                CASE WHEN c.id IS NOT NULL THEN CASE WHEN c.retired_at IS NULL THEN c.address END
                     WHEN u.id IS NOT NULL THEN CASE WHEN u.disabled_at IS NULL THEN u.email END ELSE m.address END AS address
           FROM mine m LEFT JOIN contact c ON c.id = m.contact_id LEFT JOIN user_account u ON u.id = m.user_id ORDER BY m.id`,
        [now, leaseMs, limit],
      );
      return rows.map(({ channel, address, name, secret, ...message }) => ({
        ...message,
        to: address === null ? null : { channel, address, name: name ?? "", secret },
      }));
    },
    async sent(id, to, now) {
      await sql.query(
        `UPDATE outbox_message SET state = 'sent', next_at = NULL, ended_at = ${at("$3")}, sent_to = $2, fault = NULL,
                about = CASE WHEN kind = 'invite' THEN '{}' ELSE about END WHERE id = $1 AND state <> 'sent'`,
        [id, to, now],
      );
    },
    async failed(id, attempts, fault, nextAt, now) {
      const { rowCount } = await sql.query(
        `UPDATE outbox_message SET state = CASE WHEN $4::float8 IS NULL THEN 'failed' ELSE 'queued' END, next_at = ${at("$4")}, fault = $3,
                ended_at = CASE WHEN $4::float8 IS NULL THEN ${at("$5")} END
          WHERE id = $1 AND attempts = $2 AND state = 'queued'`,
        [id, attempts, JSON.stringify(fault), nextAt, now],
      );
      return rowCount === 1;
    },
    async dropped(id, now) {
      await sql.query(
        `UPDATE outbox_message SET state = 'dropped', next_at = NULL, ended_at = ${at("$2")} WHERE id = $1 AND state = 'queued'`,
        [id, now],
      );
    },
    async get(key) {
      const rows = await select<DeliveryRecord>(
        sql,
        "outbox.get",
        `SELECT key, state, attempts, ${ms("next_at")} AS "nextAt", ${ms("ended_at")} AS "endedAt", sent_to AS "sentTo", fault
           FROM outbox_message WHERE key = $1`,
        [key],
      );
      return rows[0] ?? null;
    },
    async forget(before) {
      const { rowCount } = await sql.query(`DELETE FROM outbox_message WHERE ended_at < ${at("$1")}`, [before]);
      return rowCount ?? 0;
    },
  };
}
