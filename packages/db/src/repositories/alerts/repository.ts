import { alertStates, type OpenAlert } from "@headroom/core/alerting/machine";
import { severities } from "@headroom/core/alerting/rule";
import type {
  AlertEvent,
  AlertEventKind,
  AlertRecord,
  AlertRepository,
  StoredRule,
} from "@headroom/services/ports/alerts";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";
import { factsOf } from "./facts";
import { pastOf } from "./past";
import { pastWaitsOf } from "./past-waits";
import { TURN } from "./turn";

/** Who looks after alerts. */
const ROLES = ["operator", "admin"];

const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;
export const alertColumns = `a.id, a.rule, a.title, a.severity, a.state, a.seen, ${instant("a.first_at")} AS "firstAt", ${instant("a.last_at")} AS "lastAt",
  jsonb_build_object('kind', a.subject_kind, 'key', a.subject_key, 'name', a.subject_name, 'datacenter', a.datacenter) AS subject,
  ${instant("a.resolved_at")} AS "resolvedAt", ${instant("a.silenced_until")} AS "silencedUntil", a.by_name AS by, a.note, a.version`;
const byState = `array_position(ARRAY['${alertStates.join("','")}'], a.state)`;
const bySeverity = `array_position(ARRAY['${severities.join("','")}'], a.severity)`;

export function alertRepository({ sql }: Pick<Transaction, "sql">): AlertRepository {
  const note = (ids: readonly number[], kind: AlertEventKind, nowMs: number) =>
    sql.query(
      `INSERT INTO alert_event (alert_id, at, kind, seen)
       SELECT id, ${at("$3")}, $2, seen FROM alert WHERE id = ANY($1::int[]) ORDER BY id`,
      [ids, kind, nowMs],
    );
  const one = async (id: number, more: string) => {
    const rows = await select<AlertRecord>(
      sql,
      `alerts.one${more}`,
      `SELECT ${alertColumns} FROM alert a WHERE a.id = $1${more}`,
      [id],
    );
    return rows[0] ?? null;
  };
  return {
    async turn() {
      const { rows } = await sql.query<{ mine: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS mine", [TURN]);
      return rows[0]!.mine;
    },
    rules: () =>
      select<StoredRule>(sql, "alerts.rules", "SELECT id, title, severity, test, enabled FROM alert_rule ORDER BY id"),
    async saveRule({ id, title, severity, test, enabled }) {
      await sql.query(
        `INSERT INTO alert_rule (id, title, severity, test, enabled) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE SET title = $2, severity = $3, test = $4, enabled = $5`,
        [id, title, severity, JSON.stringify(test), enabled],
      );
    },
    async removeRule(id) {
      await sql.query("DELETE FROM alert_rule WHERE id = $1", [id]);
    },
    facts: (test, nowMs) => factsOf(sql, test, nowMs),
    past: (test, over) => pastOf(sql, test, over),
    pastWaits: (clock, over) => pastWaitsOf(sql, clock, over),
    open: () =>
      select<OpenAlert>(
        sql,
        "alerts.open",
        `SELECT id, rule, subject_key AS "subjectKey", state, (extract(epoch FROM absent_since) * 1000)::float8 AS "absentSinceMs",
                (extract(epoch FROM silenced_until) * 1000)::float8 AS "silencedUntilMs" FROM alert WHERE open_key IS NOT NULL`,
      ),
    async fire({ id: rule, title, severity }, findings, nowMs) {
      if (findings.length === 0) return [];
      const { rows } = await sql.query<{ id: number; key: string; silenced: boolean }>(
        `WITH q AS (SELECT f->'subject' AS subject, f->'seen' AS seen FROM jsonb_array_elements($4::jsonb) f),
              quiet AS (SELECT subject_key, max(silenced_until) AS until FROM alert WHERE rule = $1 AND silenced_until > ${at("$5")} GROUP BY 1)
         INSERT INTO alert (rule, title, severity, subject_kind, subject_key, subject_name, datacenter, state, open_key, seen, first_at, last_at,
                            silenced_until)
         SELECT $1, $2, $3, subject->>'kind', subject->>'key', subject->>'name', subject->>'datacenter',
                CASE WHEN until IS NULL THEN 'firing' ELSE 'silenced' END, $1 || ' ' || (subject->>'key'), seen, ${at("$5")}, ${at("$5")}, until
           FROM q LEFT JOIN quiet ON quiet.subject_key = subject->>'key'
         RETURNING id, subject_key AS key, state = 'silenced' AS silenced`,
        [rule, title, severity, JSON.stringify(findings), nowMs],
      );
      const made = new Map(rows.map(({ key, ...row }) => [key, row]));
      await note(
        [...made.values()].map(({ id }) => id),
        "fired",
        nowMs,
      );
      return findings.map(({ subject }) => made.get(subject.key)!);
    },
    async still(all, nowMs) {
      if (all.length === 0) return;
      await sql.query(
        `UPDATE alert a SET last_at = ${at("$2")}, absent_since = NULL, seen = q.seen, subject_name = q.name
           FROM (SELECT (f->>'id')::int AS id, f->'finding'->'seen' AS seen, f->'finding'->'subject'->>'name' AS name
                   FROM jsonb_array_elements($1::jsonb) f) q WHERE a.id = q.id`,
        [JSON.stringify(all), nowMs],
      );
    },
    async absent(ids, nowMs) {
      if (ids.length > 0)
        await sql.query(`UPDATE alert SET absent_since = ${at("$2")} WHERE id = ANY($1::int[])`, [ids, nowMs]);
    },
    async resolve(ids, nowMs) {
      if (ids.length === 0) return;
      await sql.query(
        `UPDATE alert SET state = 'resolved', open_key = NULL, resolved_at = ${at("$2")}, version = version + 1 WHERE id = ANY($1::int[])`,
        [ids, nowMs],
      );
      await note(ids, "resolved", nowMs);
    },
    async silenceOver(ids, nowMs) {
      if (ids.length === 0) return;
      await sql.query(
        "UPDATE alert SET state = 'firing', silenced_until = NULL, version = version + 1 WHERE id = ANY($1::int[])",
        [ids],
      );
      await note(ids, "silence_over", nowMs);
    },
    async list({ state, severity, datacenter, rule }, limit) {
      const where = `($1 = 'all' OR a.state = $1 OR ($1 = 'open' AND a.open_key IS NOT NULL)) AND ($2::text IS NULL OR a.severity = $2)
        AND ($3::text IS NULL OR a.datacenter = $3) AND ($4::text IS NULL OR a.rule = $4)`;
      const values = [state, severity, datacenter, rule];
      const rows = await select<AlertRecord>(
        sql,
        "alerts.list",
        `SELECT ${alertColumns} FROM alert a WHERE ${where} ORDER BY (a.open_key IS NULL), ${byState}, ${bySeverity}, a.id DESC LIMIT $5`,
        [...values, limit],
      );
      const [counted] = await select<{ n: number }>(
        sql,
        "alerts.count",
        `SELECT count(*)::int AS n FROM alert a WHERE ${where}`,
        values,
      );
      return { rows, total: counted!.n };
    },
    async counts() {
      const [row] = await select<{ firing: number; open: number }>(
        sql,
        "alerts.counts",
        "SELECT count(*) FILTER (WHERE state = 'firing')::int AS firing, count(*)::int AS open FROM alert WHERE open_key IS NOT NULL",
      );
      return row!;
    },
    find: (id) => one(id, ""),
    lock: (id) => one(id, " FOR UPDATE"),
    async act(id, { state, silencedUntilMs, by, note: words }, event, nowMs) {
      await sql.query(
        `UPDATE alert SET state = $2, silenced_until = ${at("$3")}, by_name = $4, note = $5, version = version + 1 WHERE id = $1`,
        [id, state, silencedUntilMs, by, words],
      );
      await sql.query(
        `INSERT INTO alert_event (alert_id, at, kind, by_name, note) VALUES ($1, ${at("$2")}, $3, $4, $5)`,
        [id, nowMs, event, by, words],
      );
    },
    events: (id, limit) =>
      select<AlertEvent>(
        sql,
        "alerts.events",
        `SELECT kind, ${instant("at")} AS at, by_name AS by, note, seen FROM alert_event WHERE alert_id = $1 ORDER BY id DESC LIMIT $2`,
        [id, limit],
      ),
    async people() {
      const { rows } = await sql.query<{ id: string }>(
        "SELECT id FROM user_account WHERE role::text = ANY($1) AND disabled_at IS NULL ORDER BY id",
        [ROLES],
      );
      return rows.map(({ id }) => id);
    },
  };
}
