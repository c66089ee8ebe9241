import type { PlanDetail } from "@headroom/contracts/plan";
import { formatCount } from "@headroom/ui/format/numbers";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { Mends } from "../limits/MoveList";
import { rowLabel } from "../words/places";
import { racksOf } from "../words/requests";

/** What each move of a plan mends, in the order in which they are made. */
export function MendsSection({ plan }: { plan: Pick<PlanDetail, "actions"> }) {
  const moves = plan.actions.filter((action) => action.kind === "move");
  return (
    <Section id="mends" title="What it mends" note={formatCount(moves.length, "move")}>
      <ol className="move-list" aria-label="Moves and what each mends">
        {moves.map((action, index) => (
          <li key={action.id}>
            <span className="hr-mut">{index + 1}</span>
            <div>
              <b>
                {racksOf(action.racks, action.rackType)} to row {rowLabel(action.room, action.row)}
              </b>
              <Mends mends={action.mends ?? []} />
              <details className="cert-more">
                <summary>Which rack to which position</summary>
                <ul className="plain-list">
                  {(action.moves ?? []).map((move) => (
                    <li key={move.rack}>
                      {move.rack}{" "}
                      <Muted>{`from row ${move.fromRow}, position ${move.from}, to position ${move.to}`}</Muted>
                    </li>
                  ))}
                </ul>
              </details>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
