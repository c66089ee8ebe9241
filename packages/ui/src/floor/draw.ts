import { type Camera, type Size, toView } from "./camera";
import { drawCard } from "./drawCard";
import { drawBag, drawNotches, drawStrikes } from "./drawCells";
import {
  boxOfView,
  type CellStyle,
  cellStyle,
  type FloorContext,
  type FloorDrawing,
  grown,
  meets,
  NAMED_CELL_PX,
  type Seen,
  seenOf,
} from "./drawing";
import { drawStranded } from "./drawStranded";
import { boxOf, type FloorLayout, GAP } from "./layout";
import type { FloorPalette } from "./palette";
import type { CellRef, FloorCell } from "./scene";

/**
 * Draws a floor. Pure but for the context: no DOM, no state, so it can be timed by itself. Only what the camera sees is looked at. Cells are
 * first sorted into one bag for each way of drawing, so that colours change some thirty times and not 20,000 times. Plain cells are two
 * filled rectangles, edge and inside: rectangles skip the path rasteriser, which costs several times as much.
 */

/** Draws what stands on the ground. What is written keeps its size and stays in the view (drawWords); selection and hover have a layer, too. */
export function drawFloor(ctx: FloorContext, drawing: FloorDrawing): void {
  const seen = seenOf(drawing);
  const { layout, palette, camera, part } = seen;
  ctx.clearRect(part.x, part.y, part.width, part.height);
  if (drawing.part) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(part.x, part.y, part.width, part.height);
    ctx.clip();
  }
  ctx.setLineDash([]);
  ctx.lineWidth = 1;
  const bags = new Map<CellStyle, number[]>();
  const notches: number[] = [];
  const strikes: number[] = [];
  const isNamed = layout.cellWidth * camera.scale >= NAMED_CELL_PX;
  const named: [FloorCell, number, number, number, number][] = [];
  seenCells(seen, (cell, x, y, width, height) => {
    const style = cellStyle(cell.state, cell.heat, cell.noLimit);
    const bag = bags.get(style);
    if (bag) bag.push(x, y, width, height);
    else bags.set(style, [x, y, width, height]);
    if (cell.lostFeed) notches.push(x, y, width, height);
    if (cell.state === "retiring" || cell.state === "left") strikes.push(x, y, width, height);
    if (isNamed) named.push([cell, x, y, width, height]);
  });
  for (const [style, bag] of bags) drawBag(ctx, style, bag, palette);
  for (const [cell, ...box] of named) drawCard(ctx, cell, box, seen);
  drawStrikes(ctx, strikes, palette);
  drawNotches(ctx, notches, palette);
  if (drawing.showStranded !== false) drawStranded(ctx, seen);
  if (drawing.part) ctx.restore();
}

type Visit = (cell: FloorCell, x: number, y: number, width: number, height: number) => void;

/** Every cell that is seen at least in part, where it stands in the view: on whole device pixels, gaps all as wide. */
function seenCells(seen: Seen, visit: Visit): void {
  const { scene, layout, camera, density } = seen;
  // edges and outlines of a cell reach a little beyond it
  const part = grown(seen.part, 3);
  const snap = (at: number) => Math.round(at * density) / density;
  const gap = Math.max(1 / density, snap(GAP * Math.min(1.5, camera.scale)));
  const step = layout.cellWidth + GAP;
  const height = Math.max(1, snap(layout.cellHeight * camera.scale));
  const from = camera.x + part.x / camera.scale;
  const to = camera.x + (part.x + part.width) / camera.scale;
  scene.rooms.forEach((room, r) => {
    const box = layout.rooms[r];
    if (!box || !meets(toView(camera, box), part)) return;
    const left = box.x + layout.labelWidth;
    const first = Math.max(0, Math.floor((from - left) / step));
    const last = Math.min(box.most, Math.ceil((to - left) / step));
    const edges: number[] = [];
    for (let c = first; c <= last; c++) edges.push(snap((left + c * step - camera.x) * camera.scale));
    room.rows.forEach((row, k) => {
      const y = snap(((box.rowY[k] ?? 0) - camera.y) * camera.scale);
      if (y > part.y + part.height || y + height < part.y) return;
      const end = Math.min(last, row.cells.length);
      for (let c = first; c < end; c++) {
        const x = edges[c - first]!;
        visit(row.cells[c]!, x, y, Math.max(1, edges[c - first + 1]! - x - gap), height);
      }
    });
  });
}

/** The positions from one to another of its row; of a row as a whole none. */
export function between(from: CellRef, to: CellRef | null): CellRef[] {
  if (from.cell === null) return [];
  if (!to || to.cell === null || to.room !== from.room || to.row !== from.row) return [from];
  const [low, high] = [Math.min(from.cell, to.cell), Math.max(from.cell, to.cell)];
  return Array.from({ length: high - low + 1 }, (_, at) => ({ ...from, cell: low + at }));
}

/** Selection and hover, on their own layer. The row is framed when no position is chosen. */
export function drawMarks(
  ctx: FloorContext,
  layout: FloorLayout,
  palette: FloorPalette,
  marks: {
    selected: CellRef | null;
    /** The other end of what is selected, in the same row. */
    until?: CellRef | null;
    hover: CellRef | null;
    target?: { ref: CellRef; ok: boolean } | null;
  },
  camera: Camera = { scale: 1, x: 0, y: 0 },
  view: Size = layout,
): void {
  ctx.clearRect(0, 0, view.width, view.height);
  const frame = (ref: CellRef | null, grow: number, colour: string, width: number, dash: number[] = []) => {
    const world = ref && boxOf(layout, ref);
    if (!world) return;
    const box = toView(camera, world);
    if (!meets(box, boxOfView(view))) return;
    ctx.setLineDash([]);
    ctx.strokeStyle = palette.casing;
    ctx.lineWidth = width + 2;
    ctx.strokeRect(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow);
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.strokeRect(box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow);
    ctx.setLineDash([]);
  };
  if (marks.hover) frame(marks.hover, 1, palette.ink, 1.5);
  if (marks.selected) {
    frame({ ...marks.selected, cell: null }, 2.5, palette.accent, marks.selected.cell === null ? 2 : 1.25);
    for (const ref of between(marks.selected, marks.until ?? null)) frame(ref, 1.5, palette.accent, 2.5);
  }
  if (marks.target) frame(marks.target.ref, 2, marks.target.ok ? palette.plannedFill : palette.criticalFill, 3, [5, 3]);
}
