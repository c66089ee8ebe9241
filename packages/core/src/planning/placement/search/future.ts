import { rackDemand } from "../../../capacity/loads";
import type { Random } from "../../../foundation/random";
import { unitsOf } from "../row-limits";
import type { PlacementPolicy, PlacementRequest, RackDemandSpec } from "../types";
import type { Demand } from "./candidates";
import { supplyOf } from "./fill";
import type { Floor } from "./floor";

/**
 * Looking ahead: guesses of later requests, drawn from history and from what arrived so far, and the reward they would earn on a
 * floor. Nothing here sees a request that has not arrived.
 */

/** What a request of so many racks is worth: the line through the rewards seen so far (least squares). */
export function rewardModel(seen: readonly PlacementRequest[]): (racks: number) => number {
  const n = seen.length;
  if (n === 0) return () => 1;
  const meanRacks = seen.reduce((sum, r) => sum + r.racks, 0) / n;
  const meanReward = seen.reduce((sum, r) => sum + r.reward, 0) / n;
  let spread = 0;
  let together = 0;
  for (const r of seen) {
    spread += (r.racks - meanRacks) ** 2;
    together += (r.racks - meanRacks) * (r.reward - meanReward);
  }
  const slope = spread > 0 ? together / spread : 0;
  return (racks) => Math.max(0, meanReward + slope * (racks - meanRacks));
}

/** How many of the latest arrivals stand for what demand has become, where history may be out of date. */
const RECENT = 40;
/** How far the recent mean lies from the past one, in standard errors, for the size of requests by racks, power and heat: the largest. */
function departure(history: readonly RackDemandSpec[], recent: readonly RackDemandSpec[]): number {
  const sizes = [
    (d: RackDemandSpec) => d.racks,
    (d: RackDemandSpec) => d.racks * d.powerW,
    (d: RackDemandSpec) => d.racks * d.coolingW,
  ];
  const errors = sizes.map((size) => {
    const mean = (of: readonly RackDemandSpec[]) => of.reduce((sum, d) => sum + size(d), 0) / of.length;
    const past = mean(history);
    const variance = history.reduce((sum, d) => sum + (size(d) - past) ** 2, 0) / history.length;
    return variance > 0 ? Math.abs(mean(recent) - past) / Math.sqrt(variance / recent.length) : 0;
  });
  return Math.max(...errors);
}

/**
 * The share of a sampled future that is drawn from the latest arrivals: little while they look like history, all of it where they differ
 * by more than chance would have it. Whole requests are drawn, so size, power and cooling stay together.
 */
function shareOfRecent(history: readonly RackDemandSpec[], recent: readonly RackDemandSpec[]): number {
  if (history.length === 0) return 1;
  if (recent.length === 0) return 0;
  const known = recent.length / (recent.length + RECENT);
  return Math.min(1, Math.max(known, departure(history, recent) / 2 - 0.25));
}

/** How far a sampled future reaches. */
export interface Reach {
  /** How much of what is free it asks for. */
  readonly oversubscription: number;
  /** Requests at least. */
  readonly shortest: number;
}

/**
 * How far to look, by policy; measured (docs/planning/placement.md). `place-all`: just beyond full, as with more the choice drifts to plans that
 * earn by letting large requests fail early; and on a full floor the small ones among many decide, not the next few. `selective`: what a
 * place is worth depends on how many will want it, and who expects hardly more than fits withholds too little.
 */
export const REACH: Readonly<Record<PlacementPolicy, Reach>> = {
  "place-all": { oversubscription: 1.1, shortest: 15 },
  selective: { oversubscription: 1.2, shortest: 0 },
};

const LONGEST = 400;
/** On a floor of more rows than this, sampled futures are played on randomly drawn rooms, of so many rows at least. */
const ROWS_WHOLE = 100;
const ROWS_PLAYED = 30;

/** The rows that futures are played on: all of them, or those of some rooms of a large floor. */
export function drawRows(floor: Floor, random: Random): Int32Array {
  if (floor.rowFree.length <= ROWS_WHOLE) return Int32Array.from(floor.rowFree, (_, row) => row);
  const { roomRowStart, roomRows } = floor.limits.dc;
  const rooms = random.shuffle(Array.from({ length: roomRowStart.length - 1 }, (_, i) => i));
  const rows: number[] = [];
  for (const room of rooms) {
    if (rows.length >= ROWS_PLAYED) break;
    rows.push(...roomRows.subarray(roomRowStart[room]!, roomRowStart[room + 1]!));
  }
  return Int32Array.from(rows).sort();
}

/** One guess of later requests: as many as it takes to ask for more than the rows have. */
export function drawFuture(
  floor: Floor,
  rows: Int32Array,
  history: readonly RackDemandSpec[],
  seen: readonly PlacementRequest[],
  random: Random,
  { oversubscription, shortest }: Reach,
): Demand[] {
  const recent = seen.slice(-RECENT);
  if (history.length + recent.length === 0) return [];
  const worth = rewardModel(seen);
  const { free } = supplyOf(floor, rows);
  const asked = new Float64Array(free.length);
  const future: Demand[] = [];
  const recentShare = shareOfRecent(history, recent);
  for (let full = false; (!full || future.length < shortest) && future.length < LONGEST; ) {
    const source = random.float() < recentShare ? recent : history;
    const spec = source[random.below(source.length)]!;
    const units = unitsOf(rackDemand(spec));
    future.push({ racks: spec.racks, units, reward: worth(spec.racks), rows });
    for (let k = 0; k < free.length; k++) {
      asked[k]! += spec.racks * units[k]!;
      if (free[k]! > 0 && asked[k]! >= oversubscription * free[k]!) full = true;
    }
    if (free[0]! <= 0) full = true;
  }
  return future;
}
