import type { Random } from "../../../foundation/random";
import type { Demand } from "./candidates";
import { Fill, type Supply } from "./fill";
import type { Floor } from "./floor";
import { mend } from "./mend";
import { type BatchPlan, ordersOf, placeInOrder } from "./orders";
import { playFuture, SERVED_FIRST } from "./play";
import { POLICY_STRATEGIES, type Policy, strategyAt } from "./policy";
import { type Pricing, pricingOf } from "./pricing";
import type { Strategy } from "./strategy";

export interface BatchWorld {
  /** Before the batch; not changed. */
  readonly floor: Floor;
  /** Of the rows that futures are played on. */
  readonly supply: Supply;
  /** Sampled futures, the same for every plan that is compared. */
  readonly futures: readonly (readonly Demand[])[];
  readonly policy: Policy;
  /** Whether a request was rejected in an earlier batch. */
  readonly rejected: boolean;
  readonly random: Random;
  /** Where the search begins on a large floor. */
  readonly from: number;
}

/** Requests of sampled futures that are played in one step. */
export const PLAYED_PER_STEP = 50;

interface Judged {
  readonly plan: BatchPlan;
  /** Whether nothing is left out. */
  readonly whole: boolean;
  /** What the batch and each future earn together. */
  readonly worth: Float64Array;
}

/** How many standard errors a plan must be ahead of the first one: less may be luck of the futures that were drawn. */
const CERTAINTY = 0.5;

/** Mean of a - b, and its standard error. */
function ahead(a: Float64Array, b: Float64Array): { mean: number; error: number } {
  const n = a.length;
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const d = a[i]! - b[i]!;
    sum += d;
    squares += d * d;
  }
  const mean = n > 0 ? sum / n : 0;
  return { mean, error: n > 1 ? Math.sqrt(Math.max(0, squares / n - mean * mean) / (n - 1)) : 0 };
}

/**
 * Compares plans of one batch. One that places everything beats all that do not; otherwise counts what the batch and the sampled
 * futures after it earn together. Every plan is maximal (orders.ts): what it leaves out fits nowhere once the rest stands.
 */
class Contest {
  best: Judged | null = null;
  steps = 0;
  /** The first of the plans that place as much as the best: all or not all. */
  private base: Judged | null = null;
  private mended = 0;
  private readonly work: Floor;
  private readonly after: Floor;
  private readonly seen = new Set<string>();
  private readonly length: number;

  constructor(
    private readonly world: BatchWorld,
    private readonly batch: readonly Demand[],
  ) {
    this.work = world.floor.clone();
    this.after = world.floor.clone();
    this.length = world.futures.reduce((sum, path) => sum + path.length, 0);
  }

  /**
   * Places the batch; where something is left out, tries to make room for it. Of what is new and no worse in itself, plays the futures after
   * it.
   */
  enter(pricing: Pricing, order: readonly number[]): void {
    const { floor, random, from } = this.world;
    this.work.copyFrom(floor);
    const plan = placeInOrder(this.work, this.batch, order, pricing, from);
    this.steps += 1;
    this.judge(plan);
    if (!plan.places.includes(null) || this.best?.whole || this.mended === MENDED) return;
    this.mended += 1;
    this.work.copyFrom(floor);
    for (const i of order) if (plan.places[i]) this.work.put(plan.places[i].row, plan.places[i].split, this.batch[i]!);
    const pricings = [pricing, ...POLICY_STRATEGIES.map((strategy) => pricingOf(floor, strategy))];
    const mended = mend(this.work, this.batch, plan, pricings, random, TRIES, from);
    this.steps += Math.ceil(mended.tried / TRIES_PER_STEP);
    if (mended.plan.reward > plan.reward) this.judge(mended.plan);
  }

  /** `work` holds the plan. */
  private judge(plan: BatchPlan): void {
    const key = plan.places.map((place) => (place ? `${place.row}:${place.split}` : "")).join();
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const whole = !plan.places.includes(null);
    const { best, base } = this;
    if (best?.whole && !whole) return;
    const judged = { plan, whole, worth: this.play(plan, this.world.rejected || !whole) };
    if (!best || !base || whole !== best.whole) {
      this.best = judged;
      this.base = judged;
      return;
    }
    const { mean, error } = ahead(judged.worth, base.worth);
    if (mean > CERTAINTY * error && mean > ahead(best.worth, base.worth).mean) this.best = judged;
  }

  private play({ places, reward }: BatchPlan, failed: boolean): Float64Array {
    const { futures, policy, supply, rejected } = this.world;
    const fill = new Fill(supply);
    let now = reward;
    let first = !rejected;
    places.forEach((place, i) => {
      first &&= place !== null;
      if (first) now += SERVED_FIRST * this.batch[i]!.reward;
      if (place) fill.put(this.batch[i]!);
    });
    this.steps += Math.ceil(this.length / PLAYED_PER_STEP);
    return Float64Array.from(futures, (future) => {
      this.after.copyFrom(this.work);
      return now + playFuture(this.after, future, policy, fill, failed);
    });
  }
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

/** So many plans that leave something out are mended, so many times each; a try costs a share of a step. */
const MENDED = 4;
const TRIES = 40;
const TRIES_PER_STEP = 3;

/**
 * Decides a batch: by the policy's strategy in several orders, with what is left out moved to the front, by other strategies, and by
 * variations of the best. One step tries one plan, or plays PLAYED_PER_STEP requests of sampled futures.
 */
export function decideBatch(
  world: BatchWorld,
  batch: readonly Demand[],
  steps: number,
  stop: () => boolean,
): { plan: BatchPlan; steps: number } {
  const { floor, policy, random } = world;
  const fill = new Fill(world.supply);
  const pricing = pricingOf(floor, strategyAt(policy, fill.share, world.rejected));
  const orders = ordersOf(floor, batch);
  if (steps === 0 || batch.length === 0)
    return { plan: placeInOrder(floor.clone(), batch, orders[0], pricing, world.from), steps: 0 };
  const contest = new Contest(world, batch);
  const over = () => contest.steps >= steps || stop();
  contest.enter(pricing, orders[1]);
  for (const order of [orders[0], orders[2]]) if (!over()) contest.enter(pricing, order);
  for (const strategy of POLICY_STRATEGIES) if (!over()) contest.enter(pricingOf(floor, strategy), orders[1]);
  while (!over()) {
    const parent = contest.best!.plan;
    const order = [...parent.order];
    const [i, j] = [random.below(order.length), random.below(order.length)];
    order.splice(j, 0, ...order.splice(i, 1));
    contest.enter(pricingOf(floor, varied(parent.pricing.strategy, random)), order);
  }
  return { plan: contest.best!.plan, steps: contest.steps };
}
