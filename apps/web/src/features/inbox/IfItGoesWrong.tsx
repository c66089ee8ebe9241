import type { Review } from "@headroom/contracts/approval";
import { formatInstant } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { rowLabel } from "../words/places";

/** What is held, what approving does, how far a mistake reaches, and how to give it back. */
export function IfItGoesWrong({ review }: { review: Review }) {
  const racks = review.actions.reduce((sum, action) => sum + action.racks, 0);
  const rows = new Set(review.actions.map((action) => action.rowId)).size;
  const rooms = new Set(review.actions.map((action) => `${action.datacenter} ${action.room}`));
  const largest = [...review.actions].sort((a, b) => b.racks - a.racks)[0];
  const positions = formatCount(racks, "position");
  return (
    <Section id="wrong" title="If it goes wrong">
      <div className="hr-txt wrong">
        <p>
          <b>Held.</b>{" "}
          {review.holdExpiresAt
            ? `${positions} in ${formatCount(rows, "row")} until ${formatInstant(review.holdExpiresAt)}; nobody else can take them. Without a signature by then they are free again.`
            : "Nothing is held."}
        </p>
        <p>
          <b>Approving.</b> Commits all of them in one step, after checking every limit again on the floor as it is
          then. If one no longer holds, nothing is committed and the author is told.
        </p>
        <p>
          <b>Reach.</b> {formatCount(rooms.size, "room")}, {formatCount(rows, "row")}
          {largest
            ? `; at most ${formatCount(largest.racks, "rack")} in one row (${largest.datacenter}, ${rowLabel(largest.room, largest.row)})`
            : ""}
          . A failure of power reaches its own room only.
        </p>
        <p>
          <b>Giving it back.</b> A planner cancels the plan, with a reason: its positions are free at once and its
          requests wait again.
        </p>
      </div>
    </Section>
  );
}
