import type { RackDetail } from "@headroom/contracts/fleet";
import type { CapacityRepository } from "../ports/capacity";

interface Fed {
  readonly datacenterId: number;
  readonly feeds: readonly {
    readonly slot: string;
    readonly device: string;
    readonly deviceId: number;
    readonly topId: number;
    readonly top: string;
    readonly capacityW: number;
    readonly failoverCapacityW: number;
  }[];
  /** Every top device of the room. */
  readonly tops: readonly { readonly id: number; readonly code: string }[];
}

/** The feeds of a rack with what is on them, in normal operation and after each failure, as the account of its datacenter has it. */
export async function fedWith(
  capacity: Pick<CapacityRepository, "devices">,
  { datacenterId, feeds, tops }: Fed,
): Promise<RackDetail["feeds"]> {
  const codes = new Map(tops.map(({ id, code }) => [String(id), code]));
  const loads = await capacity.devices(
    datacenterId,
    feeds.map((feed) => feed.deviceId),
  );
  return feeds.map(({ deviceId, topId: _, ...feed }) => {
    const device = loads.get(deviceId);
    const loadW = device?.loadW ?? 0;
    const after = Object.entries(device?.afterFailureW ?? {}).map(([failed, atW]) => {
      const own = feeds.find((one) => String(one.topId) === failed);
      // the failure of what feeds the rack leaves the other feeds to carry it; any other leaves it as it is
      return { top: codes.get(failed) ?? failed, loadW: atW, feeds: feeds.length - (own ? 1 : 0) };
    });
    return { ...feed, loadW, worstAfterFailureW: Math.max(loadW, ...after.map((one) => one.loadW)), after };
  });
}
