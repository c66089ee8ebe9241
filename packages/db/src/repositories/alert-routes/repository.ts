import type {
  AlertRouteRepository,
  NoticedAlert,
  RouteListed,
  RouteRecord,
  RouteWrite,
} from "@headroom/services/ports/alert-routes";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { alertColumns } from "../alerts/repository";
import { ms } from "../runs/rows";

const columns = `q.id, q.version, q.name, q.severities, q.rules, d.code AS datacenter, q.tells_over AS "tellsOver",
  q.every_minutes AS "everyMinutes", q.enabled,
  CASE WHEN q.contact_id IS NULL THEN json_build_object('kind', 'person', 'id', q.user_id)
       ELSE json_build_object('kind', 'contact', 'id', q.contact_id) END AS to,
  json_build_object('name', coalesce(c.name, u.name), 'channel', coalesce(c.channel, 'email')) AS receiver`;
const tables = `alert_route q LEFT JOIN datacenter d ON d.id = q.datacenter_id LEFT JOIN contact c ON c.id = q.contact_id
  LEFT JOIN user_account u ON u.id = q.user_id`;
const values = ({ name, severities, rules, datacenter, to, tellsOver, everyMinutes, enabled }: RouteWrite) => [
  ...[name, severities, rules, datacenter, to.kind === "contact" ? to.id : null, to.kind === "person" ? to.id : null],
  ...[tellsOver, everyMinutes, enabled],
];
/** Of a message that was sent, or still may be. */
const alive = "m.state IN ('queued', 'sent')";

export function alertRouteRepository({ sql }: Pick<Transaction, "sql">): AlertRouteRepository {
  const one = async (id: number, more: string) => {
    const text = `SELECT ${columns} FROM ${tables} WHERE q.id = $1${more}`;
    return (await select<RouteRecord>(sql, `alert-routes.one${more}`, text, [id]))[0] ?? null;
  };
  return {
    list: () =>
      select<RouteListed>(
        sql,
        "alert-routes.list",
        `SELECT ${columns}, (SELECT json_build_object('key', m.key, 'state', m.state, 'attempts', m.attempts, 'nextAt', ${ms("m.next_at")},
                  'endedAt', ${ms("m.ended_at")}, 'sentTo', m.sent_to, 'fault', m.fault)
                FROM outbox_message m WHERE m.alert_route_id = q.id AND m.state <> 'dropped' ORDER BY m.id DESC LIMIT 1) AS delivery
           FROM ${tables} ORDER BY q.name`,
      ),
    inForce: () =>
      select<RouteRecord>(
        sql,
        "alert-routes.in-force",
        `SELECT ${columns} FROM ${tables} WHERE q.enabled ORDER BY q.id`,
      ),
    get: (id) => one(id, ""),
    lock: (id) => one(id, " FOR UPDATE OF q"),
    async named(name, except) {
      const text = "SELECT 1 FROM alert_route WHERE name = $1 AND id IS DISTINCT FROM $2::int";
      return (await select(sql, "alert-routes.named", text, [name, except])).length > 0;
    },
    async known({ to, datacenter }) {
      const [found] = await select<{ to: boolean; datacenter: boolean }>(
        sql,
        "alert-routes.known",
        `SELECT CASE WHEN $1 = 'contact' THEN EXISTS (SELECT 1 FROM contact WHERE id::text = $2 AND retired_at IS NULL)
                     ELSE EXISTS (SELECT 1 FROM user_account WHERE id = $2 AND disabled_at IS NULL) END AS to,
                ($3::text IS NULL OR EXISTS (SELECT 1 FROM datacenter WHERE code = $3)) AS datacenter`,
        [to.kind, String(to.id), datacenter],
      );
      return found!;
    },
    async insert(route) {
      const { rows } = await sql.query<{ id: number }>(
        `INSERT INTO alert_route (name, severities, rules, datacenter_id, contact_id, user_id, tells_over, every_minutes, enabled)
         VALUES ($1, $2, $3, (SELECT id FROM datacenter WHERE code = $4), $5, $6, $7, $8, $9) RETURNING id`,
        values(route),
      );
      return rows[0]!.id;
    },
    async change(id, route) {
      await sql.query(
        `UPDATE alert_route SET name = $1, severities = $2, rules = $3, datacenter_id = (SELECT id FROM datacenter WHERE code = $4), contact_id = $5,
                user_id = $6, tells_over = $7, every_minutes = $8, enabled = $9, version = version + 1, changed_at = now() WHERE id = $10`,
        [...values(route), id],
      );
    },
    async remove(id) {
      await sql.query("DELETE FROM alert_route WHERE id = $1", [id]);
    },
    async gathering(id) {
      // whoever takes it to send it passes over what is locked
      const { rows } = await sql.query<{ id: string }>(
        `SELECT id::text AS id FROM outbox_message WHERE alert_route_id = $1 AND state = 'queued' AND attempts = 0 AND kind = 'alerts'
          ORDER BY id DESC LIMIT 1 FOR UPDATE`,
        [id],
      );
      return rows[0]?.id ?? null;
    },
    async lastMessageAt(id) {
      const [row] = await select<{ at: number | null }>(
        sql,
        "alert-routes.last-message",
        `SELECT ${ms("coalesce(ended_at, next_at)")} AS at FROM outbox_message WHERE alert_route_id = $1 AND kind = 'alerts'
            AND state <> 'dropped' ORDER BY id DESC LIMIT 1`,
        [id],
      );
      return row?.at ?? null;
    },
    async note(messageId, alertIds) {
      await sql.query(
        "INSERT INTO alert_notice (message_id, alert_id) SELECT $1, unnest($2::int[]) ON CONFLICT DO NOTHING",
        [messageId, alertIds],
      );
    },
    async toldOf(id, alertIds) {
      const rows = await select<{ id: number }>(
        sql,
        "alert-routes.told-of",
        `SELECT DISTINCT n.alert_id AS id FROM alert_notice n JOIN outbox_message m ON m.id = n.message_id
          WHERE m.alert_route_id = $1 AND n.alert_id = ANY($2::int[]) AND ${alive}`,
        [id, alertIds],
      );
      return new Set(rows.map((row) => row.id));
    },
    async noticed(messageId) {
      const [message] = await select<{ routeId: number | null }>(
        sql,
        "alert-routes.of-message",
        'SELECT alert_route_id AS "routeId" FROM outbox_message WHERE id = $1',
        [messageId],
      );
      const route = message?.routeId == null ? null : await one(message.routeId, "");
      if (!route) return null;
      const alerts = await select<NoticedAlert>(
        sql,
        "alert-routes.noticed",
        `SELECT ${alertColumns}, EXISTS (SELECT 1 FROM alert_notice o JOIN outbox_message m ON m.id = o.message_id
                  WHERE o.alert_id = a.id AND m.alert_route_id = $2 AND m.id < $1 AND m.state = 'sent') AS "toldBefore"
           FROM alert_notice n JOIN alert a ON a.id = n.alert_id WHERE n.message_id = $1
          ORDER BY array_position(ARRAY['critical','warning','notice'], a.severity), a.datacenter, a.rule, a.id`,
        [messageId, route.id],
      );
      return { route, alerts };
    },
  };
}
