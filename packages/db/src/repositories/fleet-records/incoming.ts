import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { Field, RecordType } from "@headroom/core/topology/records/types";
import type pg from "pg";
import { naturalSql, pgText, quoted, sameKey, sqlTypeOf } from "./natural";

/** Temporary table of a type's records as they came in: file, line, bad, id (null: new), changed, then the type's fields. */
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
    await sql.query(`DROP TABLE IF EXISTS pg_temp.${incoming(of)}`);
    await sql.query(`CREATE TEMPORARY TABLE ${incoming(of)} ON COMMIT DROP AS ${parts.join(" UNION ALL ")}`);
    // the planner knows nothing of a table that is as old as the transaction
    if (ofType.length > 0) await sql.query(`ANALYZE ${incoming(of)}`);
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
  return `SELECT ${file} AS file, s.line, s.bad, n.id,
      n.id IS NOT NULL AND NOT s.bad AND (${differs.length > 0 ? differs.join(" OR ") : "false"}) AS changed,
      ${columns.join(", ")}
    FROM ${staged} s LEFT JOIN (${naturalSql(of)}) n ON ${sameKey(of, "n", "s")}`;
}
