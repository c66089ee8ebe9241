"use client";
import type { Floor } from "@headroom/contracts/fleet";
import type { CellRef } from "@headroom/ui/floor/scene";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { useCallback, useEffect, useMemo } from "react";
import { useMay } from "../frame/useMay";
import type { Picked } from "../overrides/picked";
import { positionAt } from "./selection";
import { useFloorView } from "./useFloorView";
import { useWaiting, type Waiting } from "./useWaiting";

/** Moving a placement of the draft that is shown, or placing a request of it that has none: by keys, by dragging, and by the panel's form. */
export interface FloorMove {
  readonly picked: Picked | null;
  /** The request that is picked up. */
  readonly requestId: number | null;
  /** Requests of the draft without a place that may come here. */
  readonly waiting: readonly Waiting[];
  /** The placement at a position that may be moved; null: there is none. */
  readonly actionAt: (ref: CellRef) => number | null;
  readonly pick: (actionId: number) => void;
  readonly drop: (from: CellRef, to: CellRef) => void;
  /** Picks a request without a place up, over a row where it was dropped on one. */
  readonly place: (requestId: number, to?: CellRef) => void;
  /** Enter: on to the reason. */
  readonly confirm: () => void;
  readonly end: () => void;
}

export const reasonFieldId = "override-reason";

export function useFloorMove(floor: Floor, selected: CellRef | null): FloorMove {
  const [view, setView] = useFloorView();
  const may = useMay();
  const { plan } = floor;
  const isDraft = plan?.state === "draft" && plan.id === view.plan && may("override.keep");
  const waiting = useWaiting(isDraft ? plan.id : null, floor.datacenter.code);
  const actions = useMemo(
    () => new Map(isDraft ? plan.positions.map((one) => [one.positionId, one.actionId]) : []),
    [isDraft, plan],
  );
  const actionAt = useCallback(
    (ref: CellRef) => {
      const position = positionAt(floor, ref);
      return position ? (actions.get(position.id) ?? null) : null;
    },
    [floor, actions],
  );
  // an address may name a placement of another version of the plan
  const picked = isDraft ? pickedIn(view) : null;
  const rowOf = (ref: CellRef) => floor.rooms[ref.room]?.rows[ref.row]?.id ?? null;
  const pick = (actionId: number) => void setView({ move: actionId, place: null });
  const end = () => void setView({ move: null, place: null });
  const confirm = () => document.getElementById(reasonFieldId)?.focus();
  const drop = (from: CellRef, to: CellRef) => {
    const action = actionAt(from);
    const row = rowOf(to);
    if (action !== null && row !== null) void setView({ move: action, place: null, row, at: null });
  };
  const place = (requestId: number, to?: CellRef) =>
    void setView({ place: requestId, move: null, row: to ? rowOf(to) : null, at: null });
  useGridFocus(view.place !== null && selected !== null ? view.place : null);
  const under = selected ? actionAt(selected) : null;
  const next = waiting[(waiting.findIndex((one) => one.requestId === view.place) + 1) % Math.max(1, waiting.length)];
  useHotkeys([
    ...(isDraft && picked === null && actions.size > 0
      ? [
          {
            keys: "m",
            label: "move a placement",
            run: () => {
              const first = plan.positions[0];
              if (under !== null) pick(under);
              else if (first) void setView({ at: first.positionId, row: null, move: first.actionId });
            },
          },
        ]
      : []),
    ...(next ? [{ keys: "w", label: "place what waits", run: () => place(next.requestId) }] : []),
    ...(picked === null ? [] : [{ keys: "Escape", label: "leave it where it is", run: end }]),
  ]);
  const own = plan?.positions.find((one) => one.actionId === view.move)?.requestId ?? null;
  const requestId = picked === null ? null : "requestId" in picked ? picked.requestId : own;
  return { picked, requestId, waiting, actionAt, pick, drop, place, confirm, end };
}

/**
 * Once what was picked up from the list is aimed at a row, the floor has the focus, so that the arrow keys aim on: unless somebody is
 * somewhere else by now. null: nothing is.
 */
function useGridFocus(place: number | null): void {
  useEffect(() => {
    const at = document.activeElement;
    if (place !== null && (at === document.body || at?.closest(".waiting")))
      document.querySelector<HTMLElement>(".hr-floor-grid")?.focus({ preventScroll: true });
  }, [place]);
}

const pickedIn = ({ place, move }: { place: number | null; move: number | null }): Picked | null =>
  place !== null ? { requestId: place } : move !== null ? { actionId: move } : null;
