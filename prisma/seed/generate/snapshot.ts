import type { PlacedRacks } from "@headroom/core/topology/datacenter";
import { faultDomainId } from "@headroom/db/repositories/fleet/fault-domain";
import type { DatacenterSnapshot, PositionOccupancy, SnapshotPosition } from "@headroom/services/ports/fleet";
import type { SeedDatacenter, SeedRegion } from "./topology";

/** A datacenter that is not stored yet, as the fleet repository will load it: the verification holds the two against each other. */
export function snapshotOf(
  region: SeedRegion,
  dc: SeedDatacenter,
  occupancies: ReadonlyMap<number, PositionOccupancy>,
  asOf: string,
): DatacenterSnapshot {
  const zone = region.zones.find((z) => z.id === dc.zoneId)!;
  const groupOf = new Map<number, string>();
  dc.model.groups.forEach((g) => {
    for (const p of dc.allPositions.get(g.id)!) groupOf.set(p.id, g.id);
  });
  const positions = dc.rooms.flatMap((room) =>
    room.positions.map(
      (p): SnapshotPosition => ({
        id: p.id,
        rowId: String(p.rowId),
        groupId: groupOf.get(p.id)!,
        number: p.number,
        blockedReason: p.blockedReason,
        assumed: false,
        occupancy: occupancies.get(p.id) ?? null,
      }),
    ),
  );
  const named = <T, N>(items: readonly T[], id: (item: T) => number, name: (item: T) => N) =>
    new Map(items.map((item) => [String(id(item)), name(item)]));
  const { rooms } = dc;
  return {
    id: dc.id,
    code: dc.code,
    name: dc.name,
    version: 1,
    region: { id: region.id, code: region.spec.code, name: region.spec.name },
    zone: { id: zone.id, code: zone.code, name: zone.name },
    tags: [...region.spec.tags].sort(),
    asOf,
    model: dc.model,
    placed: lotsOf(positions),
    positions,
    groupPositions: new Map(dc.model.groups.map((g, i) => [g.id, dc.groupPositions[i]!.map((p) => p.id)])),
    names: {
      rooms: named(
        rooms,
        (r) => r.id,
        (r) => ({ code: r.code, name: `Room ${r.code}` }),
      ),
      rows: named(
        rooms.flatMap((r) => r.rows),
        (r) => r.id,
        (r) => ({ code: r.code, sequence: r.sequence }),
      ),
      devices: named(
        rooms.flatMap((r) => r.devices),
        (d) => d.id,
        (d) => ({ code: d.code, kind: d.kind }),
      ),
      coolingZones: named(
        rooms.flatMap((r) => r.zones),
        (z) => z.id,
        (z) => ({ code: z.code }),
      ),
      networkZones: named(
        rooms.flatMap((r) => r.networkZones),
        (z) => z.id,
        (z) => ({ code: z.code }),
      ),
      faultDomains: new Map(
        rooms
          .flatMap((r) => r.rows)
          .flatMap(({ faultDomain }) =>
            faultDomain === null ? [] : [[faultDomainId(faultDomain), { code: faultDomain }] as const],
          ),
      ),
    },
  };
}

/** Racks of one row, kind, owner and draw together. */
function lotsOf(positions: readonly SnapshotPosition[]): PlacedRacks[] {
  const lots = new Map<string, PlacedRacks & { readonly racks: Record<string, number> }>();
  for (const { rowId, groupId, occupancy: o } of positions) {
    if (o === null) continue;
    const { powerW = 0, coolingW = 0, weightKg = 0, ports = 0 } = o.rackType ?? {};
    const owner = o.planActionId ?? o.reservationId;
    const id = `${rowId}/${o.kind}/${powerW}/${coolingW}/${weightKg}/${ports}${owner === null ? "" : `/${owner}`}`;
    let lot = lots.get(id);
    if (!lot) {
      lot = { id, kind: o.kind, rowId, racks: {}, powerW, coolingW, weightKg, ports };
      lots.set(id, lot);
    }
    lot.racks[groupId] = (lot.racks[groupId] ?? 0) + 1;
  }
  return [...lots.values()];
}
