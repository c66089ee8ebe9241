import type { DatacenterModel, PlacedRacks } from "@headroom/core/topology/datacenter";
import type { DatacenterSnapshot, SnapshotPosition } from "../ports/fleet";

/**
 * A datacenter's snapshot around a model of the planner, for unit tests: every group's positions in turn along the row, the first ones taken
 * by what stands. Racks beyond a group's positions are left out of the positions and stay in `placed`.
 */
export function snapshotOf(
  id: number,
  model: DatacenterModel,
  placed: readonly PlacedRacks[] = [],
): DatacenterSnapshot {
  const positions: SnapshotPosition[] = [];
  const groupPositions = new Map<string, number[]>();
  const used = new Map<string, PlacedRacks[]>();
  for (const lot of placed)
    for (const [group, count] of Object.entries(lot.racks))
      used.set(group, [...(used.get(group) ?? []), ...Array.from({ length: count }, () => lot)]);
  const next = new Map<string, number>();
  for (const group of model.groups) {
    const taken = used.get(group.id) ?? [];
    groupPositions.set(group.id, []);
    for (let k = 0; k < group.positions; k++) {
      const number = (next.get(group.rowId) ?? 0) + 1;
      next.set(group.rowId, number);
      const position = id * 100_000 + positions.length + 1;
      groupPositions.get(group.id)!.push(position);
      const lot = taken[k];
      positions.push({
        id: position,
        rowId: group.rowId,
        groupId: group.id,
        number,
        blockedReason: null,
        assumed: false,
        occupancy: lot ? occupancyOf(lot) : null,
      });
    }
  }
  const named = (ids: readonly { readonly id: string }[]) => ids.map((thing) => [thing.id, thing.id] as const);
  return {
    id,
    code: `D${id}`,
    name: `Datacenter ${id}`,
    version: 1,
    region: { id: 1, code: "nord", name: "Nord" },
    zone: { id, code: `z${id}`, name: `Zone ${id}` },
    tags: [],
    asOf: "2026-11-23",
    model: { ...model, id: String(id) },
    placed,
    positions,
    groupPositions,
    names: {
      rooms: new Map(named(model.rooms).map(([key, code]) => [key, { code, name: code }])),
      rows: new Map(named(model.rows).map(([key, code], sequence) => [key, { code, sequence }])),
      devices: new Map(named(model.devices).map(([key, code]) => [key, { code, kind: "ups" }])),
      coolingZones: new Map(named(model.coolingZones).map(([key, code]) => [key, { code }])),
    },
  };
}

const occupancyOf = ({ kind, powerW, coolingW }: PlacedRacks): NonNullable<SnapshotPosition["occupancy"]> => ({
  kind,
  validFrom: "2026-01-01",
  validTo: null,
  rackId: kind === "occupied" ? 1 : null,
  planActionId: null,
  planId: null,
  reservationId: null,
  rackCode: null,
  rackState: "in_service",
  rackType: { id: 1, code: "t", familyCode: "f", powerW, deratedW: powerW, coolingW },
  note: null,
});
