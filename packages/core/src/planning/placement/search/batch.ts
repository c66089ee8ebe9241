import type { Random } from "../../../foundation/random";
import { bestPlace, type Candidate, type Demand, type Pricing, pricingOf } from "./candidates";
import { Failures } from "./failures";
import type { Floor } from "./floor";
import { playFuture } from "./future";
import { STRATEGIES, type Strategy } from "./strategy";

/** A decided batch: where each demand goes, by its place in the batch (null: fits nowhere), and the floor after it. */
export interface BatchPlan {
  readonly places: readonly (Candidate | null)[];
  readonly reward: number;
  readonly pricing: Pricing;
  /** The order the batch was placed in. */
  readonly order: readonly number[];
}

export interface BatchWorld {
  /** Before the batch; not changed. */
  readonly floor: Floor;
  /** Sampled futures, the same for every plan that is compared. */
  readonly futures: readonly (readonly Demand[])[];
  readonly random: Random;
  /** Where the search begins on a large floor. */
  readonly from: number;
  /** The strategy of the batch before: tried first. */
  readonly favourite: Strategy;
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
function orders(floor: Floor, batch: readonly Demand[]): number[][] {
  const arrival = batch.map((_, i) => i);
  const shares = batch.map((d) => shareOf(floor, d));
  const dense = (i: number) => batch[i]!.reward / Math.max(shares[i]!, Number.MIN_VALUE);
  return [
    arrival,
    [...arrival].sort((a, b) => batch[b]!.racks - batch[a]!.racks || shares[b]! - shares[a]! || a - b),
    [...arrival].sort((a, b) => dense(b) - dense(a) || a - b),
  ];
}

/** A strategy near the given one: its weights times up to two, up or down. */
function varied(s: Strategy, random: Random): Strategy {
  const factor = () => 2 ** (2 * random.float() - 1);
  return {
    ...s,
    space: s.space * factor(),
    cooling: s.cooling * factor(),
    power: s.power * factor(),
    failover: s.failover * factor(),
    balance: s.balance * factor(),
  };
}

interface Judged {
  readonly plan: BatchPlan;
  /** Reward of the sampled futures after it. */
  readonly future: number;
}

const better = (a: Judged, b: Judged | null): boolean =>
  b === null || a.plan.reward > b.plan.reward || (a.plan.reward === b.plan.reward && a.future > b.future);

/**
 * Decides a batch: plans by several strategies and orders, then variations of the best, compared first by the batch's own reward
 * and then by what the sampled futures still earn after it. `steps` counts futures played.
 */
export function decideBatch(
  world: BatchWorld,
  batch: readonly Demand[],
  steps: number,
  stop: () => boolean,
): { plan: BatchPlan; steps: number } {
  if (batch.length === 0)
    return { plan: { places: [], reward: 0, pricing: pricingOf(world.floor, STRATEGIES[0]!), order: [] }, steps: 0 };
  const work = world.floor.clone();
  const after = world.floor.clone();
  let done = 0;
  let best: Judged | null = null;
  const cost = Math.max(1, world.futures.length);
  const tryPlan = (strategy: Strategy, order: readonly number[]): void => {
    work.copyFrom(world.floor);
    const plan = placeInOrder(work, batch, order, pricingOf(work, strategy), world.from);
    if (best && plan.reward < best.plan.reward) {
      done += 1;
      return;
    }
    let future = 0;
    for (const path of world.futures) {
      after.copyFrom(work);
      future += playFuture(after, path, plan.pricing);
    }
    done += cost;
    const judged = { plan, future };
    if (better(judged, best)) best = judged;
  };
  const all = orders(world.floor, batch);
  if (steps === 0)
    return { plan: placeInOrder(work, batch, all[0]!, pricingOf(work, STRATEGIES[0]!), world.from), steps: 0 };
  const strategies = STRATEGIES.includes(world.favourite) ? STRATEGIES : [world.favourite, ...STRATEGIES];
  for (const order of all) {
    for (const strategy of strategies) {
      if (best && (done + cost > steps || stop())) break;
      tryPlan(strategy, order);
    }
  }
  while (done + cost <= steps && !stop()) {
    const parent = (best as Judged | null)!.plan;
    const order = [...parent.order];
    const [i, j] = [world.random.below(order.length), world.random.below(order.length)];
    [order[i], order[j]] = [order[j]!, order[i]!];
    tryPlan(varied(parent.pricing.strategy, world.random), order);
  }
  return { plan: (best as Judged | null)!.plan, steps: done };
}
