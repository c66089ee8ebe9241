import type { RackDetail } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import { fedWith } from "./feeds";

/** One rack with its devices, neighbours and the loads of its feeds. Throws NOT_FOUND. */
export async function getRack(ports: Ports, actor: Actor, input: { readonly code: string }): Promise<RackDetail> {
  authorize(actor, "fleet.read");
  return ports.work.read(async ({ inventory, capacity }) => {
    const found = await inventory.rack(input.code, dayOf(ports.clock.now()));
    if (!found) throw notFound("rack", input.code);
    const { datacenterId: _, tops: __, ...rack } = found;
    return { ...rack, feeds: await fedWith(capacity, found) };
  });
}
