import type { TableRows, TableRowsInput } from "@headroom/contracts/table";
import { type Actor, authorize } from "../actor";
import { invalidInput } from "../errors";
import type { Ports } from "../ports";
import { queryOf } from "./query";

/** A page of a type's table. Needs fleet.read. Errors: INVALID_INPUT. */
export async function tableRows(ports: Ports, actor: Actor, input: TableRowsInput): Promise<TableRows> {
  authorize(actor, "fleet.read");
  const query = queryOf(input);
  const page = await ports.work.read(({ tables }) => tables.page(query, input.cursor ?? null, input.limit));
  if (page === null) throw invalidInput("cursor", "the `next` of a page of the same table", input.cursor ?? null);
  const rows = page.rows.map(({ id, version, key, cells }) => ({
    id,
    version,
    key: [...key],
    cells: cells.map((cell) => (Array.isArray(cell) ? [...cell] : cell) as TableRows["rows"][number]["cells"][number]),
  }));
  return { columns: [...query.columns], rows, next: page.next };
}
