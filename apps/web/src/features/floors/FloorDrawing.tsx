"use client";
import type { Floor } from "@headroom/contracts/fleet";
import { FloorCanvas } from "@headroom/ui/floor/FloorCanvas";
import { FloorLegend } from "@headroom/ui/floor/HeatLegend";
import type { CellRef, FloorScene } from "@headroom/ui/floor/scene";
import { formatCount } from "@headroom/ui/format/numbers";
import { useRouter } from "next/navigation";
import { largestCellHeight } from "./floorScene";
import { positionAt } from "./selection";
import { useFloorView } from "./useFloorView";

interface FloorDrawingProps {
  floor: Floor;
  scene: FloorScene;
  selected: CellRef | null;
  /** A failure is shown. */
  failed: boolean;
}

/** The floor from above with its legend: only what is on it is explained. */
export function FloorDrawing({ floor, scene, selected, failed }: FloorDrawingProps) {
  const router = useRouter();
  const [view, setView] = useFloorView();
  const rows = scene.rooms.flatMap((room) => room.rows);
  const cells = rows.flatMap((row) => row.cells);
  const has = (state: string) => cells.some((cell) => cell.state === state);
  const select = (ref: CellRef) =>
    void setView({
      row: floor.rooms[ref.room]?.rows[ref.row]?.id ?? null,
      at: positionAt(floor, ref)?.id ?? null,
    });
  const open = (ref: CellRef) => {
    const rack = positionAt(floor, ref)?.rack;
    if (rack) router.push(`/racks/${encodeURIComponent(rack)}`);
  };
  return (
    <>
      <FloorCanvas
        scene={view.stranded ? scene : { ...scene, stranded: [] }}
        label={`Floor of ${floor.datacenter.code}, ${formatCount(rows.length, "row")}, ${formatCount(cells.length, "position")}`}
        selected={selected}
        onSelect={select}
        onOpen={open}
        showStranded={view.stranded}
        maxCellWidthPx={58}
        maxCellHeightPx={largestCellHeight(scene)}
      />
      <FloorLegend
        planned={has("planned")}
        held={has("held")}
        committed={has("committed")}
        reserved={has("reserved")}
        lostFeed={failed}
        stranded={view.stranded ? [...new Set(scene.stranded.map((run) => run.cause))] : []}
      />
    </>
  );
}
