"use client";
import type { Floor } from "@headroom/contracts/fleet";
import type { CellRef } from "@headroom/ui/floor/scene";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { useCallback, useMemo } from "react";
import { useMay } from "../frame/useMay";
import { positionAt } from "./selection";
import { useFloorView } from "./useFloorView";

/** Moving a placement of the draft that is shown: by M and the arrows, by dragging, and by the panel's form. */
export interface FloorMove {
  /** Action picked up; null: none. */
  readonly picked: number | null;
  /** The placement at a position that may be moved; null: there is none. */
  readonly actionAt: (ref: CellRef) => number | null;
  readonly pick: (actionId: number) => void;
  readonly drop: (from: CellRef, to: CellRef) => void;
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
  const picked = view.move !== null && isDraft ? view.move : null;
  const pick = (actionId: number) => void setView({ move: actionId });
  const end = () => void setView({ move: null });
  const confirm = () => document.getElementById(reasonFieldId)?.focus();
  const drop = (from: CellRef, to: CellRef) => {
    const action = actionAt(from);
    const row = floor.rooms[to.room]?.rows[to.row]?.id;
    if (action !== null && row !== undefined) void setView({ move: action, row, at: null });
  };
  const under = selected ? actionAt(selected) : null;
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
    ...(picked === null ? [] : [{ keys: "Escape", label: "leave it where it is", run: end }]),
  ]);
  return { picked, actionAt, pick, drop, confirm, end };
}
