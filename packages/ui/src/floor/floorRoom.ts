import { type Camera, type Size, toView } from "./camera";
import { CARD_CELL_HEIGHT_PX } from "./drawing";
import type { FloorLayout } from "./layout";
import type { CellRef, FloorScene } from "./scene";

/** How much of the page a floor takes, and what of it is seen. */

/** A floor of this height is seen at once on a desk: whatever stands above it, it is given as much. */
export const ROOM_PX = 600;
/** On a phone the page scrolls over the floor: a floor that scrolled inside would catch the finger. */
const PHONE_PX = 600;
const PHONE_ROOM_PX = 1600;
/** Legend and key strip below the floor. */
const FOOT_PX = 84;

/** How high the floor may be, px: what is left of the page below its top, at least a desk's height, never more than is seen at once. */
export function roomBelow(element: HTMLElement): number {
  if (element.clientWidth < PHONE_PX) return PHONE_ROOM_PX;
  const main = element.closest("main");
  const seen = main?.clientHeight ?? window.innerHeight;
  const top = element.getBoundingClientRect().top - (main?.getBoundingClientRect().top ?? 0) + (main?.scrollTop ?? 0);
  return Math.floor(Math.max(seen - top - FOOT_PX, Math.min(ROOM_PX, seen - 60), 260));
}

/** The view takes the width; it is as high as the floor, or as there is room. */
export function viewOf(layout: FloorLayout, room: Size): Size {
  const scale = Math.min(1, room.width / layout.width);
  return { width: room.width, height: Math.ceil(Math.min(room.height, Math.max(120, layout.height * scale))) };
}

/** Rooms of which something is seen, once cells are large enough to say what they hold. */
export function roomsNear(layout: FloorLayout, camera: Camera, view: Size): number[] {
  if (layout.cellHeight * camera.scale < CARD_CELL_HEIGHT_PX) return [];
  return layout.rooms.flatMap((box, room) => {
    const seen = toView(camera, box);
    const isSeen = seen.x < view.width && seen.y < view.height && seen.x + seen.width > 0 && seen.y + seen.height > 0;
    return isSeen ? [room] : [];
  });
}

/** Wide enough for the longest row label (10 px type), never more than a tenth of a phone's screen. */
export function labelWidth(scene: FloorScene): number {
  const longest = Math.max(2, ...scene.rooms.flatMap((room) => room.rows.map((row) => row.short.length)));
  return Math.min(72, Math.max(26, 12 + Math.ceil(longest * 6)));
}

export function cellAt(scene: FloorScene, ref: CellRef) {
  return ref.cell === null ? null : (scene.rooms[ref.room]?.rows[ref.row]?.cells[ref.cell] ?? null);
}

/** Scrolls the page's scroller just enough to show the row, never under a stuck header. */
export function scrollIntoView(canvas: HTMLCanvasElement, y: number, height: number): void {
  const scroller = canvas.closest("main") ?? document.scrollingElement;
  if (!scroller) return;
  const view = scroller.getBoundingClientRect();
  const top = canvas.getBoundingClientRect().top + y;
  if (top < view.top + 72) scroller.scrollBy({ top: top - view.top - 72 });
  else if (top + height > view.bottom - 24) scroller.scrollBy({ top: top + height - view.bottom + 24 });
}
