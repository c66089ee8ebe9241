import type { SourceFields, SourceRecord, TelemetrySourceRepository } from "@headroom/services/ports/telemetry-sources";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const columns = `s.id, s.version, s.name, s.url, s.query, s.kind, s.metric, s.labels, s.scale, s.step_seconds AS "stepSeconds",
  s.token_variable AS "tokenVariable", s.enabled, ${instant("s.read_to")} AS "readTo", ${instant("s.next_at")} AS "nextAt", s.failures, s.outcome,
  (SELECT count(*)::int FROM prometheus_name n WHERE n.source_id = s.id) AS names`;

const valuesOf = (of: SourceFields): unknown[] => [
  ...[of.name, of.url, of.query, of.kind, of.metric, of.labels, of.scale, of.stepSeconds, of.tokenVariable, of.enabled],
];
const at = (parameter: string) => `to_timestamp(${parameter}::float8 / 1000)`;

export function telemetrySourceRepository({ sql }: Pick<Transaction, "sql">): TelemetrySourceRepository {
  return {
    list: () => select<SourceRecord>(sql, "sources.list", `SELECT ${columns} FROM prometheus_source s ORDER BY s.name`),
    async lock(name) {
      const rows = await select<SourceRecord>(
        sql,
        "sources.lock",
        `SELECT ${columns} FROM prometheus_source s WHERE s.name = $1 FOR UPDATE OF s`,
        [name],
      );
      return rows[0] ?? null;
    },
    async insert(fields, nowMs) {
      const { rowCount } = await sql.query(
        `INSERT INTO prometheus_source (name, url, query, kind, metric, labels, scale, step_seconds, token_variable, enabled, next_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${at("$11")}) ON CONFLICT (name) DO NOTHING`,
        [...valuesOf(fields), nowMs],
      );
      return rowCount === 1;
    },
    async change(id, fields, nowMs) {
      await sql.query(
        `UPDATE prometheus_source SET name = $1, url = $2, query = $3, kind = $4, metric = $5, labels = $6, scale = $7, step_seconds = $8,
           token_variable = $9, enabled = $10, next_at = ${at("$11")}, version = version + 1, failures = 0, outcome = NULL WHERE id = $12`,
        [...valuesOf(fields), nowMs, id],
      );
    },
    async remove(id) {
      await sql.query("DELETE FROM prometheus_source WHERE id = $1", [id]);
    },
    async setNames(id, names) {
      await sql.query("DELETE FROM prometheus_name WHERE source_id = $1", [id]);
      await sql.query(
        `INSERT INTO prometheus_name (source_id, said, parts)
         SELECT $1, n->>'said', ARRAY(SELECT jsonb_array_elements_text(n->'parts')) FROM jsonb_array_elements($2::jsonb) n`,
        [id, JSON.stringify(names)],
      );
    },
    async namesOf(id, said) {
      const rows = await select<{ said: string; parts: string[] }>(
        sql,
        "sources.names-of",
        "SELECT said, parts FROM prometheus_name WHERE source_id = $1 AND said = ANY($2)",
        [id, said],
      );
      return new Map(rows.map((row) => [row.said, row.parts]));
    },
    async claim(nowMs, untilMs) {
      const rows = await select<SourceRecord>(
        sql,
        "sources.claim",
        `UPDATE prometheus_source s SET next_at = ${at("$2")} WHERE s.id = (
           SELECT id FROM prometheus_source WHERE enabled AND next_at <= ${at("$1")} ORDER BY next_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING ${columns}`,
        [nowMs, untilMs],
      );
      return rows[0] ?? null;
    },
    async settle({ id, version }, { readToMs, nextMs, failures, outcome }) {
      await sql.query(
        `UPDATE prometheus_source SET read_to = coalesce(${at("$3")}, read_to), next_at = ${at("$4")}, failures = $5, outcome = $6
          WHERE id = $1 AND version = $2`,
        [id, version, readToMs, nextMs, failures, JSON.stringify(outcome)],
      );
    },
  };
}
