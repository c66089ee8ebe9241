import type { Floor } from "@headroom/contracts/fleet";
import { shareOf } from "@headroom/ui/format/numbers";
import type { FloorIndex } from "../floors/floorIndex";

export interface WorstFailure {
  device: string;
  failed: string;
  loadW: number;
  limitW: number;
  share: number;
}

/** Every device with the failure that loads it most, as a share of its failover limit; worst first, at most `most`. */
export function worstFailures(floor: Pick<Floor, "devices">, index: FloorIndex, most: number): WorstFailure[] {
  return floor.devices
    .flatMap((device): WorstFailure[] => {
      const cases = (index.tops.get(device.roomId) ?? []).flatMap((top) => {
        const loadW = index.afterW(device.id, top.id);
        const limitW = device.failoverCapacityW;
        return loadW === null
          ? []
          : [{ device: device.code, failed: top.code, loadW, limitW, share: shareOf(loadW, limitW) }];
      });
      return cases.sort((a, b) => b.share - a.share).slice(0, 1);
    })
    .sort((a, b) => b.share - a.share || a.device.localeCompare(b.device))
    .slice(0, most);
}
