import { CARD_CELL_HEIGHT_PX, type Contents, cellStyle, type FloorContext, type Seen } from "./drawing";
import { CELL_WORD, type FloorCell } from "./scene";

/** A cell seen from near: its name, then what stands in it. */

type Box = readonly [x: number, y: number, width: number, height: number];

/** Cells from this stop on are light and take dark letters. The scale is the same in both themes, and so are they. */
const LIGHT_STOP = 6;
const DARK_LETTERS = "#10161a";
const LIGHT_LETTERS = "#f7f9f9";

export function drawCard(ctx: FloorContext, cell: FloorCell, box: Box, seen: Seen): void {
  const { palette } = seen;
  const [x, y, width, height] = box;
  const style = cellStyle(cell.state, cell.heat, cell.noLimit);
  const isPlate = typeof style !== "number";
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const isCard = height >= CARD_CELL_HEIGHT_PX;
  const contents = isCard ? seen.contents?.get(cell.id) : undefined;
  const letters = (text: string, left: number, at: number, room: number, weight = 500, size = 10.5) => {
    ctx.font = `${weight} ${size}px ${palette.fontUi}`;
    const shown = cut(ctx, text, room);
    if (shown === "") return;
    if (isPlate) {
      // hatches run under the letters
      ctx.fillStyle = palette.free;
      ctx.fillRect(left - 2, at - size * 0.7, ctx.measureText(shown).width + 4, size * 1.4);
      ctx.fillStyle = palette.ink;
    } else ctx.fillStyle = style >= LIGHT_STOP ? DARK_LETTERS : LIGHT_LETTERS;
    ctx.fillText(shown, left, at);
  };
  const name = cell.name ?? cell.label;
  if (!isCard) {
    letters(name, x + 5, y + height / 2 + 0.5, width - 10);
    return;
  }
  const side = Math.round(Math.min(width * 0.34, (height - 10) * 0.62));
  const hasRack = cell.state === "rack" || cell.state === "retiring";
  if (hasRack) drawElevation(ctx, contents, [x + 5, y + 5, side, height - 10], seen);
  const left = hasRack ? x + side + 12 : x + 7;
  const room = x + width - left - 4;
  letters(name, left, y + 14, room, 600);
  const lines = [
    hasRack ? undefined : CELL_WORD[cell.state],
    ...(cell.lines ?? []),
    contents ? usedUnits(contents) : undefined,
  ].filter((line) => line !== undefined);
  for (const [k, line] of lines.slice(0, Math.floor((height - 24) / 14)).entries())
    letters(line, left, y + 29 + k * 14, room, 400, 10);
}

/** The rack from the front, as high as it is; what stands at the rear only is drawn narrow on the right. */
function drawElevation(ctx: FloorContext, contents: Contents | undefined, box: Box, { palette }: Seen): void {
  const [x, y, width, height] = box;
  ctx.fillStyle = palette.edge;
  ctx.fillRect(x, y, width, height);
  ctx.fillStyle = palette.free;
  ctx.fillRect(x + 1, y + 1, width - 2, height - 2);
  if (!contents) return;
  const unit = (height - 2) / contents.heightU;
  const gap = unit > 2.4 ? 0.7 : 0;
  for (const device of contents.devices) {
    const top = y + 1 + height - 2 - (device.startU - 1 + device.heightU) * unit;
    const isRear = device.face === "rear";
    const left = isRear ? x + width * 0.66 : x + 2;
    const wide = device.face === "both" ? width - 4 : isRear ? width * 0.34 - 2 : width * 0.62;
    ctx.fillStyle = device.mark === "planned" ? palette.plannedFill : palette.used;
    ctx.globalAlpha = device.mark === "leaving" ? 0.45 : 1;
    ctx.fillRect(left, top, wide, Math.max(0.8, device.heightU * unit - gap));
    ctx.globalAlpha = 1;
  }
}

function usedUnits({ heightU, devices }: Contents): string {
  const taken = new Set<number>();
  for (const { startU, heightU: high } of devices)
    for (let half = Math.round(startU * 2); half < Math.round((startU + high) * 2); half++) taken.add(half);
  const free = heightU - taken.size / 2;
  return `${free % 1 === 0 ? free : free.toFixed(1)} of ${heightU} U free`;
}

function cut(ctx: FloorContext, text: string, room: number): string {
  const width = (of: string) => ctx.measureText(of).width;
  if (width(text) <= room) return text;
  let end = Math.min(text.length, Math.floor((text.length * room) / Math.max(1, width(text))));
  while (end > 0 && width(`${text.slice(0, end)}\u2026`) > room) end--;
  return end < 2 ? "" : `${text.slice(0, end)}\u2026`;
}
