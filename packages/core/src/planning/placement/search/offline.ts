import { Random } from "../../../foundation/random";
import type { CompiledProblem } from "../problem";
import type { PlannerOptions } from "../types";
import { rewardBound } from "./bound";
import type { Floor } from "./floor";
import { Squeeze } from "./offline/squeeze";
import { startPlan } from "./offline/start";
import type { SearchOutcome } from "./online";

/** Steps of a first attempt to earn more; each that fails makes the next one longer. */
const ATTEMPT = 2000;
const LONGER = 1.5;
/** Progress is told, and a wish to stop heard, so many steps apart. */
const TELL = 64;

/**
 * All requests known: greedy in several orders by several strategies, then one attempt after the other to earn more
 * (offline/squeeze.ts), until the bound is reached or the steps are spent. Every plan is maximal: what fits at the end is placed.
 */
export function solveOffline(compiled: CompiledProblem, floor: Floor, options: PlannerOptions): SearchOutcome {
  const { demands } = compiled;
  const stop = options.shouldStop ?? (() => false);
  const bound = rewardBound(floor, demands);
  let steps = 0;
  let reward = 0;
  const tell = () =>
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
  const start = startPlan(compiled, floor, stop);
  reward = start.reward;
  tell();
  const squeeze = new Squeeze(floor, demands, start.places, start.pricing, new Random(options.seed));
  let longest = ATTEMPT;
  let stopped = stop();
  const goOn = () => {
    steps += 1;
    if (steps % TELL === 0) {
      tell();
      stopped ||= stop();
    }
    return !stopped;
  };
  while (squeeze.reward < bound && steps < options.steps && !stopped) {
    const before = steps;
    if (squeeze.attempt(Math.min(longest, options.steps - steps), goOn)) {
      reward = squeeze.reward;
      longest = ATTEMPT;
      tell();
    } else longest = Math.round(longest * LONGER);
    // an attempt that came to nothing at once counts, too
    if (steps === before) goOn();
    stopped ||= stop();
  }
  squeeze.fill();
  const places = squeeze.plan.map((spot) => (spot ? { row: spot.row, split: [...spot.split], score: 0 } : null));
  reward = squeeze.reward;
  places.forEach((place, i) => {
    if (place) floor.put(place.row, place.split, demands[i]!);
  });
  tell();
  options.onBatch?.(0);
  return {
    batches: [
      {
        start: 0,
        count: demands.length,
        order: demands.map((_, i) => i),
        places,
        withheld: new Map(),
        pricing: start.pricing,
        from: 0,
      },
    ],
    stepsDone: steps,
    stopped,
  };
}
