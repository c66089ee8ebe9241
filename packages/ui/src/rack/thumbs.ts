/** Racks drawn small, a row under the other: where each one is, free of pixels' owner (canvas) and of React. */
import type { Face } from "./rackModel";

export interface ThumbDevice {
  startU: number;
  heightU: number;
  face: Face | "both";
  /** dark: without power or broken. */
  tone: "used" | "planned" | "dark" | "leaving";
}

export interface ThumbRack {
  code: string;
  /** Under it: "07". */
  short: string;
  heightU: number;
  devices: readonly ThumbDevice[];
  /** Stop of the heat scale for the whole rack, "over" its limit, or null: by the tone of its devices. */
  heat: number | "over" | null;
  /** Not what the filter asks for. */
  faded: boolean;
  /** It is not there yet: a dashed outline. */
  planned?: boolean;
  /** It stands, and is to leave: struck through. */
  leaving?: boolean;
  /** In words, for its spoken name and the tip. */
  words: readonly string[];
}

export interface ThumbRow {
  /** "17". */
  label: string;
  racks: readonly ThumbRack[];
}

export const THUMB = {
  width: 30,
  widest: 46,
  gap: 6,
  unitPx: 1.5,
  labelHeight: 14,
  rowGap: 12,
  rowLabelWidth: 52,
} as const;

export interface ThumbBox {
  /** Indices of row and rack. */
  row: number;
  rack: number;
  x: number;
  /** Upper edge of the tallest rack of its line; racks stand on one floor. */
  y: number;
  width: number;
  /** Of the rack itself, without its number. */
  height: number;
}

export interface ThumbLayout {
  width: number;
  height: number;
  /** By row and rack; a long row breaks into lines. */
  boxes: readonly ThumbBox[];
  rows: readonly { label: string; y: number }[];
  perLine: number;
}

/** Rows under each other, each broken into as many lines as the width needs. */
export function layoutThumbs(rows: readonly ThumbRow[], widthPx: number): ThumbLayout {
  // As wide as lets the longest row stay one line, within bounds.
  const longest = Math.max(1, ...rows.map((row) => row.racks.length));
  const fitting = Math.floor((widthPx - THUMB.rowLabelWidth + THUMB.gap) / longest) - THUMB.gap;
  const width = Math.max(THUMB.width, Math.min(THUMB.widest, fitting));
  const step = width + THUMB.gap;
  const perLine = Math.max(1, Math.floor((widthPx - THUMB.rowLabelWidth + THUMB.gap) / step));
  const boxes: ThumbBox[] = [];
  const labels: { label: string; y: number }[] = [];
  let y = 4;
  rows.forEach((row, r) => {
    labels.push({ label: row.label, y });
    for (let from = 0; from < row.racks.length; from += perLine) {
      const line = row.racks.slice(from, from + perLine);
      const tallest = Math.max(...line.map((rack) => rack.heightU * THUMB.unitPx));
      line.forEach((rack, at) => {
        const height = rack.heightU * THUMB.unitPx;
        const x = THUMB.rowLabelWidth + at * step;
        boxes.push({ row: r, rack: from + at, x, y: y + tallest - height, width, height });
      });
      y += tallest + THUMB.labelHeight + THUMB.rowGap;
    }
  });
  return { width: widthPx, height: y, boxes, rows: labels, perLine };
}

/** The boxes that touch a band of the drawing; boxes are sorted by line, so the ends are found by halving. */
export function thumbsBetween(layout: ThumbLayout, top: number, bottom: number): readonly ThumbBox[] {
  const { boxes } = layout;
  const first = (isPast: (box: ThumbBox) => boolean) => {
    let [low, high] = [0, boxes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isPast(boxes[middle]!)) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const floorOf = (box: ThumbBox) => box.y + box.height;
  return boxes.slice(
    first((box) => floorOf(box) + THUMB.labelHeight >= top),
    // a taller neighbour of the same line may begin higher: lines are told apart by the floor they stand on
    first((box) => floorOf(box) - 100 * THUMB.unitPx > bottom),
  );
}

/** The rack under a point, its number included; -1: none. */
export function thumbAt(layout: ThumbLayout, x: number, y: number): number {
  return layout.boxes.findIndex(
    (box) =>
      x >= box.x - THUMB.gap / 2 &&
      x < box.x + box.width + THUMB.gap / 2 &&
      y >= box.y - 2 &&
      y < box.y + box.height + THUMB.labelHeight,
  );
}

export type ThumbKey = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown" | "Home" | "End" | "PageUp" | "PageDown";

/** Where a key leads: along the row, to the line above or below at the same place, to the ends of the row, to the neighbouring rows. */
export function moveThumb(layout: ThumbLayout, from: number, key: ThumbKey): number {
  const { boxes } = layout;
  const last = boxes.length - 1;
  const at = boxes[Math.max(0, Math.min(last, from))];
  if (!at) return -1;
  const index = Math.max(0, Math.min(last, from));
  const inRow = (row: number) => boxes.findIndex((box) => box.row === row);
  const endOf = (row: number) => boxes.findLastIndex((box) => box.row === row);
  if (key === "ArrowLeft") return Math.max(0, index - 1);
  if (key === "ArrowRight") return Math.min(last, index + 1);
  if (key === "Home") return inRow(at.row);
  if (key === "End") return endOf(at.row);
  const down = key === "ArrowDown" || key === "PageDown";
  const floor = (box: ThumbBox) => box.y + box.height;
  const past = (box: ThumbBox) => {
    if (key === "PageUp" || key === "PageDown") return down ? box.row > at.row : box.row < at.row;
    return down ? floor(box) > floor(at) : floor(box) < floor(at);
  };
  const next = down ? boxes.find(past) : boxes.findLast(past);
  if (!next) return index;
  const line = boxes
    .map((box, i) => ({ box, i }))
    .filter(({ box }) => box.row === next.row && floor(box) === floor(next));
  const nearest = line.reduce((best, one) => (Math.abs(one.box.x - at.x) < Math.abs(best.box.x - at.x) ? one : best));
  return nearest.i;
}
