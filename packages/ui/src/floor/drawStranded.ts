import { toView } from "./camera";
import { type FloorContext, grown, meets, NAMED_CELL_PX, type Seen } from "./drawing";
import { boxOf } from "./layout";
import type { StrandCause } from "./scene";

/** Dash and letter tell the causes apart; colour is not needed. */
export const STRAND_DASH: Record<StrandCause, readonly number[]> = {
  P: [],
  F: [5, 2],
  C: [1.5, 2],
  W: [7, 2, 1.5, 2],
  S: [3, 3],
};

/** Outlines of capacity that cannot be used, with the letter of its cause where there is room for it. */
export function drawStranded(ctx: FloorContext, { scene, layout, palette, camera, part }: Seen): void {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const isSmall = layout.cellHeight * camera.scale < 8;
  for (const run of scene.stranded) {
    const first = boxOf(layout, { room: run.room, row: run.row, cell: run.from });
    const last = boxOf(layout, { room: run.room, row: run.row, cell: run.from + run.count - 1 });
    if (!first || !last) continue;
    const box = toView(camera, { ...first, width: last.x + last.width - first.x });
    if (!meets(grown(box, 3), part)) continue;
    const grow = isSmall ? 0.5 : 1;
    const [x, y, width, height] = [box.x - grow, box.y - grow, box.width + 2 * grow, box.height + 2 * grow];
    ctx.setLineDash([]);
    if (!isSmall) {
      ctx.strokeStyle = palette.casing;
      ctx.lineWidth = 4;
      ctx.strokeRect(x, y, width, height);
    }
    ctx.strokeStyle = palette.ink;
    ctx.lineWidth = isSmall ? 1 : 1.75;
    ctx.setLineDash(isSmall ? [] : [...STRAND_DASH[run.cause]]);
    ctx.strokeRect(x, y, width, height);
    ctx.setLineDash([]);
    if (isSmall || width < 11) continue;
    // names stand at the left of their cells, so the letter then goes into the corner
    const isNamed = layout.cellWidth * camera.scale >= NAMED_CELL_PX;
    const at = isNamed ? x + width - 11 : x + (run.count > 4 ? (box.width / run.count) * 2.5 : width / 2);
    const middle = isNamed ? y + 12 : y + height / 2;
    ctx.fillStyle = palette.free;
    ctx.fillRect(at - 6, middle - Math.min(8, height / 2 - 1.5), 12, Math.min(16, height - 3));
    ctx.fillStyle = palette.ink;
    ctx.font = `700 9.5px ${palette.fontData}`;
    ctx.fillText(run.cause, at, middle + 0.5);
  }
  ctx.lineWidth = 1;
}
