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
  /** Where there is not room for every label, lower ones keep theirs: months left, say. Absent: last. */
  rank?: number;
}

export interface PlacedPoint extends MapPoint {
  x: number;
  y: number;
  /** Where it lies on the earth, before it was moved off others: a line leads there. */
  homeX: number;
  homeY: number;
  /** There is room for its label. */
  labelled: boolean;
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

/** Radius of the largest region's disc, and from how many regions on discs share what ground there is. */
const LARGEST = 16;
const ROOMY = 20;

/** How much smaller discs are where there are many, so that the land under them can still be seen. 1: not at all. */
export const crowding = (regions: number): number =>
  Math.max(0.55, Math.min(1, Math.sqrt(ROOMY / Math.max(1, regions))));

/** Area for power, the largest region of the map having the largest disc. Never smaller than can be seen inside its ring. */
export function discRadius(supplyW: number, largestW: number, scale = 1): number {
  return Math.max(
    4 * Math.max(0.75, scale),
    largestW > 0 ? LARGEST * scale * Math.sqrt(Math.max(0, supplyW) / largestW) : 0,
  );
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

/** What a label of so many letters covers. */
export function labelRect(x: number, y: number, anchor: PlacedPoint["anchor"], chars: number): Rect {
  const width = chars * CHAR;
  const x0 = anchor === "start" ? x : anchor === "end" ? x - width : x - width / 2;
  return { x0, y0: y - LINE, x1: x0 + width, y1: y + LINE + 2 };
}

/**
 * Moves discs that would cover each other apart (as little as it takes, inside the map), then gives labels the side, of eight, where they
 * cover least: other discs, other labels, the edge. A label that would cover any of them in a crowd is left out: its list row has the same words. Lower
 * ranks choose first, then larger regions; the order of the input does not matter.
 */
export function placePoints(points: readonly MapPoint[]): PlacedPoint[] {
  const project = mapProjection();
  const largestW = Math.max(0, ...points.map((point) => point.supplyW));
  const scale = crowding(points.length);
  const placed: PlacedPoint[] = [...points]
    .sort((a, b) => b.supplyW - a.supplyW || a.id.localeCompare(b.id))
    .map((point) => {
      const [x = 0, y = 0] = project([point.longitude, point.latitude]) ?? [];
      const radius = discRadius(point.supplyW, largestW, scale);
      return { ...point, x, y, homeX: x, homeY: y, radius, labelled: true, labelX: 0, labelY: 0, anchor: "start" };
    });
  for (let round = 0; round < 400; round++) {
    let moved = false;
    for (let i = 0; i < placed.length; i++) {
      for (let j = i + 1; j < placed.length; j++) {
        moved = separate(placed[i]!, placed[j]!) || moved;
      }
    }
    for (const point of placed) moved = keepInside(point) || moved;
    if (!moved) break;
  }
  placed.forEach((point, index) => {
    settle(point, placed.slice(0, index));
  });
  const discs = placed.map((point) => {
    const r = point.radius + RING + 2;
    return { x0: point.x - r, y0: point.y - r, x1: point.x + r, y1: point.y + r };
  });
  const labels: Rect[] = [];
  const isCrowded = points.length > ROOMY;
  const order = placed.map((_, index) => index).sort((a, b) => before(placed[a]!, placed[b]!) || a - b);
  order.forEach((index) => {
    const point = placed[index]!;
    let best = Number.POSITIVE_INFINITY;
    let isFree = false;
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
      let covered = outside * 100;
      discs.forEach((disc, other) => {
        if (other !== index) covered += overlap(at, disc);
      });
      for (const label of labels) covered += overlap(at, label) * 2;
      const cost = side * 0.5 + covered;
      if (cost < best) {
        best = cost;
        isFree = covered === 0;
        rect = at;
        point.labelX = point.x + dx;
        point.labelY = point.y + dy;
        point.anchor = anchor;
      }
    });
    point.labelled = !isCrowded || isFree;
    if (rect && point.labelled) labels.push(rect);
  });
  return placed;
}

function before(a: MapPoint, b: MapPoint): number {
  const [one, other] = [a.rank ?? Number.POSITIVE_INFINITY, b.rank ?? Number.POSITIVE_INFINITY];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Back into the map, where others have pushed it out; true when it had to. */
function keepInside(point: PlacedPoint): boolean {
  const reach = point.radius + RING + 2;
  const x = Math.min(MAP_WIDTH - reach, Math.max(reach, point.x));
  const y = Math.min(MAP_HEIGHT - reach, Math.max(reach, point.y));
  const moved = Math.abs(x - point.x) + Math.abs(y - point.y) > 0.01;
  point.x = x;
  point.y = y;
  return moved;
}

/** Distance at which two rings stand clear of each other. */
const clearance = (a: PlacedPoint, b: PlacedPoint): number => a.radius + b.radius + 2 * RING + 3;

/** Pixels between the places tried around a disc that found none by pushing. */
const TRIED_EVERY = 3;

/**
 * Pushing need not end where many lie on one spot. Who still lies on one settled before takes the nearest place around that is free and inside the
 * map; where there is none, it stays.
 */
function settle(point: PlacedPoint, settled: readonly PlacedPoint[]): void {
  const reach = point.radius + RING + 2;
  const isFree = (x: number, y: number) =>
    settled.every((other) => Math.hypot(other.x - x, other.y - y) >= clearance(point, other) - 0.02);
  if (isFree(point.x, point.y)) return;
  for (let ring = TRIED_EVERY; ring < MAP_WIDTH; ring += TRIED_EVERY) {
    const places = Math.ceil((2 * Math.PI * ring) / TRIED_EVERY);
    for (let at = 0; at < places; at++) {
      const angle = (2 * Math.PI * at) / places;
      const [x, y] = [point.x + ring * Math.cos(angle), point.y + ring * Math.sin(angle)];
      const isInside = x >= reach && x <= MAP_WIDTH - reach && y >= reach && y <= MAP_HEIGHT - reach;
      if (!isInside || !isFree(x, y)) continue;
      point.x = x;
      point.y = y;
      return;
    }
  }
}

/** Pushes two discs apart until their rings touch no more; true when it had to. The smaller one gives way. */
function separate(a: PlacedPoint, b: PlacedPoint): boolean {
  const need = clearance(a, b);
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
