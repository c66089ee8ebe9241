import type { PlacementDecision } from "@headroom/core/planning/placement/types";
import type { Prefit } from "../../placement/ask";
import type { OpenFloor } from "../../placement/floors";
import { assign } from "./assign";
import { complete } from "./complete";
import { resultOf } from "./result";
import { solveIn } from "./solve";
import {
  breathe,
  type Filling,
  keep,
  type PlacedLot,
  type PlacedRequest,
  type PlaceOptions,
  type PlannedAsk,
  type ServingOrder,
} from "./types";

type Compare = (a: PlannedAsk, b: PlannedAsk) => number;
const arrival: Compare = (a, b) => a.id - b.id;
const orders: Readonly<Record<ServingOrder, Compare>> = {
  arrival,
  urgent: (a, b) =>
    a.priority - b.priority || (a.neededBy < b.neededBy ? -1 : a.neededBy > b.neededBy ? 1 : arrival(a, b)),
  largest: (a, b) => b.racks * b.powerW - a.racks * a.powerW || b.racks - a.racks || arrival(a, b),
};

/**
 * Places requests over datacenters. Each goes to the best ranked datacenter it may go to (rank-datacenters.ts), counting what earlier ones
 * take there; then the planner decides every datacenter's requests together; then whatever found no place is tried again wherever it
 * may go, so that nothing that fits is refused. Throws when the signal is aborted. Lots of an all-or-nothing request that are not complete are given back.
 */
export async function placeRequests(
  floors: readonly OpenFloor[],
  asks: readonly PlannedAsk[],
  options: PlaceOptions,
): Promise<{ lots: PlacedLot[]; requests: PlacedRequest[] }> {
  const state = new Map(
    floors.map((floor): [number, Filling] => [floor.snapshot.id, { floor, loads: floor.loads.clone() }]),
  );
  const ordered = [...asks].sort(orders[options.order ?? "urgent"]);
  const byId = new Map(asks.map((ask) => [ask.id, ask]));
  const considered = new Map<number, Prefit[]>();
  const lots: PlacedLot[] = [];
  const withheld = new Map<number, { datacenterId: number; decision: PlacementDecision }>();

  const assigned = await assign(state, ordered, options, considered);
  let decided = 0;
  for (const [datacenterId, units] of assigned) {
    const filling = state.get(datacenterId)!;
    const found = await solveIn(filling, units, options, (n) =>
      options.onProgress(Math.min(ordered.length, decided + n), filling.floor.snapshot.code),
    );
    for (const lot of found.lots) keep(state, byId.get(lot.requestId)!, lot, lots);
    for (const [requestId, decision] of found.withheld) withheld.set(requestId, { datacenterId, decision });
    decided += new Set(units.map((u) => u.requestId)).size;
  }
  let again = true;
  // what one gives back, another may take; each gives back at most once, so this ends
  while (again) {
    again = false;
    for (const ask of ordered) {
      await breathe(options.signal);
      options.onProgress(ordered.length, "a last look at what found no place");
      if (!withheld.has(ask.id) && complete(state, ask, lots, options.totals)) again = true;
    }
  }
  const requests: PlacedRequest[] = [];
  for (const ask of asks) {
    await breathe(options.signal);
    const own = lots.filter((lot) => lot.requestId === ask.id);
    requests.push(resultOf(state, ask, own, considered.get(ask.id) ?? [], withheld.get(ask.id)));
  }
  return { lots, requests };
}
