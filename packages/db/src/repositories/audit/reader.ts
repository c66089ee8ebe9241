import type { AuditFilter, AuditReader, AuditRecord } from "@headroom/services/ports/audit";
import { likeAnywhere, select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

type Row = Omit<AuditRecord, "at"> & { at: Date };

const columns = `id::text AS id, at, actor_id AS "actorId", actor_name AS "actorName", via, action, entity_kind AS "entityKind",
  entity_id AS "entityId", before, after, reason, request_id AS "requestId"`;

const toRecord = (row: Row): AuditRecord => ({ ...row, at: row.at.toISOString() });

function clauses(filter: AuditFilter): { readonly where: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (value: unknown, clause: (parameter: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    parts.push(clause(`$${values.length}`));
  };
  add(filter.entityKind, (p) => `entity_kind = ${p}`);
  add(filter.entityId, (p) => `entity_id = ${p}`);
  add(filter.actorId, (p) => `actor_id = ${p}`);
  add(filter.action, (p) => `action = ${p}`);
  add(filter.from, (p) => `at >= ${p}::date::timestamp AT TIME ZONE 'UTC'`);
  add(filter.to, (p) => `at < (${p}::date + 1)::timestamp AT TIME ZONE 'UTC'`);
  add(
    filter.search ? likeAnywhere(filter.search) : undefined,
    (p) => `(action ILIKE ${p} OR entity_id ILIKE ${p} OR actor_name ILIKE ${p} OR reason ILIKE ${p})`,
  );
  add(filter.before, (p) => `id < ${p}::bigint`);
  return { where: parts.length === 0 ? "true" : parts.join(" AND "), values };
}

/** Distinct actions by jumping from one to the next along the index: O(actions), not O(events). */
const actions = `
  WITH RECURSIVE step AS (
    (SELECT action FROM audit_event ORDER BY action LIMIT 1)
    UNION ALL
    SELECT (SELECT a.action FROM audit_event a WHERE a.action > step.action ORDER BY a.action LIMIT 1)
      FROM step WHERE step.action IS NOT NULL)
  SELECT action FROM step WHERE action IS NOT NULL`;

export const auditReader = ({ sql }: Pick<Transaction, "sql">): AuditReader => ({
  async list(filter) {
    const { where, values } = clauses(filter);
    const found = await sql.query<Row>(
      `SELECT ${columns} FROM audit_event WHERE ${where} ORDER BY audit_event.id DESC LIMIT $${values.length + 1}`,
      [...values, filter.limit],
    );
    return found.rows.map(toRecord);
  },
  async get(id) {
    const [row] = await select<Row>(sql, "audit.get", `SELECT ${columns} FROM audit_event WHERE id = $1::bigint`, [id]);
    return row ? toRecord(row) : null;
  },
  async actions() {
    return (await select<{ action: string }>(sql, "audit.actions", actions)).map((row) => row.action);
  },
  actors: () =>
    select<{ id: string; name: string }>(sql, "audit.actors", "SELECT id, name FROM user_account ORDER BY name, id"),
});
