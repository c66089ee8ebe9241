"use client";
import { type DragEvent, type HTMLAttributes, type MouseEvent, type PointerEvent, useRef, useState } from "react";
import { type CellRef, sameRef } from "./scene";
import type { useGestures } from "./useGestures";

interface FloorPointerOptions {
  /** The place under the pointer. */
  at: (event: MouseEvent) => CellRef | null;
  gestures: ReturnType<typeof useGestures>;
  onSelect: (ref: CellRef) => void;
  /** With Shift, by a click or a drag: everything from the selected position to here. */
  onExtend?: (ref: CellRef) => void;
  onOpen?: (ref: CellRef) => void;
  onHover?: (ref: CellRef | null) => void;
  canDrag?: (ref: CellRef) => boolean;
  dragsToCell?: boolean;
  onDragging?: (from: CellRef | null) => void;
  onDrop?: (from: CellRef, to: CellRef) => void;
  dropType?: string;
  onDropIn?: (carried: string, to: CellRef) => void;
}

type Events = Pick<
  HTMLAttributes<HTMLDivElement>,
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
>;

/** What a pointer does on a floor: it points, selects, opens, drags what may be dragged, and else moves the floor (gestures). */
export function useFloorPointer(options: FloorPointerOptions) {
  const { at, gestures, onExtend } = options;
  const [hover, setHover] = useState<CellRef | null>(null);
  /** Picked up by the pointer; `moving` once it has left its row, until then it may still be a click. */
  const [drag, setDrag] = useState<{ from: CellRef; moving: boolean } | null>(null);
  /** Something from outside is over the floor. */
  const [incoming, setIncoming] = useState(false);
  const dropped = useRef(false);
  const extending = useRef(false);

  const point = (ref: CellRef | null) => {
    setHover(ref);
    options.onHover?.(ref);
  };
  const leave = () => {
    setIncoming(false);
    point(null);
  };
  const events: Events = {
    onPointerDown(event: PointerEvent<HTMLDivElement>) {
      const from = at(event);
      if (event.shiftKey && event.button === 0 && from && onExtend) {
        extending.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        onExtend(from);
        return;
      }
      if (event.button !== 0 || event.pointerType === "touch" || !from || !options.canDrag?.(from)) {
        gestures.onPointerDown(event);
        return;
      }
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from, moving: false });
    },
    onPointerMove(event: PointerEvent<HTMLDivElement>) {
      gestures.onPointerMove(event);
      const next = gestures.isMoving() ? null : at(event);
      if (sameRef(next, hover)) return;
      point(next);
      if (extending.current && next) onExtend?.(next);
      const isElsewhere = next !== null && drag !== null && leaves(drag.from, next, options.dragsToCell);
      if (drag && !drag.moving && isElsewhere) {
        setDrag({ ...drag, moving: true });
        options.onDragging?.(drag.from);
      }
    },
    onPointerUp(event: PointerEvent<HTMLDivElement>) {
      gestures.onPointerUp(event);
      const to = at(event);
      setDrag(null);
      if (extending.current) {
        extending.current = false;
        dropped.current = true;
        return;
      }
      if (!drag?.moving) return;
      options.onDragging?.(null);
      dropped.current = true;
      if (to) options.onDrop?.(drag.from, options.dragsToCell ? to : { ...to, cell: null });
    },
    onPointerCancel(event: PointerEvent<HTMLDivElement>) {
      gestures.onPointerCancel(event);
      extending.current = false;
      setDrag(null);
      options.onDragging?.(null);
    },
    onPointerLeave: () => point(null),
    onClick(event: MouseEvent) {
      const next = at(event);
      // the click that ends a drag selects nothing
      if (gestures.tookClick()) return;
      if (dropped.current) dropped.current = false;
      else if (next) options.onSelect(next);
    },
    onDoubleClick(event: MouseEvent) {
      const next = at(event);
      if (next && next.cell !== null) options.onOpen?.(next);
    },
    onDragOver(event: DragEvent) {
      if (!options.dropType || !event.dataTransfer.types.includes(options.dropType)) return;
      event.preventDefault();
      setIncoming(true);
      const next = at(event);
      if (!sameRef(next, hover)) point(next);
    },
    onDragLeave: leave,
    onDrop(event: DragEvent) {
      const to = at(event);
      leave();
      if (!options.dropType || !to) return;
      event.preventDefault();
      options.onDropIn?.(event.dataTransfer.getData(options.dropType), { ...to, cell: null });
    },
  };
  return { hover, isDragging: drag?.moving === true, isIncoming: incoming, events };
}

/** Whether what is dragged has left its position, or its row. */
const leaves = (from: CellRef, to: CellRef, toCell = false): boolean =>
  from.room !== to.room || from.row !== to.row || (toCell && from.cell !== to.cell);
