"use client";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  type Camera,
  centredOn,
  clampCamera,
  fitScale,
  largestScale,
  onPixels,
  reveal,
  type Size,
  seesAll,
  toFloor,
  zoomAt,
} from "./camera";
import { type Box, boxOf, type FloorLayout, hitTest } from "./layout";
import type { CellRef, FloorLook } from "./scene";

/** Cells are not shown narrower than this unasked, px: a huge floor on a small screen begins with a part of it. */
const LEAST_CELL_PX = 5;
const SETTLED_MS = 250;

interface CameraOptions {
  layout: FloorLayout;
  view: Size;
  /** Where to begin; null: with all of the floor. */
  initial: FloorLook | null;
  /** Called after every move, at most once a frame. */
  onMove: () => void;
  /** The camera has come to rest. null: it sees all of the floor. */
  onSettle?: (look: FloorLook | null) => void;
}

export interface FloorCameraControl {
  /** What is seen now. Not state: a move draws, it does not render. */
  readonly now: () => Camera;
  readonly isWhole: boolean;
  readonly set: (camera: Camera) => void;
  /** By a factor around a point of the view, its middle where none is given. */
  readonly zoom: (factor: number, at?: { x: number; y: number }) => void;
  readonly fit: () => void;
  readonly reveal: (box: Box) => void;
}

/** The camera over a floor, kept inside it while floor and view change their size. */
export function useCamera({ layout, view, initial, onMove, onSettle }: CameraOptions): FloorCameraControl {
  const largest = largestScale(layout);
  const begin = (): Camera => {
    const box = initial && boxOf(layout, initial.ref);
    if (initial && box) {
      const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      return clampCamera(centredOn(middle, initial.cellPx / layout.cellWidth, view), layout, view, largest);
    }
    const scale = Math.max(fitScale(layout, view), Math.min(1, LEAST_CELL_PX / layout.cellWidth));
    return clampCamera({ scale, x: 0, y: 0 }, layout, view, largest);
  };
  const camera = useRef<Camera | null>(null);
  const given = useRef({ layout, view });
  if (camera.current === null) camera.current = begin();
  else if (given.current.layout !== layout || given.current.view !== view) {
    camera.current = carried(camera.current, given.current, { layout, view }, begin);
  }
  given.current = { layout, view };
  const [isWhole, setWhole] = useState(() => seesAll(camera.current as Camera, layout, view));
  const frame = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const calls = useRef({ onMove, onSettle });
  calls.current = { onMove, onSettle };

  useEffect(() => setWhole(seesAll(camera.current as Camera, layout, view)), [layout, view]);
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      clearTimeout(timer.current);
    },
    [],
  );
  const set = useCallback(
    (next: Camera) => {
      const to = onPixels(clampCamera(next, layout, view, largest), window.devicePixelRatio || 1);
      const from = camera.current;
      if (from && from.scale === to.scale && from.x === to.x && from.y === to.y) return;
      camera.current = to;
      setWhole(seesAll(to, layout, view));
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => calls.current.onMove());
      clearTimeout(timer.current);
      timer.current = setTimeout(() => calls.current.onSettle?.(lookOf(to, layout, view)), SETTLED_MS);
    },
    [layout, view, largest],
  );
  return useMemo(
    () => ({
      now: () => camera.current as Camera,
      isWhole,
      set,
      zoom: (factor, at = { x: view.width / 2, y: view.height / 2 }) => {
        // a press beyond the largest scale must not pan
        const { scale } = camera.current as Camera;
        const to = Math.min(
          Math.max(scale * factor, fitScale(layout, view)),
          Math.max(largest, fitScale(layout, view)),
        );
        set(zoomAt(camera.current as Camera, to / scale, at));
      },
      fit: () => set({ scale: 0, x: 0, y: 0 }),
      reveal: (box) => set(reveal(camera.current as Camera, box, view, 28)),
    }),
    [isWhole, set, layout, view, largest],
  );
}

type Ground = { layout: FloorLayout; view: Size };

/** The same place on a floor that is laid out anew: what was whole stays whole, else the middle stays the middle. */
function carried(camera: Camera, from: Ground, to: Ground, begin: () => Camera): Camera {
  const look = lookOf(camera, from.layout, from.view);
  const box = look && boxOf(to.layout, look.ref);
  if (!look || !box) return begin();
  const largest = largestScale(to.layout);
  if (to.layout.cellWidth === from.layout.cellWidth && to.layout.width === from.layout.width)
    return clampCamera(camera, to.layout, to.view, largest);
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return clampCamera(centredOn(middle, look.cellPx / to.layout.cellWidth, to.view), to.layout, to.view, largest);
}

function lookOf(camera: Camera, layout: FloorLayout, view: Size): FloorLook | null {
  if (seesAll(camera, layout, view)) return null;
  const middle = toFloor(camera, view.width / 2, view.height / 2);
  const ref = nearest(layout, middle.x, middle.y);
  return ref && { ref, cellPx: Math.max(1, Math.round(layout.cellWidth * camera.scale)) };
}

/** The position at a point of the floor, or one close to it where the point is in an aisle or between rooms. */
function nearest(layout: FloorLayout, x: number, y: number): CellRef | null {
  const hit = hitTest(layout, x, y);
  if (hit && hit.cell !== null) return hit;
  let best: CellRef | null = null;
  let least = Number.POSITIVE_INFINITY;
  layout.rooms.forEach((room, r) => {
    room.rowY.forEach((rowY, row) => {
      const count = room.cells[row] ?? 0;
      if (count === 0) return;
      const left = room.x + layout.labelWidth;
      const cell = Math.max(0, Math.min(count - 1, Math.floor((x - left) / (layout.cellWidth + 1))));
      const far = Math.abs(left + cell * (layout.cellWidth + 1) - x) + Math.abs(rowY - y);
      if (far < least) {
        least = far;
        best = { room: r, row, cell };
      }
    });
  });
  return best;
}
