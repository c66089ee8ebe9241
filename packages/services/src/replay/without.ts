import { standingLots } from "../plan/lots";
import type { DatacenterSnapshot } from "../ports/fleet";

/**
 * A datacenter without what these plan actions hold or have committed: the positions are free again. A blocked position that only such an action
 * used is no position any more. Racks that stand stay, whoever's they are. The snapshot given is left as it is; nothing taken off: that very one.
 */
export function withoutActions(
  snapshot: DatacenterSnapshot,
  actionIds: ReadonlySet<number>,
): { readonly snapshot: DatacenterSnapshot; readonly racks: number } {
  const freed = new Set(
    snapshot.positions.flatMap(({ id, occupancy }) =>
      occupancy?.planActionId != null && actionIds.has(occupancy.planActionId) ? [id] : [],
    ),
  );
  if (freed.size === 0) return { snapshot, racks: 0 };
  const positions = snapshot.positions.map((p) => (freed.has(p.id) ? { ...p, occupancy: null } : p));
  const unusable = new Map<string, number>();
  for (const p of positions)
    if (freed.has(p.id) && p.blockedReason !== null) unusable.set(p.groupId, (unusable.get(p.groupId) ?? 0) + 1);
  const blocked = new Set(positions.flatMap((p) => (freed.has(p.id) && p.blockedReason !== null ? [p.id] : [])));
  const changed: DatacenterSnapshot = {
    ...snapshot,
    positions,
    model: {
      ...snapshot.model,
      groups: snapshot.model.groups.map((g) => {
        const gone = unusable.get(g.id);
        return gone === undefined ? g : { ...g, positions: g.positions - gone };
      }),
    },
    groupPositions: new Map(
      [...snapshot.groupPositions].map(([id, list]) => [id, list.filter((position) => !blocked.has(position))]),
    ),
  };
  return { snapshot: { ...changed, placed: standingLots(changed, () => true) }, racks: freed.size };
}
