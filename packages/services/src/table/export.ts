import type { TableInput } from "@headroom/contracts/table";
import type { RecordValue } from "@headroom/core/topology/records/types";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import type { TableQuery } from "../ports/tables";
import { queryOf } from "./query";

/**
 * Hands every row that the table shows to `write`, in its order and with its columns, all as of one moment. Needs fleet.read. Errors:
 * INVALID_INPUT, before anything is written.
 */
export async function exportTable(
  ports: Ports,
  actor: Actor,
  input: TableInput,
  write: (query: TableQuery, rows: AsyncIterable<readonly (readonly RecordValue[])[]>) => Promise<void>,
): Promise<void> {
  authorize(actor, "fleet.read");
  const query = queryOf(input);
  await ports.work.read(({ tables }) => write(query, tables.all(query)));
}
