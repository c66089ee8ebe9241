import type { DatacenterModel, PlacedRacks } from "../topology/datacenter";

/**
 * The rules of bench/placement/FORMAT.md written a second time, from scratch, on ids and in tenths of a watt (doubled, as big
 * integers): shares nothing with the kernel it judges. Test support only.
 */
const tenths = (watts: number): bigint => BigInt(Math.round(watts * 10));

function pathUp(model: DatacenterModel, id: string): string[] {
  const device = model.devices.find((d) => d.id === id)!;
  return device.parentId === null ? [id] : [id, ...pathUp(model, device.parentId)];
}

export interface OracleLoads {
  readonly used: Map<string, number>;
  readonly coolingW: Map<string, number>;
  readonly normalW: Map<string, number>;
  /** By `${survivor}/${failed top}`: watts the survivor carries after the failure. */
  readonly afterFailureW: Map<string, number>;
  /** As `limit:id` or `failover:id/failed`. */
  readonly broken: Set<string>;
}

export function oracleLoads(model: DatacenterModel, placed: readonly PlacedRacks[]): OracleLoads {
  const out: OracleLoads = {
    used: new Map(),
    coolingW: new Map(),
    normalW: new Map(),
    afterFailureW: new Map(),
    broken: new Set(),
  };
  const lots = placed.flatMap((p) =>
    Object.entries(p.racks).map(([groupId, count]) => {
      const group = model.groups.find((g) => g.id === groupId)!;
      return { group, count, p, paths: group.feeds.map((f) => pathUp(model, f)) };
    }),
  );
  for (const group of model.groups) {
    const used = lots.filter((l) => l.group === group).reduce((sum, l) => sum + l.count, 0);
    out.used.set(group.id, used);
    if (used > group.positions) out.broken.add(`positions:${group.id}`);
  }
  for (const zone of model.coolingZones) {
    let sum = 0n;
    for (const l of lots) if (l.group.coolingZoneId === zone.id) sum += BigInt(l.count) * tenths(l.p.coolingW);
    out.coolingW.set(zone.id, Number(sum) / 10);
    if (sum > tenths(zone.capacityW)) out.broken.add(`cooling:${zone.id}`);
  }
  const tops = model.devices.filter((d) => d.parentId === null);
  for (const device of model.devices) {
    // sixty times the load: a rack's power shared by any number of feeds up to six, or by those that are left, stays whole
    const sixty = (failed: string | null) => {
      let sum = 0n;
      for (const l of lots) {
        const alive = l.paths.filter((path) => failed === null || !path.includes(failed));
        // a rack without a living feed is down: what its feeds carried is gone
        for (const path of alive)
          if (path.includes(device.id)) sum += (60n * BigInt(l.count) * tenths(l.p.powerW)) / BigInt(alive.length);
      }
      return sum;
    };
    const watts = (units: bigint) => Number(units) / 600;
    const normal = sixty(null);
    out.normalW.set(device.id, watts(normal));
    if (normal > 60n * tenths(device.capacityW)) out.broken.add(`power:${device.id}`);
    const own = pathUp(model, device.id).at(-1);
    for (const top of tops) {
      if (top.roomId !== device.roomId || top.id === own) continue;
      const after = sixty(top.id);
      out.afterFailureW.set(`${device.id}/${top.id}`, watts(after));
      // capacities in thousandths where the failover share makes them so
      if (watts(after) > device.failoverCapacityW + 1e-9) out.broken.add(`failover:${device.id}/${top.id}`);
    }
  }
  return out;
}
