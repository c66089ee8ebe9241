import { CONSTRAINTS } from "../constraints/list";
import type { Demand } from "./candidates";
import type { Floor } from "./floor";

/**
 * An upper bound on the reward of any plan, whoever makes it (bench/placement/FORMAT.md, "Bounds"): fractional knapsacks over the free
 * positions, the power that the top devices carry together, also after any one of them has failed, the cooling of all zones, and
 * mixtures of the three. Rows and single devices below the top are not looked at, so the bound may be out of reach.
 */
interface Knapsack {
  /** What each demand takes of it. */
  readonly weights: Float64Array;
  readonly capacity: number;
}

/** max sum of reward * u with sum of weight * u <= capacity, 0 <= u <= 1: by reward per weight until it is full. O(n log n). */
export function fractional(rewards: ArrayLike<number>, weights: Float64Array, capacity: number): number {
  // without those that earn nothing: beside one that takes nothing either, the order would not be one
  const order = Array.from(weights, (_, i) => i)
    .filter((i) => rewards[i]! > 0)
    .sort((a, b) => rewards[b]! * weights[a]! - rewards[a]! * weights[b]!);
  let left = Math.max(0, capacity);
  let sum = 0;
  for (const i of order) {
    if (weights[i]! <= left) {
      left -= weights[i]!;
      sum += rewards[i]!;
    } else {
      if (weights[i]! > 0) sum += (rewards[i]! * left) / weights[i]!;
      left = 0;
    }
  }
  return sum;
}

/** Power units that the devices below a top device let through to it, at most its capacity. */
function carriedBy(floor: Floor): Float64Array {
  const { dc } = floor.limits;
  const isFeed = new Set(dc.groupFeeds);
  const below = new Float64Array(dc.deviceParent.length);
  const deepest = Array.from(dc.deviceParent, (_, d) => d).sort((a, b) => dc.deviceDepth[b]! - dc.deviceDepth[a]!);
  const carried = new Float64Array(below.length);
  for (const d of deepest) {
    carried[d] = isFeed.has(d) ? dc.deviceCapacity[d]! : Math.min(dc.deviceCapacity[d]!, below[d]!);
    const parent = dc.deviceParent[d]!;
    if (parent >= 0) below[parent]! += carried[d]!;
  }
  return carried;
}

/** Rooms where a rack may go down with a single top device: failover does not bound what stands in them. */
function roomsWithSingles(floor: Floor): Set<number> {
  const { dc } = floor.limits;
  const rooms = new Set<number>();
  for (let g = 0; g < dc.groupRow.length; g++) {
    const feeds = dc.groupFeeds.subarray(dc.groupFeedStart[g]!, dc.groupFeedStart[g + 1]!);
    if (new Set(feeds.map((d) => dc.deviceTop[d]!)).size < 2) rooms.add(dc.rowRoom[dc.groupRow[g]!]!);
  }
  return rooms;
}

/** Power units left for racks, of all rooms; a rack takes twice its unit, times the power scale. */
function powerLeft(floor: Floor): number {
  const { dc, idKind, idSubject, idCapacity } = floor.limits;
  const carried = carriedBy(floor);
  const singles = roomsWithSingles(floor);
  const load = new Float64Array(dc.deviceParent.length);
  idKind.forEach((kind, id) => {
    if (CONSTRAINTS[kind]!.limit === "power") load[idSubject[id]!] = idCapacity[id]! - floor.left[id]!;
  });
  let sum = 0;
  for (let room = 0; room + 1 < dc.roomTopStart.length; room++) {
    const tops = dc.roomTops.subarray(dc.roomTopStart[room]!, dc.roomTopStart[room + 1]!);
    const total = (of: Float64Array) => tops.reduce((all, top) => all + of[top]!, 0);
    const failover = total(dc.deviceFailover);
    const survivors = tops.reduce((least, top) => Math.min(least, failover - dc.deviceFailover[top]!), failover);
    const usable = singles.has(room) ? total(carried) : Math.min(total(carried), survivors);
    sum += Math.max(0, usable - total(load));
  }
  return sum;
}

/** Steps of the grid of mixtures: coarser where there are many requests. */
const GRID = 20;
const GRID_COARSE = 5;
const MANY = 2000;

/** The least of the mixtures' bounds; each limit scaled by its capacity. */
function surrogate(rewards: readonly number[], [a, b, c]: readonly [Knapsack, Knapsack, Knapsack]): number {
  const steps = rewards.length > MANY ? GRID_COARSE : GRID;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps - i; j++) {
      const [p, q, r] = [i / a.capacity, j / b.capacity, (steps - i - j) / c.capacity];
      const mixed = a.weights.map((w, n) => p * w + q * b.weights[n]! + r * c.weights[n]!);
      least = Math.min(least, fractional(rewards, mixed, steps));
    }
  }
  return least;
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** Rounding in sums of doubles; a bound is never below the truth for it. */
const NOISE = 1e-9;

/**
 * The bound for placing demands on a floor. Where all rewards are whole numbers it is rounded down to a multiple of what divides all of
 * them: no plan earns anything between.
 */
export function rewardBound(floor: Floor, demands: readonly Demand[]): number {
  const { dc, idKind } = floor.limits;
  const widest = floor.rowFree.reduce((most, free) => Math.max(most, free), 0);
  const usable = demands.filter((d) =>
    d.rows ? d.rows.some((row) => floor.rowFree[row]! >= d.racks) : d.racks <= widest,
  );
  const rewards = usable.map((d) => d.reward);
  const kindOf = (limit: string) => CONSTRAINTS.findIndex((constraint) => constraint.limit === limit);
  const leftOf = (kind: number) =>
    idKind.reduce((sum, k, id) => (k === kind ? sum + Math.max(0, floor.left[id]!) : sum), 0);
  const taken = (kind: number, times = 1) => Float64Array.from(usable, (d) => times * d.racks * d.units[kind]!);
  const [positions, cooling, power] = [kindOf("positions"), kindOf("cooling"), kindOf("power")];
  const knapsacks = [
    { weights: taken(positions), capacity: leftOf(positions) },
    { weights: taken(power, 2 * dc.powerScale), capacity: powerLeft(floor) },
    { weights: taken(cooling), capacity: leftOf(cooling) },
  ] as const;
  let bound = rewards.reduce((sum, reward) => sum + reward, 0);
  for (const { weights, capacity } of knapsacks) bound = Math.min(bound, fractional(rewards, weights, capacity));
  if (knapsacks.every(({ capacity }) => capacity > 0)) bound = Math.min(bound, surrogate(rewards, knapsacks));
  bound *= 1 + NOISE;
  const unit = rewards.every(Number.isInteger) ? rewards.reduce(gcd, 0) : 0;
  return unit > 0 ? Math.floor(bound / unit) * unit : bound;
}
