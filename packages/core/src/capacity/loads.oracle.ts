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
    // twice the load: each side that hangs from the device counts the rack's power once
    const twice = (extra: (other: string[]) => bigint) => {
      let sum = 0n;
      for (const l of lots)
        l.paths.forEach((path, side) => {
          if (path.includes(device.id)) sum += BigInt(l.count) * tenths(l.p.powerW) * (1n + extra(l.paths[1 - side]!));
        });
      return sum;
    };
    const normal = twice(() => 0n);
    out.normalW.set(device.id, Number(normal) / 20);
    if (normal > 2n * tenths(device.capacityW)) out.broken.add(`power:${device.id}`);
    const own = pathUp(model, device.id).at(-1);
    for (const top of tops) {
      if (top.roomId !== device.roomId || top.id === own) continue;
      const after = twice((other) => (other.includes(top.id) ? 1n : 0n));
      out.afterFailureW.set(`${device.id}/${top.id}`, Number(after) / 20);
      // capacities in thousandths where the failover share makes them so
      if (Number(after) / 20 > device.failoverCapacityW + 1e-9) out.broken.add(`failover:${device.id}/${top.id}`);
    }
  }
  return out;
}
