import type { RackDetail } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";

/** One rack with its devices, neighbours and the loads of its feeds. Throws NOT_FOUND. */
export async function getRack(ports: Ports, actor: Actor, input: { readonly code: string }): Promise<RackDetail> {
  authorize(actor, "fleet.read");
  return ports.work.read(async ({ inventory, capacity }) => {
    const found = await inventory.rack(input.code);
    if (!found) throw notFound("rack", input.code);
    const { datacenterId, feeds, ...rack } = found;
    const loads = await capacity.devices(
      datacenterId,
      feeds.map((f) => f.deviceId),
    );
    return {
      ...rack,
      feeds: feeds.map(({ deviceId, ...feed }) => {
        const device = loads.get(deviceId);
        const loadW = device?.loadW ?? 0;
        return { ...feed, loadW, worstAfterFailureW: Math.max(loadW, ...Object.values(device?.afterFailureW ?? {})) };
      }),
    };
  });
}
