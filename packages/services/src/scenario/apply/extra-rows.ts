import type { PositionGroup } from "@headroom/core/topology/datacenter";
import type { DatacenterSnapshot, SnapshotPosition } from "../../ports/fleet";

/** Ids of what is only in a scenario: negative numbers, which the database never gives. */
export class NewIds {
  private next = -1;
  take(): number {
    return this.next--;
  }
}

/** Empty rows like one that is there: same room, feeds, cooling zones and tags, every position usable that is usable in it. */
export function addRows(
  snapshot: DatacenterSnapshot,
  { likeRowId, rows }: { readonly likeRowId: string; readonly rows: number },
  ids: NewIds,
): DatacenterSnapshot {
  const like = snapshot.model.rows.find((row) => row.id === likeRowId)!;
  const groups = snapshot.model.groups.filter((g) => g.rowId === likeRowId);
  const usable = snapshot.positions.filter((p) => p.rowId === likeRowId && p.blockedReason === null);
  const named = snapshot.names.rows.get(likeRowId) ?? { code: likeRowId, sequence: 0 };
  const added = {
    rows: [...snapshot.model.rows],
    groups: [...snapshot.model.groups],
    positions: [...snapshot.positions],
  };
  const names = new Map(snapshot.names.rows);
  const groupPositions = new Map(snapshot.groupPositions);
  for (let k = 1; k <= rows; k++) {
    const rowId = String(ids.take());
    added.rows.push({ ...like, id: rowId });
    names.set(rowId, { code: `${named.code} new ${k}`, sequence: named.sequence });
    for (const group of groups) {
      const groupId = `g${rowId}-${group.id}`;
      const positions = usable
        .filter((p) => p.groupId === group.id)
        .map((p): SnapshotPosition => ({ ...p, id: ids.take(), rowId, groupId, occupancy: null, assumed: true }));
      added.positions.push(...positions);
      added.groups.push({ ...group, id: groupId, rowId, positions: positions.length } satisfies PositionGroup);
      groupPositions.set(
        groupId,
        positions.map((p) => p.id),
      );
    }
  }
  return {
    ...snapshot,
    model: { ...snapshot.model, rows: added.rows, groups: added.groups },
    positions: added.positions,
    groupPositions,
    names: { ...snapshot.names, rows: names },
  };
}
