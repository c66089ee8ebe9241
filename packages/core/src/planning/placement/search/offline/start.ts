import type { CompiledProblem } from "../../problem";
import type { Floor } from "../floor";
import { type BatchPlan, placeInOrder, shareOf } from "../orders";
import { POLICY_STRATEGIES } from "../policy";
import { pricingOf } from "../pricing";
import { STRATEGIES } from "../strategy";

/** Of the floor, the share that the densest requests are put in by size. */
const CORE = 0.95;

/** Greedy plans by several orders and strategies; the one that earns most (of equals the first). The floor is left as it was. */
export function startPlan({ demands }: CompiledProblem, floor: Floor, stop: () => boolean): BatchPlan {
  const shares = demands.map((d) => shareOf(floor, d));
  const arrival = demands.map((_, i) => i);
  const density = (i: number) => demands[i]!.reward / Math.max(shares[i]!, Number.MIN_VALUE);
  const dense = [...arrival].sort((a, b) => density(b) - density(a) || a - b);
  // the dense ones that could all fit by the sum of their shares, largest first, then the rest
  let sum = 0;
  const core = dense.filter((i) => {
    sum += shares[i]!;
    return sum <= CORE;
  });
  const inCore = new Set(core);
  const large = [...core].sort((a, b) => demands[b]!.racks - demands[a]!.racks || a - b);
  let best: BatchPlan | null = null;
  for (const order of [dense, [...large, ...dense.filter((i) => !inCore.has(i))], arrival]) {
    for (const strategy of [...STRATEGIES, ...POLICY_STRATEGIES]) {
      if (best && stop()) return best;
      const work = floor.clone();
      const plan = placeInOrder(work, demands, order, pricingOf(work, strategy), 0);
      if (!best || plan.reward > best.reward) best = plan;
    }
  }
  return best!;
}
