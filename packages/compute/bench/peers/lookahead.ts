import type { Highs } from "highs";
import type { Instance, Placement, Request, Solution } from "../instances/format";
import { PythonRandom } from "../instances/python-random";
import { BatchProgram, type Expected } from "./batch-program";
import { expectedDemand, HORIZON, samplePath } from "./expectation";
import { PeerFloor } from "./floor";
import { Greedy, type Place, placementOf } from "./greedy";
import { type Effort, solve } from "./program";

export type Policy = "place-all" | "selective";

/** `certainty-equivalent` takes the expected demand for what will come; a number: so many sampled paths of it (OSO). */
export type Outlook = "certainty-equivalent" | number;

/** A program's search ends here. */
export const EFFORT: Effort = { nodes: 100, gap: 0.002 };

/** Best-fit places for requests, in order; the floor is left as it was. */
function greedyPlaces(floor: PeerFloor, requests: readonly Request[]): (Place | null)[] {
  const greedy = new Greedy(floor, "best-fit");
  const places = requests.map((request) => {
    const place = greedy.find(request);
    if (place) floor.put(place.row, place.split, request);
    return place;
  });
  places.forEach((place, i) => {
    if (place) floor.put(place.row, place.split, requests[i]!, -1);
  });
  return places;
}

function outlookOf(instance: Instance, seen: number, outlook: Outlook): Expected[][] {
  const known = [...instance.history, ...instance.requests.slice(0, seen)];
  if (outlook === "certainty-equivalent") return [expectedDemand(known)];
  return Array.from({ length: outlook }, (_, path) =>
    samplePath(known, new PythonRandom(`${instance.name}/${seen}/${path}`)),
  );
}

/**
 * Plans batch by batch by a mixed-integer program over the batch and an outlook on what may come, keeping only the batch's
 * decisions (certainty-equivalent planning, and online sampling-based optimisation, as in Baxi et al., arXiv 2501.12725). Knows
 * history and the requests seen so far, no later one. Every program starts from the best-fit plan of its batch. Under `place-all`
 * the batch's reward goes before all that may come, and a request that still fits in the end is placed. `onBatch` is told when a
 * batch is decided. For equal rewards.
 */
export function planLookahead(
  highs: Highs,
  instance: Instance,
  policy: Policy,
  outlook: Outlook,
  onBatch: () => void,
): Solution {
  const floor = new PeerFloor(instance.datacenter, instance.placed);
  const placements: Placement[] = [];
  const rejected: string[] = [];
  const weight = policy === "place-all" ? HORIZON + 1 : 1;
  for (let start = 0; start < instance.requests.length; start += instance.batchSize) {
    const batch = instance.requests.slice(start, start + instance.batchSize);
    const greedy = greedyPlaces(floor, batch);
    const paths = outlookOf(instance, start + batch.length, outlook);
    const model = new BatchProgram(
      floor,
      batch.map((q) => ({ ...q, value: 1 })),
      paths,
      weight,
    );
    const values = solve(highs, model.program, model.startAt(greedy), EFFORT);
    const places = values ? model.placesOf(values) : greedy;
    const put = (i: number, place: Place) => {
      if (floor.worstUse(place.split, batch[i]!) < 0)
        throw new Error(`${batch[i]!.id}: the solver's place is not legal`);
      floor.put(place.row, place.split, batch[i]!);
      places[i] = place;
    };
    places.forEach((place, i) => {
      if (place) put(i, place);
    });
    if (policy === "place-all") {
      const last = new Greedy(floor, "best-fit");
      places.forEach((place, i) => {
        const found = place ? null : last.find(batch[i]!);
        if (found) put(i, found);
      });
    }
    places.forEach((place, i) => {
      if (place) placements.push(placementOf(floor, batch[i]!.id, place));
      else rejected.push(batch[i]!.id);
    });
    onBatch();
  }
  return { placements, rejected };
}
