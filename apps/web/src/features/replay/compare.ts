import type { ReplayDecision } from "@headroom/contracts/replay";

export type ReplayKind = "add" | "retire" | "move" | "same";

const placesOf = (places: ReplayDecision["places"]): string =>
  places
    .map(({ datacenter, rowId, racks }) => `${datacenter}/${rowId}/${racks}`)
    .sort()
    .join();

/** What the replay does otherwise with a request than was done: more racks of it (`add`), fewer (`retire`), elsewhere (`move`), or the same. */
export function replayKind({ racksPlaced, places, real }: ReplayDecision): ReplayKind {
  if (racksPlaced > real.racksPlaced) return "add";
  if (racksPlaced < real.racksPlaced) return "retire";
  return placesOf(places) === placesOf(real.places) ? "same" : "move";
}
