import type { BrokenLimitDto, RepairMoveDto } from "@headroom/contracts/repair";
import { formatCount } from "@headroom/ui/format/numbers";
import { amountWords, limitName } from "../explanation/words";
import { rowLabel } from "../words/places";

/** "Cooling, CZ1", "Failover, 1A-2 if 1C fails", "Spread, fault domain east, key index". */
export const brokenName = ({ key, ...broken }: BrokenLimitDto): string =>
  limitName({ ...broken, ...(key === null ? {} : { key }) });

/** "7.0 kW over"; "2 requests apart" where a key is torn. */
export function overWords(over: number, { limit, unit }: Pick<BrokenLimitDto, "limit" | "unit">): string {
  if (limit === "affinity") return `${amountWords(over, unit)} apart`;
  return `${amountWords(over, unit)} over`;
}

/** What a limit is over by once something is done: "kept", or by how much still. */
export const leftWords = (left: number, broken: Pick<BrokenLimitDto, "limit" | "unit">): string =>
  left > 0 ? `still ${overWords(left, broken)}` : "kept";

/** "2 × C5 from row 1-04 to row 1-11". */
export const moveWords = ({ racks, rackType, from, to }: RepairMoveDto): string =>
  `${formatCount(racks, "rack")} of ${rackType} from row ${rowLabel(from.room, from.row)} to row ${rowLabel(to.room, to.row)}`;
