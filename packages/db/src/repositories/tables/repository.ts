import type { TableRepository } from "@headroom/services/ports/tables";
import type { Transaction } from "../../unit-of-work";
import { allRows } from "./all";
import { tableCount } from "./count";
import { oneRecord } from "./one";
import { tablePage } from "./page";

/** Only columns and links that the table of record types names become SQL; what people type is always a parameter. */
export const tableRepository = ({ sql }: Pick<Transaction, "sql">): TableRepository => ({
  page: (query, after, limit) => tablePage(sql, query, after, limit),
  count: (type, filter, most) => tableCount(sql, type, filter, most),
  one: (type, key) => oneRecord(sql, type, key),
  all: (query) => allRows(sql, query),
});
