import { toView } from "./camera";
import { boxOfView, type FloorContext, type FloorDrawing, meets, type Seen, seenOf } from "./drawing";
import type { CellRef } from "./scene";

/** What is written on a floor: rooms, rows, aisles. Letters keep their size at every scale, and the names of what is seen stay in the view. */

/** `selected`: its row's label is printed in accent. On what is there already: the caller clears what was written before. */
export function drawWords(ctx: FloorContext, drawing: FloorDrawing, selected: CellRef | null): void {
  const seen = seenOf(drawing);
  ctx.setLineDash([]);
  drawLabels(ctx, seen, selected);
  drawHeads(ctx, seen);
}

/** Lower rows go without a label. */
const LABEL_HEIGHT_PX = 9;
/** Narrower aisles go without a name. */
const AISLE_PX = 10;

/** The row's number left of its cells; it stays in the view when the room's left side is out of it. */
function drawLabels(ctx: FloorContext, seen: Seen, selected: CellRef | null): void {
  const { scene, layout, palette, camera, view } = seen;
  const height = layout.cellHeight * camera.scale;
  /** Where not every row has room for its label, every so many have one. */
  const every = Math.max(1, Math.ceil(LABEL_HEIGHT_PX / (height + 2)));
  const reach = (layout.labelWidth - 8) * Math.max(1, camera.scale);
  scene.rooms.forEach((room, r) => {
    const box = layout.rooms[r];
    const at = box && toView(camera, box);
    if (!box || !at || !meets(at, boxOfView(view))) return;
    const right = at.x + layout.labelWidth * camera.scale - Math.min(8, 8 * camera.scale);
    const gutter = (layout.labelWidth - 4) * camera.scale;
    const isStuck = at.x < 0 && right < 18 && camera.scale > 0.7;
    const end = isStuck ? Math.min(24, at.x + at.width) : right;
    room.rows.forEach((row, k) => {
      const y = ((box.rowY[k] ?? 0) + layout.cellHeight / 2 - camera.y) * camera.scale;
      const mine = selected?.room === r && selected.row === k;
      if (y < -height || y > view.height + height || (k % every !== 0 && !mine)) return;
      const nearMine = selected?.room === r && Math.abs(selected.row - k) < every;
      if (every > 1 && nearMine && !mine) return;
      ctx.font = `${mine ? 700 : 400} 10px ${palette.fontUi}`;
      ctx.textAlign = "right";
      ctx.textBaseline = "middle";
      if (!isStuck && ctx.measureText(row.short).width > gutter) return;
      if (isStuck) {
        const width = Math.min(reach, ctx.measureText(row.short).width);
        ctx.fillStyle = palette.free;
        ctx.fillRect(end - width - 3, y - 7, width + 6, 14);
      }
      ctx.fillStyle = mine ? palette.accent : palette.ink3;
      ctx.fillText(row.short, end, y + 0.5);
    });
    drawAisles(ctx, seen, r);
  });
}

/** Rows 1 and 2, 3 and 4 and so on stand back to back over a hot aisle; between the pairs is a cold one. */
function drawAisles(ctx: FloorContext, { layout, palette, camera, view }: Seen, r: number): void {
  const box = layout.rooms[r];
  if (!box) return;
  const left = Math.max(4, (box.x + layout.labelWidth - camera.x) * camera.scale);
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.font = `400 10px ${palette.fontUi}`;
  ctx.fillStyle = palette.ink3;
  for (let k = 0; k + 1 < box.rowY.length; k++) {
    const top = (box.rowY[k]! + layout.cellHeight - camera.y) * camera.scale;
    const gap = (box.rowY[k + 1]! - box.rowY[k]! - layout.cellHeight) * camera.scale;
    if (gap < AISLE_PX || top > view.height || top + gap < 0) continue;
    ctx.fillText(k % 2 === 0 ? "hot aisle" : "cold aisle", left, top + gap / 2 + 0.5);
  }
}

/** The room's name over its rows; it stays at the top of the view while the room is in it. */
function drawHeads(ctx: FloorContext, { scene, layout, palette, camera, view }: Seen): void {
  ctx.textBaseline = "middle";
  scene.rooms.forEach((room, r) => {
    const box = layout.rooms[r];
    const seen = box && toView(camera, box);
    if (!box || !seen || !meets(seen, boxOfView(view))) return;
    const head = layout.headHeight * camera.scale;
    const isStuck = seen.y < -1 && seen.y + seen.height > 40;
    const y = isStuck ? 9 : seen.y + head - Math.min(14, head / 2 + 1);
    const left = Math.max(0, seen.x);
    const right = Math.min(view.width, seen.x + seen.width);
    ctx.font = `600 12px ${palette.fontUi}`;
    ctx.textAlign = "left";
    const name = ctx.measureText(room.name).width;
    if (name > right - left + 6) return;
    if (isStuck) {
      ctx.globalAlpha = 0.92;
      ctx.fillStyle = palette.free;
      ctx.fillRect(left, 0, right - left, 19);
      ctx.globalAlpha = 1;
    }
    ctx.fillStyle = palette.ink;
    ctx.fillText(room.name, left, y);
    ctx.font = `400 12px ${palette.fontUi}`;
    ctx.fillStyle = palette.ink3;
    const note = room.note ? ctx.measureText(room.note).width : 0;
    if (room.note && left + name + 10 + note <= right) ctx.fillText(room.note, left + name + 10, y);
    const range = `positions 1 \u2013 ${box.most}`;
    const width = ctx.measureText(range).width;
    if (box.cells.length > 0 && !isStuck && left + name + note + width + 30 <= right) {
      ctx.textAlign = "right";
      ctx.fillText(range, right, y);
      ctx.textAlign = "left";
    }
  });
}
