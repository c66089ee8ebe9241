import type { RecordValue } from "@headroom/core/topology/records/types";
import { columnOf } from "@headroom/core/topology/table/columns";
import type { TableQuery } from "@headroom/services/ports/tables";
import type pg from "pg";
import { conditionSql } from "./conditions";
import { IDENTITY, tableFrom } from "./from";
import { orderOf, shownSql } from "./page";

const BATCH_ROWS = 2_000;

/** See TableRepository.all. */
export async function* allRows(
  sql: pg.ClientBase,
  query: TableQuery,
): AsyncGenerator<readonly (readonly RecordValue[])[]> {
  const { type, sort, filter } = query;
  const values: unknown[] = [];
  const from = tableFrom(type);
  const shown = query.columns.map((name) => shownSql(from, columnOf(type, name)!));
  const { kind, optional } = columnOf(type, sort.column)!;
  const known = (value: string) => (optional && kind.type === "text" ? `NULLIF(${value}, '')` : value);
  const order = [...orderOf(query, from).map(known), ...IDENTITY];
  const conditions = filter.map((one) => conditionSql(type, from, one, (value) => `$${values.push(value)}`));
  const by = order.map((value) => `${value} ${sort.descending ? "DESC" : "ASC"} NULLS LAST`);
  await sql.query(
    `DECLARE table_rows NO SCROLL CURSOR FOR SELECT ${shown.join(", ")} ${from.text(conditions)} ORDER BY ${by.join(", ")}`,
    values,
  );
  try {
    for (;;) {
      const { rows } = await sql.query<RecordValue[]>({
        text: `FETCH ${BATCH_ROWS} FROM table_rows`,
        rowMode: "array",
      } as pg.QueryArrayConfig);
      if (rows.length > 0) yield rows;
      if (rows.length < BATCH_ROWS) return;
    }
  } finally {
    await sql.query("CLOSE table_rows").catch(() => {});
  }
}
