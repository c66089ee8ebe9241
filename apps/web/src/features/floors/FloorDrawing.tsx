"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { FloorCanvas } from "@headroom/ui/floor/FloorCanvas";
import { FloorLegend } from "@headroom/ui/floor/HeatLegend";
import { type CellRef, type FloorLook, type FloorScene, sameRef } from "@headroom/ui/floor/scene";
import { formatCount } from "@headroom/ui/format/numbers";
import { useState } from "react";
import { useRouter } from "../frame/address";
import { whenSearch } from "../when/whenQuery";
import { largestCellHeight } from "./floorScene";
import { HoverCertificate } from "./HoverCertificate";
import { positionAt, selectedRef } from "./selection";
import { useContents } from "./useContents";
import type { FloorMove } from "./useFloorMove";
import { useFloorView } from "./useFloorView";
import type { RackMove } from "./useRackMove";
import { requestDrag } from "./WaitingStrip";

interface FloorDrawingProps {
  floor: Floor;
  scene: FloorScene;
  selected: CellRef | null;
  /** A failure is shown. */
  failed: boolean;
  move: FloorMove;
  rackMove: RackMove;
}

/** The floor from above with its legend: only what is on it is explained. */
export function FloorDrawing({ floor, scene, selected, failed, move, rackMove }: FloorDrawingProps) {
  const router = useRouter();
  const [view, setView] = useFloorView();
  const rows = scene.rooms.flatMap((room) => room.rows);
  const cells = rows.flatMap((row) => row.cells);
  const has = (state: string) => cells.some((cell) => cell.state === state);
  const select = (ref: CellRef) =>
    void setView({
      row: floor.rooms[ref.room]?.rows[ref.row]?.id ?? null,
      at: positionAt(floor, ref)?.id ?? null,
      until: null,
    });
  const until = view.until === null ? null : selectedRef(floor, view.until, null);
  const extend = (ref: CellRef) => {
    if (!selected || selected.cell === null || ref.room !== selected.room || ref.row !== selected.row)
      return select(ref);
    void setView({ until: positionAt(floor, ref)?.id ?? null });
  };
  const [hovered, setHovered] = useState<CellRef | null>(null);
  const hoveredRow = hovered ? floor.rooms[hovered.room]?.rows[hovered.row] : undefined;
  // what is picked up is held against the row under the pointer, else the request that looks for a place
  const held = move.requestId ?? view.request;
  const { contents, onNear } = useContents(floor);
  const seen = view.look && selectedRef(floor, view.look.at, null);
  const onLook = (look: FloorLook | null) => {
    const at = look && positionAt(floor, look.ref)?.id;
    void setView({ look: look && at ? { at, cellPx: look.cellPx } : null });
  };
  // a drag on any other rack pans the floor
  const isSelectedRack = (ref: CellRef) => selected !== null && sameRef(ref, selected) && rackMove.mayCarry(ref);
  const [dragged, setDragged] = useState<CellRef | null>(null);
  const aim = dragged ? hovered : rackMove.carried ? selected : null;
  const aimed = aim && aim.cell !== null ? rackMove.reasonsAt(aim) : null;
  const target = aim && aimed ? { ref: aim, ok: aimed.length === 0 } : null;
  const told = hovered && hovered.cell !== null && (dragged || rackMove.carried) ? rackMove.reasonsAt(hovered) : null;
  const open = (ref: CellRef) => {
    if (move.picked !== null) return move.confirm();
    if (rackMove.carried !== null) return rackMove.run();
    const rack = positionAt(floor, ref)?.rack;
    if (rack) router.push(`/racks/${encodeURIComponent(rack)}${whenSearch(view)}`);
  };
  return (
    <FloorCanvas
      scene={view.stranded ? scene : { ...scene, stranded: [] }}
      label={`Floor of ${floor.datacenter.code}, ${formatCount(rows.length, "row")}, ${formatCount(cells.length, "position")}`}
      selected={selected}
      onSelect={select}
      until={until}
      onExtend={rackMove.carried || move.picked !== null ? undefined : extend}
      onOpen={open}
      onHover={setHovered}
      hoverNote={
        told !== null ? (
          <span className="floor-told">{told.length === 0 ? "It fits here." : told.slice(0, 4).join("; ")}</span>
        ) : held !== null && hoveredRow ? (
          <HoverCertificate rowId={Number(hoveredRow.id)} requestId={held} planId={view.plan} />
        ) : null
      }
      canDrag={(ref) => move.actionAt(ref) !== null || isSelectedRack(ref)}
      dragsToCell={floor.plan === null}
      onDragging={setDragged}
      target={target}
      onDrop={(from, to) => (floor.plan === null ? rackMove.drop(from, to) : move.drop(from, to))}
      dropType={move.waiting.length > 0 ? requestDrag : undefined}
      onDropIn={(carried, to) => move.place(Number(carried), to)}
      showStranded={view.stranded}
      initialLook={seen && view.look ? { ref: seen, cellPx: view.look.cellPx } : null}
      onLook={onLook}
      contents={contents}
      onNear={onNear}
      legend={
        <FloorLegend
          planned={has("planned")}
          held={has("held")}
          committed={has("committed")}
          reserved={has("reserved")}
          lostFeed={failed}
          leaving={has("retiring") || has("left")}
          noLimit={cells.some((cell) => cell.noLimit && cell.state === "rack")}
          aisles
          stranded={view.stranded ? [...new Set(scene.stranded.map((run) => run.cause))] : []}
        />
      }
      maxCellWidthPx={58}
      maxCellHeightPx={largestCellHeight(scene)}
    />
  );
}
