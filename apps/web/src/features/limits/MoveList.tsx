import type { RepairMoveDto } from "@headroom/contracts/repair";
import { Muted } from "@headroom/ui/primitives/Text";
import { brokenName, leftWords, moveWords, overWords } from "./words";

/** Moves in their order, each with what it mends and which rack goes where. */
export function MoveList({ moves, label }: { moves: readonly RepairMoveDto[]; label: string }) {
  return (
    <ol className="move-list" aria-label={label}>
      {moves.map((move, index) => (
        <li key={move.list.map((one) => one.rack).join()}>
          <span className="move-step hr-mut">{index + 1}</span>
          <div>
            <b>{moveWords(move)}</b>
            <Mends mends={move.mends} />
            <details className="cert-more">
              <summary>Which rack to which position</summary>
              <ul className="plain-list">
                {move.list.map((one) => (
                  <li key={one.rack}>
                    {one.rack} <Muted>{`position ${one.from} to ${one.to}`}</Muted>
                  </li>
                ))}
              </ul>
            </details>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** "Cooling, CZ1: 7.0 kW over, then still 3.0 kW over". */
export function Mends({ mends }: { mends: RepairMoveDto["mends"] }) {
  return (
    <ul className="plain-list">
      {mends.map((limit) => (
        <li key={`${limit.limit} ${limit.subject} ${limit.failed} ${limit.key}`}>
          {brokenName(limit)}: <Muted>{overWords(limit.over, limit)}, then</Muted> {leftWords(limit.left, limit)}
        </li>
      ))}
    </ul>
  );
}
