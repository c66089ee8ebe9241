// biome-ignore-all lint/a11y/useSemanticElements: a table element cannot hold the drawing
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus, aria-activedescendant names the position
"use client";
import type { HTMLAttributes, ReactNode } from "react";
import { between } from "./draw";
import type { FloorShape } from "./layout";
import { type CellRef, describeCell, type FloorScene, type StrandCause } from "./scene";

interface FloorGridProps
  extends Pick<
    HTMLAttributes<HTMLDivElement>,
    | "onKeyDown"
    | "onPointerDown"
    | "onPointerMove"
    | "onPointerUp"
    | "onPointerCancel"
    | "onPointerLeave"
    | "onClick"
    | "onDoubleClick"
    | "onDragOver"
    | "onDragLeave"
    | "onDrop"
  > {
  id: string;
  label: string;
  scene: FloorScene;
  shape: FloorShape;
  selected: CellRef | null;
  /** The other end of what is selected, in the same row. */
  until?: CellRef | null;
  causes: (ref: CellRef) => StrandCause[];
  /** Focus came and nothing is selected yet. */
  onFocusEmpty: () => void;
  /** Something is being dragged over it. */
  dragging?: boolean;
  /** The drawing. */
  children: ReactNode;
}

/** Row number counted over all rooms, from 1, as a grid counts. */
function rowIndex(shape: FloorShape, ref: CellRef): number {
  return shape.slice(0, ref.room).reduce((sum, room) => sum + room.length, 0) + ref.row + 1;
}

/**
 * The grid that assistive technology meets: one tab stop, the focus stays on it, and aria-activedescendant points at the selected
 * position. Only the selected row exists as elements; row and column counts say how large the whole is.
 */
export function FloorGrid({
  id,
  label,
  scene,
  shape,
  selected,
  until = null,
  causes,
  onFocusEmpty,
  dragging,
  children,
  ...events
}: FloorGridProps) {
  const room = selected ? scene.rooms[selected.room] : undefined;
  const row = selected ? room?.rows[selected.row] : undefined;
  const chosen = new Set(selected ? between(selected, until).map(({ cell }) => cell) : []);
  const cellId = (cell: number) => `${id}-${cell}`;
  return (
    <div
      className="hr-floor-grid"
      role="grid"
      tabIndex={0}
      aria-multiselectable
      data-dragging={dragging || undefined}
      aria-label={`${label}. Arrow keys move, Page moves by row, Enter opens the rack. The same rows are in the table view.`}
      aria-rowcount={shape.flat().length}
      aria-colcount={Math.max(0, ...shape.flat())}
      aria-activedescendant={row && selected && selected.cell !== null ? cellId(selected.cell) : undefined}
      onFocus={(event) => {
        // a press of the pointer chooses by itself, or moves the floor and chooses nothing
        if (!selected && event.currentTarget.matches(":focus-visible")) onFocusEmpty();
      }}
      {...events}
    >
      {children}
      <div className="hr-vh">
        {row && selected && room ? (
          <div role="row" aria-rowindex={rowIndex(shape, selected)} aria-label={`${room.name}, row ${row.label}`}>
            {row.cells.map((cell, index) => (
              <div
                key={cell.id}
                id={cellId(index)}
                role="gridcell"
                aria-colindex={index + 1}
                aria-selected={chosen.has(index)}
              >
                {describeCell(cell, causes({ ...selected, cell: index }))}
              </div>
            ))}
          </div>
        ) : (
          <div role="row">
            <div role="gridcell">{scene.rooms.map((one) => `${one.name}, ${one.rows.length} rows`).join("; ")}</div>
          </div>
        )}
      </div>
    </div>
  );
}
