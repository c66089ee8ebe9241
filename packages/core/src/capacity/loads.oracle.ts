import type { DatacenterModel, PlacedRacks } from "../topology/datacenter";

/**
 * The rules of bench/placement/FORMAT.md and docs/planning/constraints.md written a second time, from scratch, on ids and in parts of a
 * watt fine enough for every share (as big integers): shares nothing with the kernel it judges. Test support only.
 */
const FINE = 60_000;
const fine = (amount: number): bigint => BigInt(Math.round(amount * FINE));

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
    for (const l of lots) if (l.group.coolingZoneId === zone.id) sum += BigInt(l.count) * fine(l.p.coolingW);
    out.coolingW.set(zone.id, Number(sum) / FINE);
    if (sum > fine(zone.capacityW)) out.broken.add(`cooling:${zone.id}`);
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
          if (path.includes(device.id)) sum += (60n * BigInt(l.count) * fine(l.p.powerW)) / BigInt(alive.length);
      }
      return sum;
    };
    const watts = (units: bigint) => Number(units) / (60 * FINE);
    const normal = sixty(null);
    out.normalW.set(device.id, watts(normal));
    if (normal > 60n * fine(device.capacityW)) out.broken.add(`power:${device.id}`);
    const own = pathUp(model, device.id).at(-1);
    for (const top of tops) {
      if (top.roomId !== device.roomId || top.id === own) continue;
      const after = sixty(top.id);
      out.afterFailureW.set(`${device.id}/${top.id}`, watts(after));
      if (after > 60n * fine(device.failoverCapacityW)) out.broken.add(`failover:${device.id}/${top.id}`);
    }
  }
  const sum = (which: (rowId: string) => boolean, of: (p: PlacedRacks) => number) =>
    lots.reduce((total, l) => total + (which(l.group.rowId) ? BigInt(l.count) * fine(of(l.p)) : 0n), 0n);
  const over = (limit: number | undefined, which: (rowId: string) => boolean, of: (p: PlacedRacks) => number) =>
    limit !== undefined && sum(which, of) > fine(limit);
  const ports = (p: PlacedRacks) => p.ports ?? 0;
  const rowOf = (id: string) => model.rows.find((row) => row.id === id)!;
  for (const { id, weightLimitKg } of model.rooms)
    if (
      over(
        weightLimitKg,
        (row) => rowOf(row).roomId === id,
        (p) => p.weightKg ?? 0,
      )
    )
      out.broken.add(`roomWeight:${id}`);
  for (const row of model.rows) if (over(row.ports, (id) => id === row.id, ports)) out.broken.add(`ports:${row.id}`);
  for (const zone of model.networkZones ?? [])
    if (over(zone.ports, (id) => rowOf(id).networkZoneId === zone.id, ports)) out.broken.add(`ports:${zone.id}`);
  return out;
}
