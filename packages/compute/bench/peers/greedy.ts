import type { Demand, Instance, Placement, Solution } from "../instances/format";
import { PeerFloor, type Split } from "./floor";

export type GreedyRule = "first-fit" | "best-fit";

export interface Place {
  readonly row: number;
  readonly split: Split;
}

/** Demands that found no place. Racks only ever come, so whatever asks for as much in every respect finds none either. */
class Failures {
  private readonly list: Demand[] = [];
  add = (demand: Demand) => void this.list.push(demand);
  cover = ({ racks, powerW, coolingW }: Demand) =>
    this.list.some((f) => f.racks <= racks && f.powerW <= powerW && f.coolingW <= coolingW);
}

/**
 * The two plain planners that everybody would write first. `first-fit`: the first row, in the order of the instance, with a legal
 * split. `best-fit`: the legal row and split that leave the fewest free positions in the row; among equals the lowest worst use of
 * any device touched, then the order of rows. They decide each request on its own and never look ahead.
 */
export class Greedy {
  private readonly nowhere = new Failures();
  private readonly inRow: Failures[];

  constructor(
    private readonly floor: PeerFloor,
    private readonly rule: GreedyRule,
  ) {
    this.inRow = floor.rowGroups.map(() => new Failures());
  }

  /** The place for a demand, not yet taken; null: it fits nowhere. */
  find(demand: Demand): Place | null {
    if (this.nowhere.cover(demand)) return null;
    const { floor, rule } = this;
    let best: (Place & { worst: number; free: number }) | null = null;
    for (let row = 0; row < floor.rowGroups.length; row++) {
      const free = floor.rowFree[row]! - demand.racks;
      if (free < 0 || (best && free > best.free) || this.inRow[row]!.cover(demand)) continue;
      let fits = false;
      for (const split of floor.splits(row, demand.racks)) {
        const worst = floor.worstUse(split, demand);
        if (worst < 0) continue;
        fits = true;
        if (!best || free < best.free || worst < best.worst) best = { row, split, worst, free };
        if (rule === "first-fit") return best;
      }
      if (!fits) this.inRow[row]!.add(demand);
    }
    if (!best) this.nowhere.add(demand);
    return best;
  }
}

export const placementOf = ({ dc }: PeerFloor, request: string, { row, split }: Place): Placement => ({
  request,
  row: dc.rows[row]!.id,
  racks: Object.fromEntries(split.map(([g, n]) => [dc.positionGroups[g]!.id, n])),
});

/** `onBatch` is told when another batch's requests are decided. */
export function planGreedy(instance: Instance, rule: GreedyRule, onBatch: () => void = () => {}): Solution {
  const floor = new PeerFloor(instance.datacenter, instance.placed);
  const greedy = new Greedy(floor, rule);
  const placements: Placement[] = [];
  const rejected: string[] = [];
  for (const [i, request] of instance.requests.entries()) {
    const place = greedy.find(request);
    if (place) {
      floor.put(place.row, place.split, request);
      placements.push(placementOf(floor, request.id, place));
    } else rejected.push(request.id);
    if ((i + 1) % instance.batchSize === 0 || i + 1 === instance.requests.length) onBatch();
  }
  return { placements, rejected };
}
