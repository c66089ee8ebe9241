import type { Highs, ModelData } from "highs";
import type { Instance, Solution } from "../instances/format";
import { BatchProgram } from "./batch-program";
import { PeerFloor } from "./floor";
import { Greedy, type Place, placementOf } from "./greedy";
import type { Entry } from "./program";

/** The search ends here at the latest; what it has then is a plan like any other, and depends on the machine's speed. */
const SECONDS = 600;

/** The values of the plan that places most; what else decides between plans is left out of the aim. */
function most(highs: Highs, data: ModelData, start: readonly Entry[]): Float64Array | null {
  const colCost = Array.from(data.colCost, (cost) => (cost === 1 ? 1 : 0));
  return highs.withModel({ ...data, colCost }, (model) => {
    model.options.set({ output_flag: false, time_limit: SECONDS, mip_abs_gap: 0.99, mip_rel_gap: 0 });
    model.setSolution({ indices: start.map(([column]) => column), values: start.map(([, value]) => value) });
    model.run();
    const found = model.info.get("primal_solution_status") === highs.constants.solutionStatus.feasible;
    return found ? Float64Array.from(model.getSolution().colValue) : null;
  });
}

/**
 * All requests at once as one mixed-integer program, started from the best-fit plan: the most requests that can be placed, when
 * the solver finishes in time (its gap is then below one request). For equal rewards.
 */
export function planOptimum(highs: Highs, instance: Instance, onBatch: () => void): Solution {
  const { requests, datacenter, placed } = instance;
  const floor = new PeerFloor(datacenter, placed);
  const filled = new PeerFloor(datacenter, placed);
  const greedy = new Greedy(filled, "best-fit");
  const start = requests.map((request) => {
    const place = greedy.find(request);
    if (place) filled.put(place.row, place.split, request);
    return place;
  });
  const model = new BatchProgram(
    floor,
    requests.map((q) => ({ ...q, value: 1 })),
    [[]],
    1,
  );
  const values = most(highs, model.program.data(highs), model.startAt(start));
  const places: readonly (Place | null)[] = values ? model.placesOf(values) : start;
  onBatch();
  return {
    placements: places.flatMap((place, i) => (place ? [placementOf(floor, requests[i]!.id, place)] : [])),
    rejected: places.flatMap((place, i) => (place ? [] : [requests[i]!.id])),
  };
}
