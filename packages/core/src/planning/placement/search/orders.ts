import { bestPlace, type Candidate, type Demand } from "./candidates";
import { Failures } from "./failures";
import type { Floor } from "./floor";
import type { Pricing } from "./pricing";

/** A decided batch: where each demand goes, by its place in the batch (null: fits nowhere), and the floor after it. */
export interface BatchPlan {
  readonly places: readonly (Candidate | null)[];
  readonly reward: number;
  readonly pricing: Pricing;
  /** The order the batch was placed in. */
  readonly order: readonly number[];
}

/** Places a batch greedily in the given order. Whatever fits at its turn is placed, so nothing that fits afterwards is left out. */
export function placeInOrder(
  floor: Floor,
  batch: readonly Demand[],
  order: readonly number[],
  pricing: Pricing,
  from: number,
): BatchPlan {
  const places: (Candidate | null)[] = batch.map(() => null);
  const failures = new Failures();
  let reward = 0;
  for (const i of order) {
    const demand = batch[i]!;
    if (failures.cover(demand)) continue;
    const place = bestPlace(floor, demand, pricing, from);
    if (!place) {
      failures.add(demand);
      continue;
    }
    floor.put(place.row, place.split, demand);
    places[i] = place;
    reward += demand.reward;
  }
  return { places, reward, pricing, order };
}

/** How much of what the whole floor had a demand takes, as the largest share over the kinds of limits. */
export function shareOf(floor: Floor, demand: Demand): number {
  const total = floor.limits.kindCapacity;
  let share = 0;
  for (let k = 0; k < total.length; k++)
    if (total[k]! > 0) share = Math.max(share, (demand.racks * demand.units[k]!) / total[k]!);
  return share;
}

/** Orders worth trying: as they came, largest first (fills rows best), most reward for what they take first (earns most when full). */
export function ordersOf(
  floor: Floor,
  batch: readonly Demand[],
): [arrival: number[], large: number[], dense: number[]] {
  const arrival = batch.map((_, i) => i);
  const shares = batch.map((d) => shareOf(floor, d));
  const density = (i: number) => batch[i]!.reward / Math.max(shares[i]!, Number.MIN_VALUE);
  return [
    arrival,
    [...arrival].sort((a, b) => batch[b]!.racks - batch[a]!.racks || shares[b]! - shares[a]! || a - b),
    [...arrival].sort((a, b) => density(b) - density(a) || a - b),
  ];
}
