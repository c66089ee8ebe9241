import type { RackDevice } from "@headroom/contracts/rack";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";

/** A device and what it asks of a rack. Throws NOT_FOUND. */
export async function getRackDevice(ports: Ports, actor: Actor, input: { readonly id: number }): Promise<RackDevice> {
  authorize(actor, "fleet.read");
  const found = await ports.work.read(({ inventory }) => inventory.rackDevice(input.id));
  if (!found) throw notFound("device", input.id);
  return found;
}
