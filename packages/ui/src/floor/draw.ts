import { boxOf, type FloorLayout } from "./layout";
import type { FloorPalette } from "./palette";
import type { CellRef, CellState, FloorScene, StrandCause } from "./scene";

/**
 * Draws a floor. Pure but for the context: no DOM, no state, so it can be timed by itself. Cells are first sorted into one bag for each
 * way of drawing, so that colours change some thirty times and not 20,000 times. Plain cells are two filled rectangles, edge and inside:
 * rectangles skip the path rasteriser, which costs several times as much.
 */

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
  | "setLineDash"
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "font"
  | "textAlign"
  | "textBaseline"
  | "globalAlpha"
>;

export interface FloorDrawing {
  scene: FloorScene;
  layout: FloorLayout;
  palette: FloorPalette;
  /** Stranded outlines on or off. */
  showStranded?: boolean;
  /** Its row label is printed in accent. */
  selected?: CellRef | null;
}

/** Dash and letter tell the causes apart; colour is not needed. */
export const STRAND_DASH: Record<StrandCause, readonly number[]> = {
  P: [],
  F: [5, 2],
  C: [1.5, 2],
  W: [7, 2, 1.5, 2],
  S: [3, 3],
};

/** The stop of the scale for a share: one stop per 10 % of the limit. Above 100 % there is none. */
export function heatStop(share: number): number | null {
  if (share > 1) return null;
  return Math.max(0, Math.min(10, Math.round(share * 10)));
}

/** How a cell is drawn: a stop of the scale, or one of the named ways. */
export type CellStyle = number | Exclude<CellState, "rack" | "retiring"> | "over";

export function cellStyle(state: CellState, heat: number | null): CellStyle {
  if (state !== "rack" && state !== "retiring") return state;
  return heat === null ? "unknown" : (heatStop(heat) ?? "over");
}

/** Draws everything but selection and hover, which live on a layer of their own. */
export function drawFloor(ctx: FloorContext, drawing: FloorDrawing): void {
  const { scene, layout, palette } = drawing;
  ctx.clearRect(0, 0, layout.width, layout.height);
  ctx.setLineDash([]);
  ctx.lineWidth = 1;
  const bags = new Map<CellStyle, number[]>();
  const notches: number[] = [];
  const strikes: number[] = [];
  const step = layout.cellWidth + 1;
  scene.rooms.forEach((room, r) => {
    const box = layout.rooms[r];
    if (!box) return;
    room.rows.forEach((row, k) => {
      const y = box.rowY[k] ?? 0;
      const left = box.x + layout.labelWidth;
      for (let c = 0; c < row.cells.length; c++) {
        const cell = row.cells[c]!;
        const x = left + c * step;
        const style = cellStyle(cell.state, cell.heat);
        const bag = bags.get(style);
        if (bag) bag.push(x, y);
        else bags.set(style, [x, y]);
        if (cell.lostFeed) notches.push(x, y);
        if (cell.state === "retiring") strikes.push(x, y);
      }
    });
  });
  for (const [style, points] of bags) drawBag(ctx, style, points, layout, palette);
  drawStrikes(ctx, strikes, layout, palette);
  drawNotches(ctx, notches, palette);
  drawLabels(ctx, drawing);
  if (drawing.showStranded !== false) drawStranded(ctx, drawing);
}

function rects(ctx: FloorContext, points: readonly number[], inset: number, width: number, height: number): void {
  ctx.beginPath();
  for (let i = 0; i < points.length; i += 2)
    ctx.rect(points[i]! + inset, points[i + 1]! + inset, width - 2 * inset, height - 2 * inset);
}

/**
 * Lines at 45 degrees through every cell, in one path. `rising` true runs from bottom left to top right. Each line is cut at the cell's
 * sides here: a clip path of many cells would cost more than all the rest of the drawing.
 */
function hatch(ctx: FloorContext, points: readonly number[], layout: FloorLayout, gap: number, rising: boolean): void {
  const { cellWidth: w, cellHeight: h } = layout;
  ctx.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i]!;
    const y = points[i + 1]!;
    for (let at = gap - h; at < w; at += gap) {
      const from = Math.max(0, -at);
      const to = Math.min(h, w - at);
      ctx.moveTo(x + at + from, rising ? y + h - from : y + from);
      ctx.lineTo(x + at + to, rising ? y + h - to : y + to);
    }
  }
  ctx.stroke();
}

function drawBag(
  ctx: FloorContext,
  style: CellStyle,
  points: readonly number[],
  layout: FloorLayout,
  p: FloorPalette,
): void {
  const { cellWidth: w, cellHeight: h } = layout;
  const fill = (colour: string, inset = 0) => {
    ctx.fillStyle = colour;
    for (let i = 0; i < points.length; i += 2) {
      ctx.fillRect(points[i]! + inset, points[i + 1]! + inset, w - 2 * inset, h - 2 * inset);
    }
  };
  const boxed = (colour: string, edge: string) => {
    fill(edge);
    fill(colour, 1);
  };
  const frame = (colour: string, dash: number[] = []) => {
    ctx.strokeStyle = colour;
    ctx.setLineDash(dash);
    rects(ctx, points, 0.5, w, h);
    ctx.stroke();
    ctx.setLineDash([]);
  };
  const lines = (colour: string, gap: number, rising: boolean) => {
    ctx.strokeStyle = colour;
    hatch(ctx, points, layout, gap, rising);
  };
  if (typeof style === "number") {
    boxed(p.cividis[style] ?? p.free, p.heatEdge);
    return;
  }
  switch (style) {
    case "over":
      fill(p.criticalSoft);
      ctx.lineWidth = 2;
      lines(p.criticalFill, 5, false);
      ctx.lineWidth = 1;
      frame(p.criticalFill);
      return;
    case "unknown":
      fill(p.unknownBg);
      lines(p.edge, 4, true);
      frame(p.heatEdge);
      return;
    case "blocked":
      fill(p.sunken);
      ctx.strokeStyle = p.edge;
      ctx.beginPath();
      for (let i = 0; i < points.length; i += 2) {
        const x = points[i]!;
        const y = points[i + 1]!;
        ctx.moveTo(x, y);
        ctx.lineTo(x + w, y + h);
        ctx.moveTo(x + w, y);
        ctx.lineTo(x, y + h);
      }
      ctx.stroke();
      frame(p.edge);
      return;
    case "reserved":
      fill(p.free);
      lines(p.used, 4, true);
      frame(p.used);
      return;
    case "planned":
      fill(p.plannedSoft);
      frame(p.plannedFill, [3, 2]);
      return;
    case "held":
      fill(p.plannedSoft);
      lines(p.plannedFill, 5, false);
      frame(p.plannedFill, [3, 2]);
      return;
    case "committed":
      fill(p.plannedSoft);
      fill(p.plannedFill, Math.floor(h / 2) - 2);
      frame(p.plannedFill, [3, 2]);
      return;
    default:
      fill(p.free);
      ctx.globalAlpha = 0.75;
      fill(p.edge);
      ctx.globalAlpha = 1;
      fill(p.free, 1);
  }
}

/** A device that lost a feed carries a notch in its corner, dark on a light casing, so that it shows on every stop. */
function drawNotches(ctx: FloorContext, points: readonly number[], p: FloorPalette): void {
  for (const [size, colour] of [
    [7, p.casing],
    [5.5, p.ink],
  ] as const) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i]!;
      const y = points[i + 1]!;
      ctx.moveTo(x, y);
      ctx.lineTo(x + size, y);
      ctx.lineTo(x, y + size);
      ctx.closePath();
    }
    ctx.fill();
  }
}

function drawStrikes(ctx: FloorContext, points: readonly number[], layout: FloorLayout, p: FloorPalette): void {
  const middle = layout.cellHeight / 2;
  for (const [width, colour] of [
    [3.5, p.casing],
    [1.5, p.ink],
  ] as const) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.beginPath();
    for (let i = 0; i < points.length; i += 2) {
      ctx.moveTo(points[i]! + 2, points[i + 1]! + middle);
      ctx.lineTo(points[i]! + layout.cellWidth - 2, points[i + 1]! + middle);
    }
    ctx.stroke();
  }
  ctx.lineWidth = 1;
}

function drawLabels(ctx: FloorContext, { scene, layout, palette, selected }: FloorDrawing): void {
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  scene.rooms.forEach((room, r) => {
    const box = layout.rooms[r];
    if (!box) return;
    room.rows.forEach((row, k) => {
      const mine = selected?.room === r && selected.row === k;
      ctx.font = `${mine ? 700 : 400} 10px ${palette.fontUi}`;
      ctx.fillStyle = mine ? palette.accent : palette.ink3;
      ctx.fillText(row.short, box.x + layout.labelWidth - 8, (box.rowY[k] ?? 0) + layout.cellHeight / 2 + 0.5);
    });
  });
}

function drawStranded(ctx: FloorContext, { scene, layout, palette }: FloorDrawing): void {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const run of scene.stranded) {
    const first = boxOf(layout, { room: run.room, row: run.row, cell: run.from });
    const last = boxOf(layout, { room: run.room, row: run.row, cell: run.from + run.count - 1 });
    if (!first || !last) continue;
    const x = first.x - 1;
    const y = first.y - 1;
    const width = last.x + last.width - first.x + 2;
    const height = first.height + 2;
    ctx.setLineDash([]);
    ctx.strokeStyle = palette.casing;
    ctx.lineWidth = 4;
    ctx.strokeRect(x, y, width, height);
    ctx.strokeStyle = palette.ink;
    ctx.lineWidth = 1.75;
    ctx.setLineDash([...STRAND_DASH[run.cause]]);
    ctx.strokeRect(x, y, width, height);
    ctx.setLineDash([]);
    const at = x + (run.count > 4 ? (layout.cellWidth + 1) * 2.5 : width / 2);
    ctx.fillStyle = palette.free;
    ctx.fillRect(at - 6, y + 1.5, 12, height - 3);
    ctx.fillStyle = palette.ink;
    ctx.font = `700 9.5px ${palette.fontData}`;
    ctx.fillText(run.cause, at, y + height / 2 + 0.5);
  }
  ctx.lineWidth = 1;
}

/** Selection and hover, on their own layer. The row is framed when no position is chosen. */
export function drawMarks(
  ctx: FloorContext,
  layout: FloorLayout,
  palette: FloorPalette,
  marks: { selected: CellRef | null; hover: CellRef | null },
): void {
  ctx.clearRect(0, 0, layout.width, layout.height);
  const frame = (ref: CellRef | null, grow: number, colour: string, width: number) => {
    const box = ref && boxOf(layout, ref);
    if (!box) return;
    ctx.setLineDash([]);
    ctx.strokeStyle = palette.casing;
    ctx.lineWidth = width + 2;
    ctx.strokeRect(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.strokeRect(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow);
  };
  if (marks.hover) frame(marks.hover, 1, palette.ink, 1.5);
  if (marks.selected) {
    frame({ ...marks.selected, cell: null }, 2.5, palette.accent, marks.selected.cell === null ? 2 : 1.25);
    if (marks.selected.cell !== null) frame(marks.selected, 1.5, palette.accent, 2.5);
  }
}
