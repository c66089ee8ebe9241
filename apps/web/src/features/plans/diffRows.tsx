import type { PlanActionDto } from "@headroom/contracts/plan";
import { formatList } from "@headroom/ui/format/lists";
import { formatNumber } from "@headroom/ui/format/numbers";
import type { PlanDiffRow } from "@headroom/ui/plan/PlanDiff";
import { Link } from "@headroom/ui/primitives/Link";
import { Day } from "../frame/time";
import { rowLabel } from "../words/places";
import { racksOf } from "../words/requests";

/** Position numbers as ranges: 3, 4, 5, 9 is "3 – 5, 9". */
export function positionRanges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] + 1 === n) last[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from} – ${to}`)).join(", ");
}

const sign = { add: 1, move: 0, retire: -1 } as const;

export const diffRows = (actions: readonly PlanActionDto[], planId: number): PlanDiffRow[] =>
  actions.map((action) => ({
    id: String(action.id),
    kind: action.kind,
    what: racksOf(action.racks, action.rackType),
    where: (
      <>
        <Link href={`/floors/${encodeURIComponent(action.datacenter)}?plan=${planId}&row=${action.rowId}`}>
          {action.datacenter}, row {rowLabel(action.room, action.row)}, positions {positionRanges(action.positions)}
        </Link>
        {action.moves ? (
          <span className="hr-t-sub">from row {formatList(new Set(action.moves.map((move) => move.fromRow)))}</span>
        ) : null}
      </>
    ),
    deltaPowerW: sign[action.kind] * action.powerW,
    cost: costWords(action.cost),
    date: <Day at={action.startsOn} />,
  }));

/** Cost in millions, the currency is the installation's. */
export const costWords = (cost: number): string => `${formatNumber(cost / 1e6, 1)} M`;
