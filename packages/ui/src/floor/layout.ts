import type { CellRef } from "./scene";

/** Where everything of a floor stands, in CSS px. Pure: the same shape and width give the same layout. */

/** Only the counts matter to the layout: for each room, the number of positions of each row. */
export type FloorShape = readonly (readonly number[])[];

export interface LayoutOptions {
  /** Width to fill. */
  widthPx: number;
  /** A floor that would be higher than this is laid out for a camera: full cells, rooms beside each other as best fits such a view. */
  heightPx?: number;
  /** Largest cell; the height keeps 2 : 3 up to `maxCellHeightPx`. */
  maxCellWidthPx?: number;
  maxCellHeightPx?: number;
  minCellWidthPx?: number;
  /** Room for the row labels, left of the cells. */
  labelWidthPx?: number;
}

export interface RoomBox {
  x: number;
  /** Top of the heading; the first row is `headHeight` below. */
  y: number;
  width: number;
  height: number;
  /** Top of every row. */
  rowY: readonly number[];
  cells: readonly number[];
  /** Positions of its longest row. */
  most: number;
}

export interface FloorLayout {
  width: number;
  height: number;
  cellWidth: number;
  cellHeight: number;
  labelWidth: number;
  headHeight: number;
  rooms: readonly RoomBox[];
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const GAP = 1;
const LABEL = 26;
const HEAD = 22;
const ROOM_GAP = 28;
/** Rows stand in pairs: a narrow gap is the hot aisle between two backs, a wide one the cold aisle. */
const HOT_AISLE = 3;
const COLD_AISLE = 5;
/** Room for selection frames, which stand outside the cells. */
const EDGE = 4;

function rowTop(row: number, cellHeight: number): number {
  return row * cellHeight + Math.ceil(row / 2) * HOT_AISLE + Math.floor(row / 2) * COLD_AISLE;
}

function roomHeight(rows: number, cellHeight: number): number {
  return rows === 0 ? cellHeight : rowTop(rows - 1, cellHeight) + cellHeight;
}

/** Rooms stand side by side while their cells keep 18 px, else under each other; cells shrink to fit before anything overflows. */
export function layoutFloor(shape: FloorShape, options: LayoutOptions): FloorLayout {
  const { widthPx, heightPx, maxCellWidthPx = 18, maxCellHeightPx = 64, minCellWidthPx = 7 } = options;
  const labelWidthPx = options.labelWidthPx ?? LABEL;
  const most = longestRow(shape);
  const full = (columns: number) => Math.floor((widthPx - EDGE - (columns - 1) * ROOM_GAP) / columns) - labelWidthPx;
  const fits = (columns: number) => Math.floor(full(columns) / most) - GAP;
  let columns = Math.max(1, shape.length);
  while (columns > 1 && fits(columns) < Math.min(18, maxCellWidthPx)) columns--;
  const cellWidth = Math.max(minCellWidthPx, Math.min(maxCellWidthPx, fits(columns)));
  const cellHeight = Math.max(12, Math.min(maxCellHeightPx, Math.round((cellWidth * 2) / 3)));
  const flat = arrange(shape, columns, { cellWidth, cellHeight, labelWidth: labelWidthPx, headHeight: HEAD });
  if (heightPx === undefined || flat.height <= heightPx) return flat;
  /** Width of a cell once all of the floor is in the view. */
  const seen = (layout: FloorLayout) =>
    layout.cellWidth * Math.min(1, widthPx / layout.width, heightPx / layout.height);
  let best = flat;
  for (let count = 1; count <= shape.length; count++) {
    const other = arrange(shape, count, { ...forCamera, labelWidth: Math.max(forCamera.labelWidth, labelWidthPx) });
    if (seen(other) > seen(best)) best = other;
  }
  return best;
}

function longestRow(shape: FloorShape): number {
  let most = 1;
  for (const room of shape) for (const cells of room) most = Math.max(most, cells);
  return most;
}

type CellSize = Pick<FloorLayout, "cellWidth" | "cellHeight" | "labelWidth" | "headHeight">;

/** Letters keep their size when the floor is small, so the ground leaves them more room. */
const forCamera = { cellWidth: 18, cellHeight: 12, labelWidth: 44, headHeight: 48 };

/** The rooms in lines of `columns`, all as wide as the widest. */
function arrange(shape: FloorShape, columns: number, size: CellSize): FloorLayout {
  const { cellWidth, cellHeight, labelWidth, headHeight } = size;
  const roomWidth = labelWidth + longestRow(shape) * (cellWidth + GAP) - GAP;
  const rooms: RoomBox[] = [];
  let y = 0;
  for (let first = 0; first < shape.length; first += columns) {
    const line = shape.slice(first, first + columns);
    let tallest = 0;
    line.forEach((cells, index) => {
      const height = headHeight + roomHeight(cells.length, cellHeight);
      tallest = Math.max(tallest, height);
      rooms.push({
        x: index * (roomWidth + ROOM_GAP),
        y,
        width: roomWidth,
        height,
        rowY: cells.map((_, row) => y + headHeight + rowTop(row, cellHeight)),
        cells,
        most: longestRow([cells]),
      });
    });
    y += tallest + 16;
  }
  return {
    width: Math.min(columns, Math.max(1, shape.length)) * (roomWidth + ROOM_GAP) - ROOM_GAP + EDGE,
    height: Math.max(headHeight, y - 16) + EDGE,
    cellWidth,
    cellHeight,
    labelWidth,
    headHeight,
    rooms,
  };
}

/** The box of a position, or of its whole row (without the label) when `cell` is null; null for what is not there. */
export function boxOf(layout: FloorLayout, ref: CellRef): Box | null {
  const room = layout.rooms[ref.room];
  const y = room?.rowY[ref.row];
  const count = room?.cells[ref.row];
  if (!room || y === undefined || count === undefined) return null;
  const step = layout.cellWidth + GAP;
  const x = room.x + layout.labelWidth;
  if (ref.cell === null) return { x, y, width: Math.max(0, count * step - GAP), height: layout.cellHeight };
  if (ref.cell < 0 || ref.cell >= count) return null;
  return { x: x + ref.cell * step, y, width: layout.cellWidth, height: layout.cellHeight };
}

/** What stands at a point: a position, or a row where its label is. The gaps around a cell count as the cell. */
export function hitTest(layout: FloorLayout, x: number, y: number): CellRef | null {
  const reach = HOT_AISLE / 2;
  for (let r = 0; r < layout.rooms.length; r++) {
    const room = layout.rooms[r]!;
    if (x < room.x || x >= room.x + room.width + GAP) continue;
    if (y < room.y + layout.headHeight - reach || y > room.y + room.height + reach) continue;
    const row = nearestRow(room.rowY, y, layout.cellHeight, reach);
    if (row === null) return null;
    const inside = x - room.x - layout.labelWidth;
    if (inside < 0) return { room: r, row, cell: null };
    const cell = Math.floor(inside / (layout.cellWidth + GAP));
    return cell < (room.cells[row] ?? 0) ? { room: r, row, cell } : null;
  }
  return null;
}

function nearestRow(rowY: readonly number[], y: number, height: number, reach: number): number | null {
  let low = 0;
  let high = rowY.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rowY[middle]! - reach <= y) low = middle;
    else high = middle - 1;
  }
  const top = rowY[low];
  return top !== undefined && y >= top - reach && y < top + height + reach ? low : null;
}

export type FloorKey =
  | "ArrowLeft"
  | "ArrowRight"
  | "ArrowUp"
  | "ArrowDown"
  | "Home"
  | "End"
  | "PageUp"
  | "PageDown"
  | "First"
  | "Last";

/**
 * Where a key leads. Left and right stay in the row; up and down keep the position and cross into the next room; Page goes to the
 * neighbouring row's first position; First and Last (Ctrl Home, Ctrl End) to the ends of the floor.
 */
export function moveRef(shape: FloorShape, from: CellRef | null, key: FloorKey): CellRef | null {
  const rows = shape
    .flatMap((room, r) => room.map((cells, row) => ({ room: r, row, cells })))
    .filter((row) => row.cells > 0);
  const start = rows[0];
  if (!start) return null;
  const at = from === null ? -1 : rows.findIndex((row) => row.room === from.room && row.row === from.row);
  if (from === null || at < 0) return { room: start.room, row: start.row, cell: 0 };
  const here = rows[at]!;
  const cell = Math.min(from.cell ?? 0, here.cells - 1);
  const to = (index: number, wanted: number): CellRef => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]!;
    return { room: row.room, row: row.row, cell: Math.max(0, Math.min(row.cells - 1, wanted)) };
  };
  switch (key) {
    case "ArrowLeft":
      return to(at, cell - 1);
    case "ArrowRight":
      return to(at, from.cell === null ? 0 : cell + 1);
    case "ArrowUp":
      return to(at - 1, cell);
    case "ArrowDown":
      return to(at + 1, cell);
    case "Home":
      return to(at, 0);
    case "End":
      return to(at, here.cells - 1);
    case "PageUp":
      return to(at - 1, 0);
    case "PageDown":
      return to(at + 1, 0);
    case "First":
      return to(0, 0);
    case "Last":
      return to(rows.length - 1, Number.POSITIVE_INFINITY);
  }
}
