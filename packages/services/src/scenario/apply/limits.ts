import type { ScenarioChange } from "@headroom/contracts/scenario";
import type { DatacenterModel } from "@headroom/core/topology/datacenter";
import type { DatacenterSnapshot } from "../../ports/fleet";

type Of<K extends ScenarioChange["kind"]> = Extract<ScenarioChange, { kind: K }>;

const withModel = (snapshot: DatacenterSnapshot, change: Partial<DatacenterModel>): DatacenterSnapshot => ({
  ...snapshot,
  model: { ...snapshot.model, ...change },
});

/** One device has more, in normal operation and after a failure; those above and below it keep what they have. Or one cooling zone. */
export function addPower(snapshot: DatacenterSnapshot, change: Of<"extra_power">): DatacenterSnapshot {
  const { target, targetId, extraW } = change;
  const { devices, coolingZones } = snapshot.model;
  if (target === "zone")
    return withModel(snapshot, {
      coolingZones: coolingZones.map((z) => (z.id === targetId ? { ...z, capacityW: z.capacityW + extraW } : z)),
    });
  return withModel(snapshot, {
    devices: devices.map((d) =>
      d.id === targetId
        ? { ...d, capacityW: d.capacityW + extraW, failoverCapacityW: d.failoverCapacityW + extraW }
        : d,
    ),
  });
}

/** A cooling zone carries nothing any more: what stands there is over its limit, and nothing comes in. */
export const closeZone = (snapshot: DatacenterSnapshot, { zoneId }: Of<"zone_out">): DatacenterSnapshot =>
  withModel(snapshot, {
    coolingZones: snapshot.model.coolingZones.map((z) => (z.id === zoneId ? { ...z, capacityW: 0 } : z)),
  });

/** Racks that stand or are promised in the zone. */
export function racksInZone(snapshot: DatacenterSnapshot, zoneId: string): number {
  const groups = new Set(snapshot.model.groups.filter((g) => g.coolingZoneId === zoneId).map((g) => g.id));
  return snapshot.positions.filter((p) => groups.has(p.groupId) && p.occupancy !== null).length;
}
