import { fieldOf } from "@headroom/core/topology/records/fleet";
import type { FleetRecord, RecordType } from "@headroom/core/topology/records/types";
import type { RecordEvent, RecordVersion, StoredRecord } from "@headroom/services/ports/records";
import type pg from "pg";
import { naturalSql, quoted, sqlTypeOf } from "../fleet-records/natural";

/** To the microsecond: what a driver makes of a moment ends at milliseconds. */
const moment = (value: string): string => `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const asText: ReadonlySet<string> = new Set(["day", "object"]);

const valuesOf = (of: RecordType, alias: string): string[] =>
  of.fields.map(({ name, kind }) => `${alias}.${quoted(name)}${asText.has(kind.type) ? "::text" : ""}`);

const stamp = ["t.record_version AS r_version", "t.changed_at AS r_since"];

async function stored(
  sql: pg.ClientBase,
  of: RecordType,
  source: string,
  parameters: readonly unknown[],
): Promise<readonly StoredRecord[]> {
  const text = `SELECT n.id::int, n.r_version, ${moment("n.r_since")}, ${valuesOf(of, "n").join(", ")} FROM (${source}) n ORDER BY n.id`;
  const { rows } = await sql.query<unknown[]>({
    text,
    values: [...parameters],
    rowMode: "array",
  } as pg.QueryArrayConfig);
  return rows.map(([id, version, changedAt, ...values]) => ({
    ...{ id: id as number, version: version as number, changedAt: changedAt as string },
    values: values as unknown as FleetRecord,
  }));
}

/** See RecordRepository.current. */
export async function currentRecords(sql: pg.ClientBase, of: RecordType, ids: readonly number[]) {
  const where = "t.id = ANY($1::bigint[])";
  const found = await stored(sql, of, naturalSql(of, undefined, { extra: stamp, where }), [ids]);
  return new Map(found.map((record) => [record.id, record]));
}

/** See RecordRepository.find. */
export async function findRecord(sql: pg.ClientBase, of: RecordType, key: readonly unknown[]): Promise<number | null> {
  if (key.length !== of.key.length) return null;
  const match = of.key.map(
    (name, i) => `n.${quoted(name)} IS NOT DISTINCT FROM $${i + 1}::${sqlTypeOf(fieldOf(of, name))}`,
  );
  const { rows } = await sql.query<{ id: number }>(
    `SELECT n.id::int FROM (${naturalSql(of, of.key)}) n WHERE ${match.join(" AND ")} LIMIT 1`,
    [...key],
  );
  return rows[0]?.id ?? null;
}

/** See RecordRepository.where. */
export const recordsWhere = (sql: pg.ClientBase, of: RecordType, field: string, value: string) =>
  stored(sql, of, `SELECT * FROM (${naturalSql(of, undefined, { extra: stamp })}) x WHERE x.${quoted(field)} = $1`, [
    value,
  ]);

/** Rows that an object was, as the table has them. $1: its id. */
const formerly = (of: RecordType): string =>
  `(SELECT p.*, h.to_at AS r_until FROM record_history h CROSS JOIN LATERAL jsonb_populate_record(NULL::${quoted(of.table)}, h.row) p
     WHERE h.table_name = '${of.table}' AND h.row_id = $1)`;

const pastSql = (of: RecordType, where?: string): string =>
  naturalSql(of, undefined, {
    table: (name) => (name === of.table ? formerly(of) : quoted(name)),
    extra: [...stamp, "t.r_until"],
    loose: true,
    ...(where ? { where } : {}),
  });

/** See RecordRepository.past. Names of what it refers to are those of today. */
export async function pastRecord(sql: pg.ClientBase, of: RecordType, id: number, version: number) {
  const [found] = await stored(sql, of, pastSql(of, "t.record_version = $2"), [id, version]);
  return found ?? null;
}

/** See RecordRepository.versions. */
export async function recordVersions(
  sql: pg.ClientBase,
  of: RecordType,
  id: number,
): Promise<readonly RecordVersion[]> {
  const former = await stored(sql, of, pastSql(of), [id]);
  const now = (await currentRecords(sql, of, [id])).get(id);
  const { rows } = await sql.query<{ version: number; until: string; transaction: string }>(
    `SELECT version, ${moment("to_at")} AS until, ${moment("transaction_at")} AS transaction
       FROM record_history WHERE table_name = $1 AND row_id = $2`,
    [of.table, id],
  );
  const ends = new Map(rows.map((row) => [row.version, row]));
  const isBack = (before: StoredRecord, one: StoredRecord) =>
    (ends.get(before.version)?.until ?? one.changedAt) < one.changedAt;
  const all = [...former, ...(now ? [now] : [])].sort((a, b) => a.version - b.version);
  return all.map((record, i) => {
    const before = all[i - 1];
    return {
      ...record,
      until: record === now ? null : (ends.get(record.version)?.until ?? null),
      goneIn: record === now ? null : (ends.get(record.version)?.transaction ?? null),
      madeIn: before && !isBack(before, record) ? (ends.get(before.version)?.transaction ?? null) : record.changedAt,
    };
  });
}

/** See RecordRepository.events. */
export async function eventsOf(sql: pg.ClientBase, transactions: readonly string[]): Promise<readonly RecordEvent[]> {
  const { rows } = await sql.query<RecordEvent>(
    `SELECT ${moment("e.transaction_at")} AS "transactionAt", e.id::text AS event, e.action, e.actor_name AS actor, e.via, e.reason,
            c.id AS change
       FROM audit_event e LEFT JOIN record_change c ON c.made_at = e.transaction_at
      WHERE e.transaction_at = ANY($1::timestamptz[]) ORDER BY e.id`,
    [transactions],
  );
  return rows;
}
