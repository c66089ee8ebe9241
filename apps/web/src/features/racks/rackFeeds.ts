import type { RackDetail } from "@headroom/contracts/fleet";
import type { FeedLoad } from "@headroom/ui/rack/FeedBars";

/** What the devices of a rack come to, W. `nowW`: of those that stand; `plannedW`: of those that are to come. */
export interface RackLoad {
  readonly nowW: number;
  readonly plannedW: number;
}

/**
 * The rack on its feeds, which share it evenly, against what is counted for it; and on those that are left after one fails. Redundant feeds
 * carry one load between them: nothing is counted twice.
 */
export function feedsOfRack(
  feeds: readonly Pick<RackDetail["feeds"][number], "slot" | "device">[],
  load: RackLoad,
  limitW: number,
): FeedLoad[] {
  const count = feeds.length;
  const over = (carriers: number) => ({ nowW: load.nowW / carriers, plannedW: load.plannedW / carriers, limitW });
  const normal = feeds.map(({ slot, device }) => ({ id: `now-${slot}`, name: `${slot}  ${device}`, ...over(count) }));
  if (count < 2) return normal;
  const after = feeds.map(({ slot }) => {
    const left = feeds.filter((one) => one.slot !== slot).map((one) => one.slot);
    const name = left.length === 1 ? `${slot} fails, ${left[0]} has` : `${slot} fails, each has`;
    return { id: `after-${slot}`, name, ...over(count - 1), afterFailure: true };
  });
  return [...normal, ...after];
}
