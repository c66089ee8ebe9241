import type { PowerPaths } from "./power-paths";

/** What the limits of rows are counted from; indices as in CompiledDatacenter. Fault-free. */
export interface CountedPaths extends PowerPaths {
  readonly depth: Int32Array;
  readonly rowRoom: Int32Array;
  readonly rowGroupStart: Int32Array;
  readonly rowGroups: Int32Array;
}

export interface LimitCount {
  /** Limits of rows, times the groups of the row that has most: what the planner keeps of them. */
  readonly numbers: number;
  /** The room whose rows have most, and how many they have. */
  readonly worstRoom: number;
  readonly inWorst: number;
  /** Devices looked at: the cost of counting. */
  readonly work: number;
}

/** Devices above groups, counted for every group: beyond it they are not even looked at one by one. */
const MAX_ABOVE = 1e6;

/**
 * How many limits of power the rows of a floor have, before any of them is built: a row has one for each device above its groups, and
 * one more for each top device whose failure that device feels. Both may grow with the square of a crafted floor (groups at the end of
 * a long chain; one top device that shares racks with thousands of others). O(devices above groups), at most MAX_ABOVE.
 */
export function countLimits(paths: CountedPaths): LimitCount {
  const { feedStart, feeds, parent, top, room, depth, roomTopStart, rowRoom, rowGroupStart, rowGroups } = paths;
  const rows = rowRoom.length;
  const rooms = roomTopStart.length - 1;
  let width = 1;
  for (let row = 0; row < rows; row++) width = Math.max(width, rowGroupStart[row + 1]! - rowGroupStart[row]!);
  const ofRoom = new Float64Array(rooms);
  const total = (work: number): LimitCount => {
    const worstRoom = ofRoom.reduce((worst, count, r) => (count > ofRoom[worst]! ? r : worst), 0);
    const limits = ofRoom.reduce((sum, count) => sum + count, 0);
    return { numbers: limits * width, worstRoom, inWorst: ofRoom[worstRoom] ?? 0, work };
  };
  const eachGroup = (visit: (group: number, row: number) => void) => {
    for (let row = 0; row < rows; row++)
      for (let at = rowGroupStart[row]!; at < rowGroupStart[row + 1]!; at++) visit(rowGroups[at]!, row);
  };
  let above = 0;
  eachGroup((g, row) => {
    for (let f = feedStart[g]!; f < feedStart[g + 1]!; f++) {
      above += depth[feeds[f]!]! + 1;
      ofRoom[rowRoom[row]!]! += depth[feeds[f]!]! + 1;
    }
  });
  if (above > MAX_ABOVE) return { ...total(above), numbers: Number.POSITIVE_INFINITY };

  ofRoom.fill(0);
  const partners = new Map<number, Set<number>>();
  // below a single feed, every top device of the room counts (power-paths.ts)
  const alone = new Uint8Array(parent.length);
  let work = 0;
  eachGroup((g) => {
    const own = feeds.subarray(feedStart[g]!, feedStart[g + 1]!);
    for (const feed of own)
      for (let d = feed; d >= 0; d = parent[d]!) {
        work += 1;
        if (own.length === 1) alone[d] = 1;
        let known = partners.get(d);
        if (!known) {
          known = new Set();
          partners.set(d, known);
        }
        for (const other of own) if (top[other] !== top[d]) known.add(top[other]!);
      }
  });
  const seenIn = new Int32Array(parent.length).fill(-1);
  eachGroup((g, row) => {
    ofRoom[rowRoom[row]!]! += 2; // its positions, its cooling zone
    for (let f = feedStart[g]!; f < feedStart[g + 1]!; f++)
      for (let d = feeds[f]!; d >= 0 && seenIn[d] !== row; d = parent[d]!) {
        work += 1;
        seenIn[d] = row;
        const tops = roomTopStart[room[d]! + 1]! - roomTopStart[room[d]!]!;
        ofRoom[rowRoom[row]!]! += 1 + (alone[d] === 1 ? tops - 1 : partners.get(d)!.size);
      }
  });
  return total(work);
}
