import { bestPlace, type Demand } from "./candidates";
import { Failures } from "./failures";
import type { Fill } from "./fill";
import type { Floor } from "./floor";
import { type Policy, strategyAt } from "./policy";
import { pricingOf } from "./pricing";

/**
 * What a request served before anything has failed is worth on top of its reward, as a share of it. Looking at the reward alone, the
 * search earns by letting large requests fail early; measured (docs/planning/placement.md).
 */
export const SERVED_FIRST = 0.2;

/**
 * Plays a future under a policy, one request after the other, and returns what it earns. The floor is left changed; `fill` says how full
 * it was, `failed` whether something had failed before.
 */
export function playFuture(
  floor: Floor,
  future: readonly Demand[],
  policy: Policy,
  fill: Fill,
  failed: boolean,
): number {
  const failures = new Failures();
  const level = fill.clone();
  let failing = failed;
  let worth = 0;
  for (const demand of future) {
    if (failing && failures.cover(demand)) continue;
    const place = bestPlace(floor, demand, pricingOf(floor, strategyAt(policy, level.share, failing)));
    if (!place) {
      failing = true;
      failures.add(demand);
      continue;
    }
    floor.put(place.row, place.split, demand);
    level.put(demand);
    worth += failing ? demand.reward : (1 + SERVED_FIRST) * demand.reward;
  }
  return worth;
}
