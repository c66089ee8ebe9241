import { Random } from "../../../foundation/random";
import type { CompiledProblem } from "../problem";
import type { PlannerOptions } from "../types";
import { rewardBound } from "./bound";
import { bestPlace, type Candidate, type Demand } from "./candidates";
import type { Floor } from "./floor";
import type { SearchOutcome } from "./online";
import { placeInOrder, shareOf } from "./orders";
import { POLICY_STRATEGIES } from "./policy";
import { type Pricing, pricingOf } from "./pricing";
import { STRATEGIES } from "./strategy";

/**
 * All requests known: greedy in several orders by several strategies, then ruin and recreate (Schrimpf et al. 2000): take out the
 * racks of a few rows and a few scattered requests, put back what earns most for what it takes, keep the plan when it earns no less
 * (or a little less, ever more rarely). Every plan is maximal: what fits at the end is placed.
 */
interface Plan {
  readonly places: (Candidate | null)[];
  reward: number;
  /** Sum of shares of what was placed: among equal rewards less is better, it leaves more for others. */
  share: number;
}

interface World {
  readonly demands: readonly Demand[];
  /** Share of the floor that each takes. */
  readonly shares: Float64Array;
  readonly random: Random;
}

function startPlans(world: World, floor: Floor, stop: () => boolean): { plan: Plan; floor: Floor; pricing: Pricing } {
  const arrival = world.demands.map((_, i) => i);
  const density = (i: number) => world.demands[i]!.reward / Math.max(world.shares[i]!, Number.MIN_VALUE);
  const dense = [...arrival].sort((a, b) => density(b) - density(a) || a - b);
  // the dense ones that could all fit by the sum of their shares, largest first, then the rest
  let sum = 0;
  const core = dense.filter((i) => {
    sum += world.shares[i]!;
    return sum <= 0.95;
  });
  const inCore = new Set(core);
  const large = [...core].sort((a, b) => world.demands[b]!.racks - world.demands[a]!.racks || a - b);
  const orders = [dense, [...large, ...dense.filter((i) => !inCore.has(i))], arrival];
  let best: { plan: Plan; floor: Floor; pricing: Pricing } | null = null;
  for (const order of orders) {
    for (const strategy of [...STRATEGIES, ...POLICY_STRATEGIES]) {
      if (best && stop()) return best;
      const work = floor.clone();
      const pricing = pricingOf(work, strategy);
      const placed = placeInOrder(work, world.demands, order, pricing, 0);
      if (best && placed.reward <= best.plan.reward) continue;
      const share = placed.places.reduce((total, place, i) => total + (place ? world.shares[i]! : 0), 0);
      best = { plan: { places: [...placed.places], reward: placed.reward, share }, floor: work, pricing };
    }
  }
  return best!;
}

/** Takes out the requests of up to three rows near each other (they share devices) and some random ones; returns who was taken. */
function ruin(world: World, floor: Floor, plan: Plan): number[] {
  const { random } = world;
  const { dc } = floor.limits;
  const placed = plan.places.flatMap((place, i) => (place ? [i] : []));
  if (placed.length === 0) return [];
  const rows = new Set<number>();
  const seed = plan.places[placed[random.below(placed.length)]!]!.row;
  const room = dc.rowRoom[seed]!;
  rows.add(seed);
  const [begin, end] = [dc.roomRowStart[room]!, dc.roomRowStart[room + 1]!];
  for (let extra = random.below(4); extra > 0; extra--) rows.add(dc.roomRows[begin + random.below(end - begin)]!);
  const scattered = random.below(4);
  const out = placed.filter((i) => rows.has(plan.places[i]!.row));
  for (let k = 0; k < scattered; k++) {
    const i = placed[random.below(placed.length)]!;
    if (!out.includes(i)) out.push(i);
  }
  return out;
}

function accept(gain: number, shareGain: number, temperature: number, random: Random): boolean {
  if (gain > 0) return true;
  if (gain === 0 && shareGain <= 0) return true;
  return random.float() < Math.exp((gain - Math.max(0, shareGain) * 50) / Math.max(temperature, 1e-9));
}

export function solveOffline(compiled: CompiledProblem, floor: Floor, options: PlannerOptions): SearchOutcome {
  const { demands } = compiled;
  const stop = options.shouldStop ?? (() => false);
  const random = new Random(options.seed);
  const world: World = { demands, shares: Float64Array.from(demands, (d) => shareOf(floor, d)), random };
  const bound = options.onProgress ? rewardBound(floor, demands) : 0;
  const tell = (reward: number, steps: number) =>
    options.onProgress?.({
      phase: "improving",
      decided: demands.length,
      requests: demands.length,
      reward,
      steps,
      stepsTotal: options.steps,
      bound,
      gap: bound > 0 ? Math.max(0, bound - reward) / bound : 0,
    });
  const start = startPlans(world, floor, stop);
  const pricings = STRATEGIES.map((s) => pricingOf(floor, s));
  const current = start.plan;
  const work = start.floor;
  let best: Plan = { ...current, places: [...current.places] };
  let steps = 0;
  const meanReward = demands.reduce((sum, d) => sum + d.reward, 0) / Math.max(1, demands.length);
  while (steps < options.steps && !stop()) {
    steps += 1;
    const temperature = 0.25 * meanReward * (1 - steps / options.steps);
    const taken = ruin(world, work, current);
    const before = new Map<number, Candidate | null>(taken.map((i) => [i, current.places[i]!]));
    const [reward, share] = [current.reward, current.share];
    const set = (i: number, place: Candidate | null): void => {
      const old = current.places[i]!;
      const sign = place ? 1 : -1;
      const at = place ?? old!;
      work.put(at.row, at.split, demands[i]!, sign);
      current.places[i] = place;
      current.reward += sign * demands[i]!.reward;
      current.share += sign * world.shares[i]!;
    };
    for (const i of taken) set(i, null);
    const pricing = pricings[random.below(pricings.length)]!;
    // most reward for what they take first, with some noise; the ones too large for what is left fail at once
    const waiting = current.places.flatMap((place, i) => (place ? [] : [i]));
    const noise = 0.3 * random.float();
    const key = new Map(
      waiting.map((i) => [i, (demands[i]!.reward / Math.max(world.shares[i]!, 1e-12)) * (1 + noise * random.float())]),
    );
    const bySize = random.below(2) === 0;
    const order = bySize
      ? [...taken].sort((a, b) => demands[b]!.racks - demands[a]!.racks || a - b)
      : [...waiting].sort((a, b) => key.get(b)! - key.get(a)! || a - b);
    if (bySize) order.push(...waiting.filter((i) => !before.has(i)).sort((a, b) => key.get(b)! - key.get(a)! || a - b));
    for (const i of order) {
      const place = bestPlace(work, demands[i]!, pricing);
      if (!place) continue;
      if (!before.has(i)) before.set(i, null);
      set(i, place);
    }
    if (!accept(current.reward - reward, current.share - share, temperature, random)) {
      for (const i of before.keys()) if (current.places[i]) set(i, null);
      for (const [i, place] of before) if (place) set(i, place);
      current.reward = reward;
      current.share = share;
    } else if (current.reward > best.reward || (current.reward === best.reward && current.share < best.share)) {
      best = { ...current, places: [...current.places] };
    }
    if (steps % 64 === 0) tell(best.reward, steps);
  }
  best.places.forEach((place, i) => {
    if (place) floor.put(place.row, place.split, demands[i]!);
  });
  tell(best.reward, steps);
  options.onBatch?.(0);
  const order = demands.map((_, i) => i);
  return {
    batches: [
      {
        start: 0,
        count: demands.length,
        order,
        places: best.places,
        withheld: new Map(),
        pricing: start.pricing,
        from: 0,
      },
    ],
    stepsDone: steps,
    stopped: steps < options.steps && stop(),
  };
}
