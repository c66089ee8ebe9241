import type { RackElevations } from "@headroom/contracts/rack";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { notFound } from "../errors";
import type { Ports } from "../ports";

/** Every rack that stands in a room with its devices as numbers; without a room, in the first one. Throws NOT_FOUND. */
export async function getElevations(
  ports: Ports,
  actor: Actor,
  input: { readonly datacenter: string; readonly room?: string },
): Promise<RackElevations> {
  authorize(actor, "fleet.read");
  const found = await ports.work.read(({ inventory }) =>
    inventory.elevations(input.datacenter, input.room, dayOf(ports.clock.now())),
  );
  if (!found) throw notFound(input.room === undefined ? "datacenter" : "room", input.room ?? input.datacenter);
  return found;
}
