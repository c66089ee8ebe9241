import type { Highs } from "highs";
import type { Instance, Solution } from "../instances/format";
import { BatchProgram } from "./batch-program";
import { PeerFloor } from "./floor";
import { Greedy, type Place, placementOf } from "./greedy";
import { solve } from "./program";

/** The search ends here at the latest; what it has then is a plan like any other. */
const NODES = 20_000;

/**
 * All requests at once as one mixed-integer program, started from the best-fit plan: the most requests that can be placed, when
 * the solver finishes (its gap is then below one request). For equal rewards.
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
  // what decides between equal plans is worth less than a tenth of a request
  const values = solve(highs, model.program, model.startAt(start), { nodes: NODES, gap: 0.8 / requests.length });
  const places: readonly (Place | null)[] = values ? model.placesOf(values) : start;
  onBatch();
  return {
    placements: places.flatMap((place, i) => (place ? [placementOf(floor, requests[i]!.id, place)] : [])),
    rejected: places.flatMap((place, i) => (place ? [] : [requests[i]!.id])),
  };
}
