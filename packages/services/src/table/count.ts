import type { TableCount, TableCountInput, TableTypes } from "@headroom/contracts/table";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";
import { filterOf, typeOf } from "./query";

/** A filter's records are counted up to here: beyond, nobody reads them one by one. */
const MOST = 10_000;

/** How many records there are under a filter. Needs fleet.read. Errors: INVALID_INPUT. */
export async function tableCount(ports: Ports, actor: Actor, input: TableCountInput): Promise<TableCount> {
  authorize(actor, "fleet.read");
  const type = typeOf(input.type);
  const filter = filterOf(type, input.filter);
  return ports.work.read(({ tables }) => tables.count(type, filter, MOST));
}

/** How many records there are of every type, in the order of the types. Needs fleet.read. */
export async function tableTypes(ports: Ports, actor: Actor): Promise<TableTypes> {
  authorize(actor, "fleet.read");
  return ports.work.read(async ({ tables }) => {
    const counts: TableTypes = [];
    for (const type of recordTypes) counts.push({ type: type.name, ...(await tables.count(type, [], MOST)) });
    return counts;
  });
}
