import { Loads, rackDemand } from "@headroom/core/capacity/loads";
import { CONSTRAINTS } from "@headroom/core/planning/placement/constraints/list";
import { unitsOf } from "@headroom/core/planning/placement/row-limits";
import { Floor } from "@headroom/core/planning/placement/search/floor";
import { type Interval, intervalOf } from "@headroom/core/planning/placement/split";
import type { PlacementProblem } from "@headroom/core/planning/placement/types";
import { compileDatacenter } from "@headroom/core/topology/compiled";

/** Highest use of any power limit of a row once the split stands in it. */
function worstUse(floor: Floor, row: number, split: readonly [number, number], units: Float64Array): number {
  const { rowStart, kind, id, times, width, idCapacity } = floor.limits;
  let worst = 0;
  for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) {
    const { limit } = CONSTRAINTS[kind[i]!]!;
    if (limit !== "power" && limit !== "failover") continue;
    const taken = (times[i * width]! * split[0] + times[i * width + 1]! * split[1]) * units[kind[i]!]!;
    if (taken > 0) worst = Math.max(worst, 1 - (floor.left[id[i]!]! - taken) / idCapacity[id[i]!]!);
  }
  return worst;
}

/**
 * The two plain planners that everybody would write first, for comparison: the first row that fits; and the row left with the fewest
 * free positions (among equals the lowest worst use of a power device, then the order of rows). Each request on its own, in the
 * order of arrival. For floors with two groups a row. Returns the reward.
 */
export function peerReward(problem: PlacementProblem, rule: "first-fit" | "best-fit"): number {
  const dc = compileDatacenter(problem.model);
  if (!dc.ok) throw new Error(dc.error[0]?.message);
  const floor = new Floor(new Loads(dc.value));
  const interval: Interval = { lo: 0, hi: 0, binding: -1 };
  let reward = 0;
  for (const request of problem.requests) {
    const units = unitsOf(rackDemand(request));
    let best = { row: -1, free: Number.POSITIVE_INFINITY, worst: Number.POSITIVE_INFINITY, first: 0 };
    for (let row = 0; row < floor.rowFree.length; row++) {
      const free = floor.rowFree[row]!;
      if (free < request.racks || free > best.free) continue;
      if (!intervalOf(floor, row, request.racks, units, interval)) continue;
      if (rule === "first-fit") {
        best = { row, free: 0, worst: 0, first: interval.hi };
        break;
      }
      for (let first = interval.hi; first >= interval.lo; first--) {
        const worst = worstUse(floor, row, [first, request.racks - first], units);
        if (free < best.free || worst < best.worst) best = { row, free, worst, first };
      }
    }
    if (best.row < 0) continue;
    floor.put(best.row, [best.first, request.racks - best.first], { units });
    reward += request.reward;
  }
  return reward;
}
