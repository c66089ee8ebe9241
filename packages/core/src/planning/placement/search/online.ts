import { Random } from "../../../foundation/random";
import type { CompiledProblem } from "../problem";
import { racksByGroup } from "../rank";
import type { PlannerOptions, WithheldPrice } from "../types";
import { decideBatch, PLAYED_PER_STEP } from "./batch";
import { bestPlace, type Candidate, type Demand } from "./candidates";
import { Evidence } from "./evidence";
import { Fill, supplyOf } from "./fill";
import type { Floor } from "./floor";
import { drawFuture, drawRows, REACH } from "./future";
import { POLICIES } from "./policy";
import { type Pricing, pricingOf } from "./pricing";
import { bidPrice, costsMore, expectedLoss } from "./selective";
import { STRATEGIES } from "./strategy";

/** A request's fate, by index into the problem's requests. */
export interface Placed {
  readonly place: Candidate;
  readonly pricing: Pricing;
}

/** What happened in one batch: enough to replay and explain it. */
export interface BatchOutcome {
  /** Index of its first request, and how many it has. */
  readonly start: number;
  readonly count: number;
  /** The order (within the batch) in which requests were placed. */
  readonly order: readonly number[];
  readonly places: readonly (Candidate | null)[];
  readonly withheld: ReadonlyMap<number, WithheldPrice>;
  readonly pricing: Pricing;
  /** Where the search began on a large floor. */
  readonly from: number;
}

export interface SearchOutcome {
  readonly batches: BatchOutcome[];
  readonly stepsDone: number;
  readonly stopped: boolean;
}

/** Sampled futures per batch, at most; where steps are few, only so many that PLANS plans can be compared on each. */
const FUTURES = 24;
const PLANS = 12;
/** Futures that policies are compared on, at most, and the share of the steps that this may take. */
const TRIALS = 12;
const TRIAL_SHARE = 0.25;

/** How many futures of a length a step budget pays for, each played so many times. */
const afford = (steps: number, times: number, length: number) =>
  Math.floor((steps * PLAYED_PER_STEP) / Math.max(1, times * length));

interface Batch {
  readonly start: number;
  readonly demands: readonly Demand[];
}

/** Requests of a batch that the policy `selective` leaves out although they fit, with their price. */
function withhold(floor: Floor, batch: Batch, futures: readonly Demand[][], rows: Int32Array) {
  const out = new Map<number, WithheldPrice>();
  const price = bidPrice(floor, rows, batch.demands, futures);
  const pricing = pricingOf(floor, STRATEGIES[0]!);
  batch.demands.forEach((demand, i) => {
    if (!costsMore(price, demand)) return;
    const place = bestPlace(floor, demand, pricing);
    if (!place) return;
    out.set(i, {
      rowId: floor.limits.dc.model.rows[place.row]!.id,
      racks: racksByGroup(floor.limits.dc, place.row, place.split),
      reward: demand.reward,
      expectedLoss: expectedLoss(price, demand),
    });
  });
  return { withheld: out, price };
}

/**
 * Decides batch after batch on `floor` (left as the last batch leaves it). A batch's decisions depend on the floor, history,
 * the requests up to and including the batch, the seed and the step budget, and on nothing else.
 */
export function solveOnline(compiled: CompiledProblem, floor: Floor, options: PlannerOptions): SearchOutcome {
  const { problem, demands } = compiled;
  const size = problem.batchSize;
  const stop = options.shouldStop ?? (() => false);
  const batches: BatchOutcome[] = [];
  let reward = 0;
  let stepsDone = 0;
  let stopped = false;
  let rejected = false;
  const evidence = new Evidence();
  const scratch = floor.clone();
  for (let start = 0; start < demands.length; start += size) {
    stopped ||= stop();
    const batch: Batch = { start, demands: demands.slice(start, start + size) };
    const random = new Random(options.seed, start / size);
    const from = random.below(Math.max(1, floor.rowFree.length));
    const steps = stopped ? 0 : options.steps;
    const rows = drawRows(floor, random);
    const seen = problem.requests.slice(Math.max(0, start + size - 1000), start + size);
    const supply = supplyOf(floor, rows);
    const draw = () => drawFuture(floor, rows, problem.history, seen, random, REACH[problem.policy]);
    let futures = steps === 0 ? [] : [draw()];
    const most = steps === 0 ? 0 : Math.min(FUTURES, afford(steps, PLANS, futures[0]!.length));
    while (futures.length < most) futures.push(draw());
    let withheld: ReadonlyMap<number, WithheldPrice> = new Map();
    if (problem.policy === "selective" && futures.length > 0) {
      const found = withhold(floor, batch, futures, rows);
      withheld = found.withheld;
      futures = futures.map((path) => path.filter((d) => !costsMore(found.price, d)));
    }
    const kept = batch.demands.map((_, i) => i).filter((i) => !withheld.has(i));
    const asked = kept.map((i) => batch.demands[i]!);
    const length = batch.demands.length + (futures[0]?.length ?? 0);
    const trials = futures.slice(0, Math.min(TRIALS, afford(TRIAL_SHARE * steps, POLICIES.length, length)));
    const played = evidence.add(floor, scratch, asked, trials, new Fill(supply), rejected);
    const spent = Math.ceil(played / PLAYED_PER_STEP);
    const world = { floor, supply, futures, policy: evidence.best, rejected, random, from };
    const decided = decideBatch(world, asked, steps === 0 ? 0 : Math.max(1, steps - spent), stop);
    stepsDone += spent + decided.steps;
    const places: (Candidate | null)[] = batch.demands.map(() => null);
    kept.forEach((i, k) => {
      places[i] = decided.plan.places[k]!;
    });
    rejected ||= decided.plan.places.includes(null);
    const order = decided.plan.order.map((k) => kept[k]!);
    places.forEach((place, i) => {
      if (!place) return;
      floor.put(place.row, place.split, batch.demands[i]!);
      reward += batch.demands[i]!.reward;
    });
    batches.push({ start, count: batch.demands.length, order, places, withheld, pricing: decided.plan.pricing, from });
    options.onBatch?.(start / size);
    options.onProgress?.({
      phase: stopped ? "finishing" : "placing",
      decided: start + batch.demands.length,
      requests: demands.length,
      reward,
      steps: stepsDone,
      stepsTotal: options.steps * Math.ceil(demands.length / size),
    });
  }
  return { batches, stepsDone, stopped: stopped || stop() };
}
