import type { FloorPalette } from "../floor/palette";
import { THUMB, type ThumbBox, type ThumbDevice, type ThumbLayout, type ThumbRow, thumbsBetween } from "./thumbs";

export interface ThumbDrawing {
  rows: readonly ThumbRow[];
  layout: ThumbLayout;
  palette: FloorPalette;
  /** The band of the drawing that is seen, in px. */
  top: number;
  bottom: number;
  /** Index of the selected box, and of the one under the pointer; -1: none. */
  selected: number;
  hover: number;
}

/** Draws the racks of a band: a few hundred rectangles each time, so that scrolling stays smooth whatever the room holds. */
export function drawThumbs(ctx: CanvasRenderingContext2D, drawing: ThumbDrawing): void {
  const { rows, layout, palette, top, bottom, selected, hover } = drawing;
  ctx.clearRect(0, top, layout.width, bottom - top);
  ctx.font = `500 10px ${palette.fontData}`;
  ctx.textBaseline = "alphabetic";
  for (const box of thumbsBetween(layout, top, bottom)) {
    const rack = rows[box.row]?.racks[box.rack];
    if (!rack) continue;
    ctx.globalAlpha = rack.faded ? 0.22 : 1;
    ctx.fillStyle = rack.planned ? palette.plannedSoft : palette.free;
    ctx.fillRect(box.x, box.y, box.width, box.height);
    for (const device of rack.devices) drawDevice(ctx, box, rack.heightU, device, rack.heat, palette);
    ctx.strokeStyle = rack.planned ? palette.plannedFill : rack.heat === "over" ? palette.criticalFill : palette.edge;
    ctx.lineWidth = 1;
    ctx.setLineDash(rack.planned ? [4, 3] : []);
    ctx.strokeRect(box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1);
    ctx.setLineDash([]);
    if (rack.leaving) strike(ctx, box, palette);
    ctx.fillStyle = palette.ink;
    ctx.textAlign = "center";
    ctx.fillText(rack.short, box.x + box.width / 2, box.y + box.height + 11);
  }
  ctx.globalAlpha = 1;
  ctx.textAlign = "left";
  ctx.fillStyle = palette.ink3;
  ctx.font = `500 11px ${palette.fontUi}`;
  for (const { label, y } of layout.rows) {
    if (y + 12 >= top && y <= bottom) ctx.fillText(label, 0, y + 11, THUMB.rowLabelWidth - 8);
  }
  frame(ctx, layout.boxes[hover], palette.ink, 1);
  frame(ctx, layout.boxes[selected], palette.accent, 2);
}

function drawDevice(
  ctx: CanvasRenderingContext2D,
  box: ThumbBox,
  heightU: number,
  { startU, heightU: tallU, face, tone }: ThumbDevice,
  heat: number | "over" | null,
  palette: FloorPalette,
): void {
  const inner = box.width - 4;
  const x = box.x + 2 + (face === "rear" ? inner / 2 : 0);
  const y = box.y + (heightU - (startU + tallU - 1)) * THUMB.unitPx + 0.5;
  const width = face === "both" ? inner : inner / 2;
  const height = Math.max(0.75, tallU * THUMB.unitPx - 0.5);
  if (tone === "planned") ctx.fillStyle = palette.plannedFill;
  else if (tone === "dark") ctx.fillStyle = palette.criticalFill;
  else if (heat === "over") ctx.fillStyle = palette.criticalSoft;
  else if (heat !== null) ctx.fillStyle = palette.cividis[heat] ?? palette.used;
  else ctx.fillStyle = tone === "leaving" ? palette.edge : palette.used;
  // what leaves is half as wide: told apart without colour
  ctx.fillRect(x, y, tone === "leaving" ? width / 2 : width, height);
}

/** From corner to corner, on a casing that shows it on every colour. */
function strike(ctx: CanvasRenderingContext2D, box: ThumbBox, palette: FloorPalette): void {
  for (const [colour, width] of [
    [palette.free, 4],
    [palette.ink, 1.5],
  ] as const) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(box.x + 2, box.y + box.height - 2);
    ctx.lineTo(box.x + box.width - 2, box.y + 2);
    ctx.stroke();
  }
}

function frame(ctx: CanvasRenderingContext2D, box: ThumbBox | undefined, colour: string, width: number): void {
  if (!box) return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = width;
  ctx.strokeRect(box.x - 2, box.y - 2, box.width + 4, box.height + 4);
}
