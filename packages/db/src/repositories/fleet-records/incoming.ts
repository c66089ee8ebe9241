import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { Field, FleetRecord, RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import type pg from "pg";
import { type CopyValue, copyRows } from "../../copy";
import { arrayText, naturalSql, pgText, quoted, sameKey, sqlTypeOf } from "./natural";

/**
 * Temporary table of a type's records as they came in: file, line, bad, id (null: new), back (of a new one that was deleted: its id), changed, then
 * the type's fields.
 */
export const incoming = (of: RecordType): string => `in_${of.name}`;

const literal = (text: string | null): string => (text === null ? "NULL" : `'${text.replaceAll("'", "''")}'`);

/**
 * What a record shall be: what the file says; where the file has no such column, what it is already, or what a new thing gets.
 */
function wanted(field: Field, at: number, present: boolean): string {
  const type = sqlTypeOf(field);
  if (present) return `s.cells[${at + 1}]::${type}`;
  const initial = `${literal(pgText(field.initial ?? null))}::${type}`;
  return `CASE WHEN n.id IS NULL THEN ${initial} ELSE n.${quoted(field.name)} END`;
}

/**
 * Makes the incoming table of every type, empty for types without a file. A type may have several files, with different columns.
 * Returns the types that have any.
 */
export async function makeIncoming(sql: pg.ClientBase, runId: number): Promise<readonly RecordType[]> {
  const { rows: files } = await sql.query<{ file: number; record_type: string; fields: string[] }>(
    "SELECT file, record_type, fields FROM import_file WHERE run_id = $1 ORDER BY file",
    [runId],
  );
  const present: RecordType[] = [];
  for (const of of recordTypes) {
    const ofType = files.filter((file) => file.record_type === of.name);
    const parts = ofType.map((file) => select(of, runId, file.file, file.fields));
    if (parts.length > 0) present.push(of);
    else parts.push(`${select(of, runId, -1, [])} LIMIT 0`);
    await makeTable(sql, of, parts.join(" UNION ALL "), ofType.length > 0);
  }
  return present;
}

async function makeTable(sql: pg.ClientBase, of: RecordType, rows: string, any: boolean): Promise<void> {
  await sql.query(`DROP TABLE IF EXISTS pg_temp.${incoming(of)}`);
  await sql.query(`CREATE TEMPORARY TABLE ${incoming(of)} ON COMMIT DROP AS ${rows}`);
  // the planner knows nothing of a table that is as old as the transaction
  if (any) await sql.query(`ANALYZE ${incoming(of)}`);
}

/** A record as it shall be, whole. `line` tells the caller which one a finding is about. */
export interface WantedRecord {
  readonly line: number;
  /** null: a new one. */
  readonly id: number | null;
  /** Of a new one that comes back: the id that it had. */
  readonly back?: number;
  readonly values: FleetRecord;
}

/** The incoming tables of records that are known by their ids: their keys may change. Returns the types that have any. */
export async function makeWanted(
  sql: pg.ClientBase,
  wanted: ReadonlyMap<RecordTypeName, readonly WantedRecord[]>,
): Promise<readonly RecordType[]> {
  await sql.query("DROP TABLE IF EXISTS pg_temp.fleet_wanted");
  await sql.query(
    "CREATE TEMPORARY TABLE fleet_wanted (record_type text, line integer, id bigint, back bigint, cells text[]) ON COMMIT DROP",
  );
  await copyRows(sql, {
    table: "fleet_wanted",
    columns: ["record_type", "line", "id", "back", "cells"],
    rows: [...wanted].flatMap(([name, records]) =>
      records.map(({ line, id, back, values }): CopyValue[] => [
        name,
        line,
        id,
        back ?? null,
        arrayText(values.map(pgText)),
      ]),
    ),
  });
  const present: RecordType[] = [];
  for (const of of recordTypes) {
    const any = (wanted.get(of.name)?.length ?? 0) > 0;
    if (any) present.push(of);
    const columns = of.fields.map((field, at) => `cells[${at + 1}]::${sqlTypeOf(field)} AS ${quoted(field.name)}`);
    const rows = `SELECT 0 AS file, line, false AS bad, id, back, id IS NOT NULL AS changed, ${columns.join(", ")}
      FROM fleet_wanted WHERE record_type = '${of.name}'`;
    await makeTable(sql, of, rows, any);
  }
  return present;
}

function select(of: RecordType, runId: number, file: number, fields: readonly string[]): string {
  const columns = of.fields.map(
    (field, at) => `${wanted(field, at, fields.includes(field.name))} AS ${quoted(field.name)}`,
  );
  const plain = of.fields.flatMap(({ name }) => (of.key.includes(name) ? [] : [name]));
  const keyed = of.fields.map((field, at) =>
    of.key.includes(field.name) ? [`s.cells[${at + 1}]::${sqlTypeOf(field)} AS ${quoted(field.name)}`] : [],
  );
  const staged = `(SELECT line, bad, cells, ${keyed.flat().join(", ").replaceAll("s.cells", "cells")}
    FROM import_row WHERE run_id = ${runId} AND file = ${file})`;
  const differs = plain
    .filter((name) => fields.includes(name))
    .map((name) => {
      const at = of.fields.findIndex((field) => field.name === name);
      return `s.cells[${at + 1}]::${sqlTypeOf(of.fields[at]!)} IS DISTINCT FROM n.${quoted(name)}`;
    });
  return `SELECT ${file} AS file, s.line, s.bad, n.id, NULL::bigint AS back,
      n.id IS NOT NULL AND NOT s.bad AND (${differs.length > 0 ? differs.join(" OR ") : "false"}) AS changed,
      ${columns.join(", ")}
    FROM ${staged} s LEFT JOIN (${naturalSql(of)}) n ON ${sameKey(of, "n", "s")}`;
}
