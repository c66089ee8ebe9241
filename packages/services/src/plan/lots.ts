import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import type { DatacenterSnapshot, SnapshotPosition } from "../ports/fleet";
import type { PlanActionRecord } from "../ports/plans";

/** A plan's actions in one datacenter as the accounting takes them. Positions that are gone are left out (the check names them). */
export function ownLots(
  snapshot: DatacenterSnapshot,
  actions: readonly PlanActionRecord[],
  kind: "held" | "committed" = "held",
): PlacedRacks[] {
  const groupOf = new Map(snapshot.positions.map((p) => [p.id, p]));
  return actions
    .filter((action) => action.datacenterId === snapshot.id)
    .flatMap((action) => {
      const rows = new Map<string, Record<string, number>>();
      for (const { id } of action.positions) {
        const position = groupOf.get(id);
        if (!position) continue;
        const racks = rows.get(position.rowId) ?? {};
        racks[position.groupId] = (racks[position.groupId] ?? 0) + 1;
        rows.set(position.rowId, racks);
      }
      return [...rows].map(([rowId, racks]) => ({
        id: `plan-action-${action.id}-${rowId}`,
        kind,
        rowId,
        racks,
        powerW: action.powerW,
        coolingW: action.coolingW,
        weightKg: action.weightKg ?? 0,
        ports: action.ports ?? 0,
        ...action.rules,
      }));
    });
}

/** What stands or is promised on the positions that `which` picks. */
export function standingLots(
  snapshot: DatacenterSnapshot,
  which: (position: SnapshotPosition) => boolean,
): PlacedRacks[] {
  return snapshot.positions.flatMap((position): PlacedRacks[] => {
    const { occupancy } = position;
    if (!occupancy || !which(position)) return [];
    return [
      {
        id: `position-${position.id}`,
        kind: occupancy.kind,
        rowId: position.rowId,
        racks: { [position.groupId]: 1 },
        powerW: occupancy.rackType?.powerW ?? 0,
        coolingW: occupancy.rackType?.coolingW ?? 0,
        weightKg: occupancy.rackType?.weightKg ?? 0,
        ports: occupancy.rackType?.ports ?? 0,
        ...occupancy.keys?.rules,
      },
    ];
  });
}
