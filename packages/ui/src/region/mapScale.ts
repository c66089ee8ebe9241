import { geoNaturalEarth1 } from "d3-geo";

/** The geometry of the map: projection, sizes, and labels that do not lie on each other. Pure; computed once for both themes. */

export interface MapPoint {
  id: string;
  latitude: number;
  longitude: number;
  /** Supply in W: the area of the disc. */
  supplyW: number;
  label: string;
  /** Second line: "5 mo". */
  note: string;
}

export interface PlacedPoint extends MapPoint {
  x: number;
  y: number;
  /** Radius of the disc; the ring stands 4 px outside. */
  radius: number;
  labelX: number;
  labelY: number;
  anchor: "start" | "middle" | "end";
}

export const MAP_WIDTH = 784;
export const MAP_HEIGHT = 372;
/** Ring radius beyond the disc. */
export const RING = 4;

/** Natural Earth without Antarctica, filling the width. */
export function mapProjection() {
  return geoNaturalEarth1()
    .scale(153)
    .translate([MAP_WIDTH / 2 - 12, 208]);
}

/** Radius of the largest region's disc. */
const LARGEST = 16;

/** Area for power, the largest region of the map having the largest disc. Never smaller than can be seen inside its ring. */
export function discRadius(supplyW: number, largestW: number): number {
  return Math.max(4, largestW > 0 ? LARGEST * Math.sqrt(Math.max(0, supplyW) / largestW) : 0);
}

/** Three round amounts for the legend, in W, small to large: the largest of 1, 2, 5 times a power of ten on the map and the two before. */
export function legendSizes(largestW: number): number[] {
  if (!(largestW > 0)) return [];
  const power = 10 ** Math.floor(Math.log10(largestW));
  const series = [0.1, 0.2, 0.5, 1, 2, 5].map((step) => Number((step * power).toPrecision(6)));
  return series.filter((amount) => amount <= largestW * (1 + 1e-9)).slice(-3);
}

/** The arc of what is left of the horizon, clockwise from the top; null for nothing left. A whole circle is "full". */
export function ringArc(months: number, radius: number, horizonMonths = 36): string | "full" | null {
  const share = Math.max(0, Math.min(1, months / horizonMonths));
  if (share >= 0.999) return "full";
  if (share <= 0) return null;
  const angle = share * 2 * Math.PI;
  const end = `${(radius * Math.sin(angle)).toFixed(1)} ${(-radius * Math.cos(angle)).toFixed(1)}`;
  return `M0 ${-radius}A${radius} ${radius} 0 ${share > 0.5 ? 1 : 0} 1 ${end}`;
}

interface Rect {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

function overlap(a: Rect, b: Rect): number {
  const w = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  const h = Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0);
  return w > 0 && h > 0 ? w * h : 0;
}

const LINE = 12;
const CHAR = 6.1;

function labelRect(x: number, y: number, anchor: PlacedPoint["anchor"], chars: number): Rect {
  const width = chars * CHAR;
  const x0 = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { x0, y0: y - LINE, x1: x0 + width, y1: y + LINE + 2 };
}

/**
 * Moves discs that would cover each other apart (as little as it takes), then gives every label the side, of eight, where it covers
 * least: other discs, other labels, the edge. Larger regions choose first; the order of the input does not matter.
 */
export function placePoints(points: readonly MapPoint[]): PlacedPoint[] {
  const project = mapProjection();
  const largestW = Math.max(0, ...points.map((point) => point.supplyW));
  const placed: PlacedPoint[] = [...points]
    .sort((a, b) => b.supplyW - a.supplyW || a.id.localeCompare(b.id))
    .map((point) => {
      const [x = 0, y = 0] = project([point.longitude, point.latitude]) ?? [];
      return { ...point, x, y, radius: discRadius(point.supplyW, largestW), labelX: 0, labelY: 0, anchor: "start" };
    });
  for (let round = 0; round < 400; round++) {
    let moved = false;
    for (let i = 0; i < placed.length; i++) {
      for (let j = i + 1; j < placed.length; j++) {
        moved = separate(placed[i]!, placed[j]!) || moved;
      }
    }
    if (!moved) break;
  }
  const discs = placed.map((point) => {
    const r = point.radius + RING + 2;
    return { x0: point.x - r, y0: point.y - r, x1: point.x + r, y1: point.y + r };
  });
  const labels: Rect[] = [];
  placed.forEach((point, index) => {
    let best = Number.POSITIVE_INFINITY;
    let rect: Rect | null = null;
    const r = point.radius + RING + 7;
    const chars = Math.max(point.label.length, point.note.length);
    const sides: [number, number, PlacedPoint["anchor"]][] = [
      [r, 0, "start"],
      [-r, 0, "end"],
      [0, r + LINE, "middle"],
      [0, -r - LINE, "middle"],
      [r * 0.75, r * 0.8 + 6, "start"],
      [-r * 0.75, r * 0.8 + 6, "end"],
      [r * 0.75, -r * 0.8 - 8, "start"],
      [-r * 0.75, -r * 0.8 - 8, "end"],
    ];
    sides.forEach(([dx, dy, anchor], side) => {
      const at = labelRect(point.x + dx, point.y + dy, anchor, chars);
      const outside = Math.max(0, -at.x0, at.x1 - MAP_WIDTH) + Math.max(0, -at.y0, at.y1 - MAP_HEIGHT);
      let cost = side * 0.5 + outside * 100;
      discs.forEach((disc, other) => {
        if (other !== index) cost += overlap(at, disc);
      });
      for (const label of labels) cost += overlap(at, label) * 2;
      if (cost < best) {
        best = cost;
        rect = at;
        point.labelX = point.x + dx;
        point.labelY = point.y + dy;
        point.anchor = anchor;
      }
    });
    if (rect) labels.push(rect);
  });
  return placed;
}

/** Pushes two discs apart until their rings touch no more; true when it had to. The smaller one gives way. */
function separate(a: PlacedPoint, b: PlacedPoint): boolean {
  const need = a.radius + b.radius + 2 * RING + 3;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const distance = Math.hypot(dx, dy);
  if (distance >= need - 0.01) return false;
  const push = need - distance;
  const [ux, uy] = distance > 0.01 ? [dx / distance, dy / distance] : [1, 0];
  const share = b.radius / (a.radius + b.radius);
  a.x -= ux * push * share * 0.5;
  a.y -= uy * push * share * 0.5;
  b.x += ux * push * (1 - share * 0.5);
  b.y += uy * push * (1 - share * 0.5);
  return true;
}
