import { addLots } from "@headroom/core/approval/footprint";
import { lotsThatFit } from "@headroom/core/planning/lots";
import type { PlacementRequest } from "@headroom/core/planning/placement/types";
import { type Prefit, placementRequest, prefitOf, rankPrefits } from "../../placement/ask";
import { breathe, type Fillings, lotAsPlaced, openTo, type PlaceOptions, type PlannedAsk, rewardOf } from "./types";

/** Part of a request that asks for one row of one datacenter. */
export interface Unit extends PlacementRequest {
  readonly requestId: number;
}

/** Sends each request to a datacenter, in order, on scratch floors that fill up as they would by first choice. */
export async function assign(
  state: Fillings,
  ordered: readonly PlannedAsk[],
  { totals, signal, onProgress }: PlaceOptions,
  considered: Map<number, Prefit[]>,
): Promise<Map<number, Unit[]>> {
  const scratch = new Map([...state].map(([id, { loads }]) => [id, loads.clone()]));
  const units = new Map<number, Unit[]>();
  for (const ask of ordered) {
    await breathe(signal);
    onProgress(0, "ranking datacenters");
    const prefits = rankPrefits(
      openTo(ask, (id) => scratch.get(id)).flatMap((id) => {
        const filling = state.get(id);
        return filling ? [prefitOf({ ...filling.floor, loads: scratch.get(id)! }, totals.get(id), ask)] : [];
      }),
    );
    considered.set(ask.id, prefits);
    const best = prefits[0];
    if (!best || !(best.fits || (best.splits && best.racksThatFit > 0))) continue;
    const { dc } = state.get(best.id)!.floor;
    const loads = scratch.get(best.id)!;
    const request = placementRequest(String(ask.id), ask, rewardOf(ask));
    const lots = lotsThatFit(dc, loads, request);
    const list = units.get(best.id) ?? [];
    lots.forEach((lot, i) => {
      // a request in one piece keeps its whole worth, a lot the part of it that it brings
      const reward = (request.reward * lot.count) / ask.racks;
      list.push({ ...request, id: `${ask.id}#${i}`, requestId: ask.id, racks: lot.count, reward });
      addLots(loads, [lotAsPlaced(ask, lot)], 1);
    });
    units.set(best.id, list);
  }
  return new Map([...units].sort(([a], [b]) => a - b));
}
