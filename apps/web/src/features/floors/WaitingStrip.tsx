"use client";
import { Icon } from "@headroom/ui/primitives/Icon";
import { Id, Kbd, Muted } from "@headroom/ui/primitives/Text";
import { racksOf } from "../words/requests";
import type { FloorMove } from "./useFloorMove";

/** What is carried while a request is dragged from the list onto the floor. */
export const requestDrag = "application/x-headroom-request";

/** Requests of the draft without a place: press one to place it by keys or by the form, or drag it onto a row. */
export function WaitingStrip({ planId, move }: { planId: number; move: FloorMove }) {
  if (move.waiting.length === 0) return null;
  const picked = move.picked && "requestId" in move.picked ? move.picked.requestId : null;
  return (
    <section className="waiting" aria-label={`Without a place in PL-${planId}`}>
      <p>
        <b>Without a place in PL-{planId}</b> <Muted>drag one onto a row, or press it</Muted> <Kbd>W</Kbd>
      </p>
      <ul>
        {move.waiting.map((one) => (
          <li key={one.requestId}>
            <button
              type="button"
              className="hr-b hr-b-sm"
              aria-pressed={one.requestId === picked}
              draggable
              onDragStart={(event) => {
                event.dataTransfer.setData(requestDrag, String(one.requestId));
                event.dataTransfer.effectAllowed = "move";
              }}
              onClick={() => (one.requestId === picked ? move.end() : move.place(one.requestId))}
            >
              <Icon name="rack" size={12} />
              <Id>RQ-{one.requestId}</Id> {racksOf(one.racks, one.rackType)}
              <Muted>{one.withheld ? "kept back" : one.service}</Muted>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
