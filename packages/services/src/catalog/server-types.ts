import type { ServerTypeDto } from "@headroom/contracts/rack";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

/** What may be placed in a rack, by code. */
export async function listServerTypes(ports: Ports, actor: Actor): Promise<ServerTypeDto[]> {
  authorize(actor, "fleet.read");
  return ports.work.read(({ catalog }) => catalog.serverTypes());
}
