"use client";
import type { Floor } from "@headroom/contracts/fleet";
import type { CellRef } from "@headroom/ui/floor/scene";
import { useHotkeys } from "@headroom/ui/primitives/Hotkeys";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { useMay } from "../frame/useMay";
import { rowLabel } from "../words/places";
import { placeReasons } from "./placeReasons";
import { positionAt, selectedRef } from "./selection";
import { useApplyRackMove } from "./useApplyRackMove";
import { useFloorView } from "./useFloorView";

/** Moving a rack that stands, by keys, by dragging and by the panel's form, on the floor as it is now. */
export interface RackMove {
  /** The rack that is picked up. */
  readonly carried: { readonly rackId: number; readonly rack: string; readonly from: CellRef } | null;
  /** The rack at a place may be picked up. */
  readonly mayCarry: (ref: CellRef) => boolean;
  readonly pick: (ref: CellRef) => void;
  /** Picks up what stands at `from` and aims it at `to`. */
  readonly drop: (from: CellRef, to: CellRef) => void;
  /** Why what is selected or picked up cannot go there; none: it can. null: that is not known yet. */
  readonly reasonsAt: (ref: CellRef) => readonly string[] | null;
  /** Moves it to where it is aimed at, if it may go there. */
  readonly run: () => void;
  readonly end: () => void;
  readonly busy: boolean;
}

export function useRackMove(floor: Floor, selected: CellRef | null): RackMove {
  const trpc = useTRPC();
  const may = useMay();
  const [view, setView] = useFloorView();
  // plans and days to come are looked at, not worked on
  const isNow = floor.plan === null && floor.ahead === undefined && view.plan === null && view.days === null;
  const isOn = isNow && view.view === "floor" && may("fleet.edit");
  const rackAt = (ref: CellRef) => {
    const position = positionAt(floor, ref);
    return position?.o === "occupied" && position.rackId !== undefined ? position.rackId : null;
  };
  const mayCarry = (ref: CellRef) => isOn && rackAt(ref) !== null;
  const carriedId = isOn ? view.carry : null;
  // what is selected may be dragged next: its answers are there by then
  const rackId = carriedId ?? (isOn && selected ? rackAt(selected) : null);
  const places = useQuery(
    trpc.rack.places.queryOptions(
      { datacenter: floor.datacenter.code, rackId: rackId ?? 1 },
      { enabled: rackId !== null, staleTime: 15_000 },
    ),
  );
  const known = places.data?.rackId === rackId ? places.data : undefined;
  const reasonsAt = (ref: CellRef) => {
    const row = floor.rooms[ref.room]?.rows[ref.row];
    const position = positionAt(floor, ref);
    return known && row && position ? placeReasons(floor, known, { rowId: row.id, position }) : null;
  };
  const home = known ? selectedRef(floor, known.positionId, null) : null;
  const carried = carriedId !== null && known && home ? { rackId: carriedId, rack: known.rack, from: home } : null;
  const { apply, busy } = useApplyRackMove(floor.datacenter.code);
  const end = () => void setView({ carry: null });
  const pick = (ref: CellRef) => {
    const id = rackAt(ref);
    if (id !== null && isOn) void setView({ carry: id, row: null, at: positionAt(floor, ref)?.id ?? null });
  };
  const drop = (from: CellRef, to: CellRef) => {
    const id = rackAt(from);
    const at = positionAt(floor, to)?.id;
    if (id !== null && isOn && at !== undefined) void setView({ carry: id, row: null, at });
  };
  const run = () => {
    const room = selected && floor.rooms[selected.room];
    const row = selected && room?.rows[selected.row];
    const to = selected && positionAt(floor, selected);
    if (!carried || !room || !row || !to || busy || reasonsAt(selected)?.length !== 0) return;
    void apply({
      ...{ rackId: carried.rackId, rack: carried.rack },
      to: { datacenter: floor.datacenter.code, room: room.code, row: row.code, number: to.n },
      where: `${rowLabel(room.code, row.code)}, position ${to.n}`,
    }).then((isDone) => isDone && end());
  };
  useHotkeys([
    ...(isOn && carriedId === null && selected && mayCarry(selected)
      ? [{ keys: "m", label: "move the rack", run: () => pick(selected) }]
      : []),
    ...(carriedId === null ? [] : [{ keys: "Escape", label: "leave it where it is", run: end }]),
  ]);
  return { carried, mayCarry, pick, drop, reasonsAt, run, end, busy };
}
