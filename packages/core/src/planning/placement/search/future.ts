import { rackDemand } from "../../../capacity/loads";
import type { Random } from "../../../foundation/random";
import { CONSTRAINTS } from "../constraints/list";
import { unitsOf } from "../row-limits";
import type { PlacementRequest, RackDemandSpec } from "../types";
import { bestPlace, type Demand, type Pricing } from "./candidates";
import { Failures } from "./failures";
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
/**
 * Sampled futures ask for this much of what is free. Just beyond full: with more, the choice drifts to plans that earn by letting
 * large requests fail early (measured on generated instances: at 1.5 the first rejection comes a twentieth of the stream sooner, for
 * half a percent of reward).
 */
const OVERSUBSCRIPTION = 1.1;

/** Longest sampled future. */
const LONGEST = 400;
/** Rows a sampled future is played on, at least: whole rooms are drawn until there are so many. */
const ROWS_PLAYED = 30;

/** Rows of randomly drawn rooms: a large floor is judged by a part of it. */
export function drawRows(floor: Floor, random: Random): Int32Array {
  const { roomRowStart, roomRows } = floor.limits.dc;
  const rooms = random.shuffle(Array.from({ length: roomRowStart.length - 1 }, (_, i) => i));
  const rows: number[] = [];
  for (const room of rooms) {
    if (rows.length >= ROWS_PLAYED) break;
    rows.push(...roomRows.subarray(roomRowStart[room]!, roomRowStart[room + 1]!));
  }
  return Int32Array.from(rows).sort();
}

/** What is free on these rows, by kind of limit (failover: not counted). */
export function freeOn(floor: Floor, rows: Int32Array): Float64Array {
  const { rowStart, kind, id, idSubject, dc } = floor.limits;
  const free = new Float64Array(CONSTRAINTS.length);
  const seen = new Set<number>();
  for (const row of rows) {
    for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) {
      const limit = id[i]!;
      if (seen.has(limit)) continue;
      seen.add(limit);
      const top = CONSTRAINTS[kind[i]!]!.limit === "power" && dc.deviceParent[idSubject[limit]!]! < 0;
      // a rack loads two top devices, so what it takes of all of them is twice its unit
      if (top) free[kind[i]!]! += floor.left[limit]! / (2 * dc.powerScale);
      else if (CONSTRAINTS[kind[i]!]!.limit === "positions" || CONSTRAINTS[kind[i]!]!.limit === "cooling")
        free[kind[i]!]! += floor.left[limit]!;
    }
  }
  return free;
}

/** One guess of later requests, as long as it takes to ask for more than the rows have. */
export function drawFuture(
  floor: Floor,
  rows: Int32Array,
  history: readonly RackDemandSpec[],
  seen: readonly PlacementRequest[],
  random: Random,
): Demand[] {
  const recent = seen.slice(-RECENT);
  if (history.length + recent.length === 0) return [];
  const worth = rewardModel(seen);
  const free = freeOn(floor, rows);
  const asked = new Float64Array(free.length);
  const future: Demand[] = [];
  const recentShare = history.length === 0 ? 1 : recent.length / (2 * RECENT);
  for (let full = false; !full && future.length < LONGEST; ) {
    const source = random.float() < recentShare ? recent : history;
    const spec = source[random.below(source.length)]!;
    const units = unitsOf(rackDemand(spec));
    future.push({ racks: spec.racks, units, reward: worth(spec.racks), rows });
    for (let k = 0; k < free.length; k++) {
      asked[k]! += spec.racks * units[k]!;
      if (free[k]! > 0 && asked[k]! >= OVERSUBSCRIPTION * free[k]!) full = true;
    }
    if (free[0]! <= 0) full = true;
  }
  return future;
}

/** Reward of playing a future greedily on the floor, which is left changed. */
export function playFuture(floor: Floor, future: readonly Demand[], pricing: Pricing): number {
  const failures = new Failures();
  let reward = 0;
  for (const demand of future) {
    if (failures.cover(demand)) continue;
    const place = bestPlace(floor, demand, pricing);
    if (!place) {
      failures.add(demand);
      continue;
    }
    floor.put(place.row, place.split, demand);
    reward += demand.reward;
  }
  return reward;
}
