import { addLots, footprintOf, type LeanedOn, leanedOn } from "@headroom/core/approval/footprint";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import type { OpenFloor } from "../placement/floors";
import type { PlanActionRecord } from "../ports/plans";
import { ownLots, standingLots } from "./lots";
import { leave, leavingOf } from "./moves";

/** The numbers shown to an approver, kept with the approval: how full every limit is that the plan leans on. */
export interface SeenNumbers {
  readonly datacenters: readonly {
    readonly id: number;
    readonly code: string;
    readonly numbers: readonly LeanedOn[];
  }[];
}

/**
 * The numbers of now. Floors hold the plan's own positions already; racks that it moves stand there, and no longer where they stood. Holds of plans in `later` are left out: a plan that was submitted after this
 * one only asks, and was itself checked with this one's holds.
 */
export function numbersOf(
  floors: readonly OpenFloor[],
  actions: readonly PlanActionRecord[],
  later: ReadonlySet<number>,
): SeenNumbers {
  const isLater = (planId: number | null) => planId !== null && later.has(planId);
  return {
    datacenters: floors.map(({ snapshot, dc, loads }) => {
      const counted = loads.clone();
      const asking: PlacedRacks[] = standingLots(
        snapshot,
        ({ occupancy }) => occupancy?.kind === "held" && isLater(occupancy.planId),
      );
      addLots(counted, asking, -1);
      leave(counted, leavingOf(snapshot, actions));
      const footprint = footprintOf(dc, ownLots(snapshot, actions));
      return { id: snapshot.id, code: snapshot.code, numbers: leanedOn(counted, footprint) };
    }),
  };
}

/** The worst of them, in percent of its limit; null where the plan leans on nothing. */
export const worstPercent = (seen: SeenNumbers): number | null =>
  seen.datacenters
    .flatMap((d) => d.numbers.map((n) => n.percent))
    .reduce<number | null>((a, b) => Math.max(a ?? b, b), null);

/** What was kept with an approval. An approval from elsewhere (an import, a seed) may have kept none: nothing is compared then. */
export function seenOf(stored: unknown): SeenNumbers {
  const datacenters = (stored as { datacenters?: unknown } | null)?.datacenters;
  const fine =
    Array.isArray(datacenters) && datacenters.every((d) => Array.isArray((d as { numbers?: unknown } | null)?.numbers));
  return fine ? (stored as SeenNumbers) : { datacenters: [] };
}
