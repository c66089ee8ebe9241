import { addLots } from "@headroom/core/approval/footprint";
import type { Loads } from "@headroom/core/capacity/loads";
import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import type { DatacenterSnapshot } from "../ports/fleet";
import type { NewPlanAction } from "../ports/plans";

/** What stands where racks of a plan's moves leave: those lots as they are, and what stays of them. */
export interface Leaving {
  readonly before: readonly PlacedRacks[];
  readonly after: readonly PlacedRacks[];
}

type Moving = Pick<NewPlanAction, "moves">;

/** Racks that a snapshot no longer has are left out (the plan's check names them). O(positions). */
export function leavingOf(snapshot: DatacenterSnapshot, actions: readonly Moving[]): Leaving {
  const racks = new Set(actions.flatMap((action) => action.moves?.map((move) => move.rackId) ?? []));
  if (racks.size === 0) return { before: [], after: [] };
  const gone = new Map<string, Map<string, number>>();
  for (const { lotId, groupId, occupancy } of snapshot.positions) {
    if (lotId === undefined || occupancy?.rackId == null || !racks.has(occupancy.rackId)) continue;
    const groups = gone.get(lotId) ?? new Map<string, number>();
    groups.set(groupId, (groups.get(groupId) ?? 0) + 1);
    gone.set(lotId, groups);
  }
  const before = snapshot.placed.filter((lot) => gone.has(lot.id));
  const after = before.flatMap((lot): PlacedRacks[] => {
    const left = Object.entries(lot.racks).map(([id, n]) => [id, n - (gone.get(lot.id)?.get(id) ?? 0)] as const);
    const racksLeft = Object.fromEntries(left.filter(([, n]) => n > 0));
    return Object.keys(racksLeft).length > 0 ? [{ ...lot, racks: racksLeft }] : [];
  });
  return { before, after };
}

/** Takes what leaves out of the loads. */
export function leave(loads: Loads, { before, after }: Leaving): void {
  addLots(loads, before, -1);
  addLots(loads, after, 1);
}

/** What stands and is promised once the racks have left. */
export function placedWithout(placed: readonly PlacedRacks[], { before, after }: Leaving): PlacedRacks[] {
  const left = new Set(before.map((lot) => lot.id));
  return [...placed.filter((lot) => !left.has(lot.id)), ...after];
}
