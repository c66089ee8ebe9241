import type { Floor, FloorPosition } from "@headroom/contracts/fleet";
import type { BrokenLimit, RackPlaces } from "@headroom/contracts/rack-places";
import { formatDate } from "@headroom/ui/format/dates";
import { amountWords, limitName } from "../explanation/words";

/** Rows, groups and positions of the floor that a rack is held against. */
export interface Place {
  readonly rowId: string;
  readonly position: FloorPosition;
}

/** "Failover, PDU 1D-4 if 1C fails: 97.2 of 95.0 kW". */
const limitWords = ({ load, capacity, unit, ...named }: BrokenLimit): string =>
  `${limitName(named)}: ${amountWords(load, unit)} on ${amountWords(capacity, unit)}`;

/** Who has the position already. null: nobody. */
function takenWords({ o, rack, note, planId, from, to }: FloorPosition, now: string): string | null {
  const until = to ? ` until ${formatDate(to, now)}` : "";
  const since = from && from > now.slice(0, 10) ? ` from ${formatDate(from, now)}` : "";
  switch (o) {
    case undefined:
      return null;
    case "blocked":
      return `Blocked${note ? `: ${note}` : ""}`;
    case "reserved":
      return `Reserved${since}${until}${note ? `: ${note}` : ""}`;
    case "occupied":
      return `${rack ?? "A rack"} stands there${since}${until}`;
    default:
      return `${o === "held" ? "Held for" : "Committed to"} ${planId === undefined ? "a plan" : `PL-${planId}`}`;
  }
}

/** Why a rack cannot be moved to a position, the nearest reason first; none: it can. Of where it stands already, that it does. */
export function placeReasons(
  floor: Pick<Floor, "datacenter">,
  places: RackPlaces,
  { rowId, position }: Place,
): string[] {
  if (position.id === places.positionId) return ["It stands here"];
  const taken = takenWords(position, floor.datacenter.asOf);
  const closed = places.rows.find((row) => row.id === rowId);
  const frozen = closed?.frozen;
  return [
    ...(taken === null ? [] : [taken]),
    ...(frozen ? [`Frozen until ${formatDate(frozen.to, floor.datacenter.asOf)}: ${frozen.reason}`] : []),
    ...(closed && !frozen ? [`A rule keeps it out of this row: ${closed.rule}`] : []),
    ...(places.groups.find((group) => group.id === position.g)?.limits.map(limitWords) ?? []),
  ];
}
