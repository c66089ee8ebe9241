import type { RackList, RackListInput } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

/** A page of racks by code; the cursor is the last code of the page before. */
export async function listRacks(ports: Ports, actor: Actor, input: RackListInput): Promise<RackList> {
  authorize(actor, "fleet.read");
  const { cursor, limit, search, ...filter } = input;
  const { rows, total } = await ports.work.read(({ inventory }) =>
    inventory.racks({ ...filter, search: search || undefined, after: cursor, limit: limit + 1 }),
  );
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.code ?? null) : null, total };
}
