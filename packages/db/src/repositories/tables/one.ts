import type { RecordType, RecordValue } from "@headroom/core/topology/records/types";
import { columnsOf } from "@headroom/core/topology/table/columns";
import type pg from "pg";
import { tableFrom } from "./from";
import { shownSql } from "./page";

/** See TableRepository.one. */
export async function oneRecord(
  sql: pg.ClientBase,
  type: RecordType,
  key: readonly (string | number | null)[],
): Promise<readonly RecordValue[] | null> {
  const from = tableFrom(type);
  const columns = columnsOf(type);
  const shown = columns.map((column) => shownSql(from, column));
  const values: unknown[] = [];
  const conditions = type.key.map((name, i) => {
    const value = from.column({ name, through: [] });
    return key[i] === null ? `${value} IS NULL` : `${value} = $${values.push(key[i])}`;
  });
  const { rows } = await sql.query<RecordValue[]>({
    text: `SELECT ${shown.join(", ")} ${from.text(conditions)} LIMIT 1`,
    values,
    rowMode: "array",
  } as pg.QueryArrayConfig);
  return rows[0] ?? null;
}
