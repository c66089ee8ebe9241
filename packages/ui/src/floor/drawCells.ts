import type { CellStyle, FloorContext } from "./drawing";
import type { FloorPalette } from "./palette";

/** How the cells of one style are drawn, all of them at once. A bag is flat: x, y, width, height of each cell, in px of the view. */

export type Bag = readonly number[];

/** Under this many px a cell is one colour without an edge: an edge would be all of it. */
const BARE_HEIGHT_PX = 6;

export function drawBag(ctx: FloorContext, style: CellStyle, bag: Bag, p: FloorPalette): void {
  if ((bag[3] ?? 0) < BARE_HEIGHT_PX) {
    fill(ctx, bag, bareColour(style, p));
    return;
  }
  const boxed = (colour: string, edge: string) => {
    fill(ctx, bag, edge);
    fill(ctx, bag, colour, 1);
  };
  const frame = (colour: string, dash: number[] = []) => {
    ctx.strokeStyle = colour;
    ctx.setLineDash(dash);
    rects(ctx, bag, 0.5);
    ctx.stroke();
    ctx.setLineDash([]);
  };
  const lines = (colour: string, gap: number, rising: boolean) => {
    ctx.strokeStyle = colour;
    hatch(ctx, bag, gap, rising);
  };
  if (typeof style === "number") {
    boxed(p.cividis[style] ?? p.free, p.heatEdge);
    return;
  }
  switch (style) {
    case "over":
      fill(ctx, bag, p.criticalSoft);
      ctx.lineWidth = 2;
      lines(p.criticalFill, 5, false);
      ctx.lineWidth = 1;
      frame(p.criticalFill);
      return;
    case "unknown":
      fill(ctx, bag, p.unknownBg);
      lines(p.edge, 4, true);
      frame(p.heatEdge);
      return;
    case "blocked":
      fill(ctx, bag, p.sunken);
      ctx.strokeStyle = p.edge;
      cross(ctx, bag);
      frame(p.edge);
      return;
    case "unlimited":
      // a rack, in white: no limit is not "fine"; a bar in its middle tells it from a free position
      fill(ctx, bag, p.ink3);
      fill(ctx, bag, p.free, 1);
      fill(ctx, bag, p.ink3, Math.max(2, Math.floor((bag[3] ?? 0) / 2) - 1));
      return;
    case "reserved":
      fill(ctx, bag, p.free);
      lines(p.used, 4, true);
      frame(p.used);
      return;
    case "planned":
      fill(ctx, bag, p.plannedSoft);
      frame(p.plannedFill, [3, 2]);
      return;
    case "held":
      fill(ctx, bag, p.plannedSoft);
      lines(p.plannedFill, 5, false);
      frame(p.plannedFill, [3, 2]);
      return;
    case "committed":
      fill(ctx, bag, p.plannedSoft);
      fill(ctx, bag, p.plannedFill, Math.floor((bag[3] ?? 0) / 2) - 2);
      frame(p.plannedFill, [3, 2]);
      return;
    default:
      fill(ctx, bag, p.free);
      ctx.globalAlpha = 0.75;
      fill(ctx, bag, p.edge);
      ctx.globalAlpha = 1;
      fill(ctx, bag, p.free, 1);
  }
}

function bareColour(style: CellStyle, p: FloorPalette): string {
  if (typeof style === "number") return p.cividis[style] ?? p.free;
  switch (style) {
    case "over":
      return p.criticalFill;
    case "planned":
    case "held":
    case "committed":
      return p.plannedFill;
    case "unlimited":
      return p.ink3;
    case "reserved":
      return p.used;
    case "unknown":
    case "blocked":
      return p.edge;
    default:
      return p.line;
  }
}

function fill(ctx: FloorContext, bag: Bag, colour: string, inset = 0): void {
  ctx.fillStyle = colour;
  for (let i = 0; i < bag.length; i += 4)
    ctx.fillRect(bag[i]! + inset, bag[i + 1]! + inset, bag[i + 2]! - 2 * inset, bag[i + 3]! - 2 * inset);
}

function rects(ctx: FloorContext, bag: Bag, inset: number): void {
  ctx.beginPath();
  for (let i = 0; i < bag.length; i += 4)
    ctx.rect(bag[i]! + inset, bag[i + 1]! + inset, bag[i + 2]! - 2 * inset, bag[i + 3]! - 2 * inset);
}

function cross(ctx: FloorContext, bag: Bag): void {
  ctx.beginPath();
  for (let i = 0; i < bag.length; i += 4) {
    const [x, y] = [bag[i]!, bag[i + 1]!];
    const [right, bottom] = [x + bag[i + 2]!, y + bag[i + 3]!];
    ctx.moveTo(x, y);
    ctx.lineTo(right, bottom);
    ctx.moveTo(right, y);
    ctx.lineTo(x, bottom);
  }
  ctx.stroke();
}

/**
 * Lines at 45 degrees through every cell, in one path. `rising` true runs from bottom left to top right. Each line is cut at the cell's
 * sides here: a clip path of many cells would cost more than all the rest of the drawing.
 */
function hatch(ctx: FloorContext, bag: Bag, gap: number, rising: boolean): void {
  ctx.beginPath();
  for (let i = 0; i < bag.length; i += 4) {
    const [x, y, w, h] = [bag[i]!, bag[i + 1]!, bag[i + 2]!, bag[i + 3]!];
    for (let at = gap - h; at < w; at += gap) {
      const from = Math.max(0, -at);
      const to = Math.min(h, w - at);
      ctx.moveTo(x + at + from, rising ? y + h - from : y + from);
      ctx.lineTo(x + at + to, rising ? y + h - to : y + to);
    }
  }
  ctx.stroke();
}

/** A rack that lost a feed carries a notch in its corner, dark on a light casing, so that it shows on every stop. */
export function drawNotches(ctx: FloorContext, bag: Bag, p: FloorPalette): void {
  const size = Math.min(7, (bag[3] ?? 0) * 0.6);
  for (const [reach, colour] of [
    [size, p.casing],
    [size * 0.8, p.ink],
  ] as const) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    for (let i = 0; i < bag.length; i += 4) {
      const [x, y] = [bag[i]!, bag[i + 1]!];
      ctx.moveTo(x, y);
      ctx.lineTo(x + reach, y);
      ctx.lineTo(x, y + reach);
      ctx.closePath();
    }
    ctx.fill();
  }
}

/** What is to leave is struck through where it stands. */
export function drawStrikes(ctx: FloorContext, bag: Bag, p: FloorPalette): void {
  const isBare = (bag[3] ?? 0) < BARE_HEIGHT_PX;
  for (const [width, colour] of isBare
    ? ([[1, p.ink]] as const)
    : ([
        [3.5, p.casing],
        [1.5, p.ink],
      ] as const)) {
    ctx.lineWidth = width;
    ctx.strokeStyle = colour;
    ctx.beginPath();
    for (let i = 0; i < bag.length; i += 4) {
      const middle = bag[i + 1]! + bag[i + 3]! / 2;
      ctx.moveTo(bag[i]! + 2, middle);
      ctx.lineTo(bag[i]! + bag[i + 2]! - 2, middle);
    }
    ctx.stroke();
  }
  ctx.lineWidth = 1;
}
