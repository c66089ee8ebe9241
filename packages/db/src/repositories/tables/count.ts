import type { RecordType } from "@headroom/core/topology/records/types";
import type { Condition } from "@headroom/core/topology/table/filter";
import type { TableCount } from "@headroom/services/ports/tables";
import type pg from "pg";
import { quoted, sourceOf } from "../fleet-records/natural";
import { conditionSql } from "./conditions";
import { tableFrom } from "./from";

/** Tables up to here are counted: that takes a few milliseconds. Larger ones are known by their statistics. */
const COUNTED_ROWS = 100_000;

/** See TableRepository.count. */
export async function tableCount(
  sql: pg.ClientBase,
  type: RecordType,
  filter: readonly Condition[],
  most: number,
): Promise<TableCount> {
  if (filter.length === 0) {
    const about = sourceOf(type.name).where === undefined ? await estimateOf(sql, type) : 0;
    if (about > COUNTED_ROWS) return { count: about, how: "about" };
  }
  const values: unknown[] = [];
  const from = tableFrom(type);
  const conditions = filter.map((one) => conditionSql(type, from, one, (value) => `$${values.push(value)}`));
  const limit = filter.length === 0 ? "" : `LIMIT ${most + 1}`;
  const { rows } = await sql.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT 1 ${from.text(conditions)} ${limit}) counted`,
    values,
  );
  const { count } = rows[0]!;
  return limit !== "" && count > most ? { count: most, how: "at_least" } : { count, how: "exact" };
}

/** What the last VACUUM or ANALYZE found; 0 where none has been. */
async function estimateOf(sql: pg.ClientBase, { table }: RecordType): Promise<number> {
  const { rows } = await sql.query<{ about: number }>(
    "SELECT greatest(reltuples, 0)::int AS about FROM pg_class WHERE oid = $1::regclass",
    [quoted(table)],
  );
  return rows[0]!.about;
}
