import type { Box } from "./layout";

/** What part of a floor is seen, and how large. Pure: pixels of the floor (as laid out) in, pixels of the view out. */

export interface Camera {
  /** Pixels of the view for one of the floor. */
  readonly scale: number;
  /** The point of the floor that is in the view's top left corner. */
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest scale: a cell of so many px, wide and high, shows its rack's elevation so that it can be read. */
const LARGEST_CELL: Size = { width: 180, height: 96 };

export const largestScale = (cell: { readonly cellWidth: number; readonly cellHeight: number }): number =>
  Math.max(LARGEST_CELL.width / cell.cellWidth, LARGEST_CELL.height / cell.cellHeight);

/** One press of + or -. */
export const ZOOM_STEP = 1.5;

/** The scale at which all of the floor is seen; never more than 1. */
export function fitScale(floor: Size, view: Size): number {
  return Math.min(1, view.width / Math.max(1, floor.width), view.height / Math.max(1, floor.height));
}

/** The camera moved as little as it takes to show no more ground outside the floor than has to be. */
export function clampCamera(camera: Camera, floor: Size, view: Size, largestScale: number): Camera {
  const least = fitScale(floor, view);
  const scale = Math.min(Math.max(camera.scale, least), Math.max(least, largestScale));
  const along = (at: number, length: number, seen: number) => Math.min(Math.max(0, at), Math.max(0, length - seen));
  return {
    scale,
    x: along(camera.x, floor.width, view.width / scale),
    y: along(camera.y, floor.height, view.height / scale),
  };
}

/** Larger or smaller by a factor; the point of the floor under `at` (px of the view) stays under it. Not clamped. */
export function zoomAt(camera: Camera, factor: number, at: { readonly x: number; readonly y: number }): Camera {
  const scale = camera.scale * factor;
  return {
    scale,
    x: camera.x + at.x / camera.scale - at.x / scale,
    y: camera.y + at.y / camera.scale - at.y / scale,
  };
}

/** Moved with the hand: the floor follows by so many px of the view. Not clamped. */
export function panBy(camera: Camera, dx: number, dy: number): Camera {
  return { ...camera, x: camera.x - dx / camera.scale, y: camera.y - dy / camera.scale };
}

/** The same camera standing on a whole device pixel of the floor, so that a move by whole pixels is a shift of the picture. */
export function onPixels(camera: Camera, density: number): Camera {
  const unit = camera.scale * density;
  return { ...camera, x: Math.round(camera.x * unit) / unit, y: Math.round(camera.y * unit) / unit };
}

/** So that a point of the floor is in the middle of the view. Not clamped. */
export function centredOn(point: { readonly x: number; readonly y: number }, scale: number, view: Size): Camera {
  return { scale, x: point.x - view.width / scale / 2, y: point.y - view.height / scale / 2 };
}

/** Moved just enough that a box of the floor is seen with a margin (px of the view) around it. Not clamped. */
export function reveal(camera: Camera, box: Box, view: Size, marginPx: number): Camera {
  const along = (at: number, start: number, length: number, seenPx: number) => {
    const seen = seenPx / camera.scale;
    if (length >= seen) return start;
    const margin = Math.min(marginPx / camera.scale, (seen - length) / 2);
    if (start - margin < at) return start - margin;
    if (start + length + margin > at + seen) return start + length + margin - seen;
    return at;
  };
  return {
    scale: camera.scale,
    x: along(camera.x, box.x, box.width, view.width),
    y: along(camera.y, box.y, box.height, view.height),
  };
}

/** The point of the floor at a point of the view. */
export const toFloor = (camera: Camera, x: number, y: number) => ({
  x: camera.x + x / camera.scale,
  y: camera.y + y / camera.scale,
});

/** A box of the floor, in px of the view. */
export const toView = (camera: Camera, box: Box): Box => ({
  x: (box.x - camera.x) * camera.scale,
  y: (box.y - camera.y) * camera.scale,
  width: box.width * camera.scale,
  height: box.height * camera.scale,
});

/** Whether all of the floor is in the view. */
export const seesAll = (camera: Camera, floor: Size, view: Size): boolean =>
  camera.scale * floor.width <= view.width + 0.5 && camera.scale * floor.height <= view.height + 0.5;
