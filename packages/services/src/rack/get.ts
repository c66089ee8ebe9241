import type { RackDetail } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import { dayOf } from "../days";
import { notFound } from "../errors";
import type { Ports } from "../ports";

/** One rack with its devices, neighbours and the loads of its feeds. Throws NOT_FOUND. */
export async function getRack(ports: Ports, actor: Actor, input: { readonly code: string }): Promise<RackDetail> {
  authorize(actor, "fleet.read");
  return ports.work.read(async ({ inventory, capacity }) => {
    const found = await inventory.rack(input.code, dayOf(ports.clock.now()));
    if (!found) throw notFound("rack", input.code);
    const { datacenterId, feeds, tops, ...rack } = found;
    const codes = new Map(tops.map(({ id, code }) => [String(id), code]));
    const loads = await capacity.devices(
      datacenterId,
      feeds.map((f) => f.deviceId),
    );
    return {
      ...rack,
      feeds: feeds.map(({ deviceId, topId, ...feed }) => {
        const device = loads.get(deviceId);
        const loadW = device?.loadW ?? 0;
        const after = Object.entries(device?.afterFailureW ?? {}).map(([failed, atW]) => {
          const own = feeds.find((one) => String(one.topId) === failed);
          // the failure of what feeds the rack leaves the other feeds to carry it; any other leaves it as it is
          return { top: codes.get(failed) ?? failed, loadW: atW, feeds: feeds.length - (own ? 1 : 0) };
        });
        return { ...feed, loadW, worstAfterFailureW: Math.max(loadW, ...after.map((one) => one.loadW)), after };
      }),
    };
  });
}
