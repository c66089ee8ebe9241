import type { Camera, Size } from "./camera";
import type { Box, FloorLayout } from "./layout";
import type { FloorPalette } from "./palette";
import type { CellState, FloorScene } from "./scene";

/** What a drawing of a floor is made from, and how its cells look. */

/** What a rack holds, in units from the bottom. */
export interface Contents {
  heightU: number;
  devices: readonly {
    startU: number;
    heightU: number;
    face: "front" | "rear" | "both";
    /** Not there yet, or about to leave. */
    mark?: "planned" | "leaving";
  }[];
}

/** The part of a 2D context that is used; a recorder in tests. */
export type FloorContext = Pick<
  CanvasRenderingContext2D,
  | "beginPath"
  | "rect"
  | "moveTo"
  | "lineTo"
  | "closePath"
  | "fill"
  | "stroke"
  | "fillRect"
  | "strokeRect"
  | "clearRect"
  | "fillText"
  | "measureText"
  | "setLineDash"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "font"
  | "textAlign"
  | "textBaseline"
  | "globalAlpha"
  | "save"
  | "restore"
  | "clip"
>;

export interface FloorDrawing {
  scene: FloorScene;
  layout: FloorLayout;
  palette: FloorPalette;
  /** What part is seen; without it all of the floor, at its own size. */
  camera?: Camera;
  view?: Size;
  /** Device pixels for a CSS pixel: cells stand on whole ones. */
  density?: number;
  /** Only this part of the view is drawn, px; the rest of the canvas stays as it is. */
  part?: Box;
  /** Stranded outlines on or off. */
  showStranded?: boolean;
  /** What racks hold, by cell: drawn once cells are large enough. */
  contents?: ReadonlyMap<string, Contents>;
}

/** The same with everything said. */
export interface Seen extends FloorDrawing {
  camera: Camera;
  view: Size;
  density: number;
  part: Box;
}

/** The stop of the scale for a share: one stop per 10 % of the limit. Above 100 % there is none. */
export function heatStop(share: number): number | null {
  if (share > 1) return null;
  return Math.max(0, Math.min(10, Math.round(share * 10)));
}

/** How a cell is drawn: a stop of the scale, or one of the named ways. */
export type CellStyle = number | Exclude<CellState, "rack" | "retiring" | "left"> | "over" | "unlimited";

/** `noLimit`: the rack's metric has no limit to be a share of. */
export function cellStyle(state: CellState, heat: number | null, noLimit = false): CellStyle {
  if (state === "left") return "free";
  if (state !== "rack" && state !== "retiring") return state;
  if (heat !== null) return heatStop(heat) ?? "over";
  return noLimit ? "unlimited" : "unknown";
}

/** Cells at least as wide say their name, as high as this hold their rack's elevation. */
export const NAMED_CELL_PX = 62;
export const CARD_CELL_HEIGHT_PX = 60;

/** Whether two boxes have more than an edge in common. */
export const meets = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && a.y < b.y + b.height && a.x + a.width > b.x && a.y + a.height > b.y;

export const boxOfView = (view: Size): Box => ({ x: 0, y: 0, width: view.width, height: view.height });

/** A box that is a little larger on every side. */
export const grown = (box: Box, by: number): Box => ({
  x: box.x - by,
  y: box.y - by,
  width: box.width + 2 * by,
  height: box.height + 2 * by,
});

/** A drawing with everything said. */
export function seenOf(drawing: FloorDrawing): Seen {
  const view = drawing.view ?? drawing.layout;
  return {
    ...drawing,
    camera: drawing.camera ?? { scale: 1, x: 0, y: 0 },
    view,
    density: drawing.density ?? 1,
    part: drawing.part ?? boxOfView(view),
  };
}
