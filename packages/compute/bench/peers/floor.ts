import type { Datacenter, Demand, Placed } from "../instances/format";

/** Racks by position group, as indices: [group, racks] with racks at least 1. */
export type Split = readonly (readonly [group: number, racks: number])[];

/** A group's two paths from its feed up to the top device. */
interface Paths {
  readonly devices: readonly [readonly number[], readonly number[]];
  /** Of each path's top, its place among the tops of its room. */
  readonly slots: readonly [number, number];
}

/**
 * What is free and what is loaded, for the peers: written from the rules of the placement format, sharing nothing with the product.
 * Loads are doubled, so that half a rack's power stays whole.
 */
export class PeerFloor {
  readonly rowGroups: readonly (readonly number[])[];
  readonly paths: readonly Paths[];
  readonly zoneOf: readonly number[];
  readonly capacity: readonly number[];
  readonly failover: readonly number[];
  /** Of each device, its top's place among the tops of the room, and how many tops the room has. */
  readonly slotOf: readonly number[];
  readonly slots: readonly number[];
  readonly free: number[];
  readonly rowFree: number[];
  readonly cooling: number[];
  /** Doubled normal load by device. */
  readonly normal: number[];
  /** Doubled load that a device shares with each top of its room: device * width + slot. */
  readonly shared: Float64Array;
  readonly width: number;

  constructor(
    readonly dc: Datacenter,
    placed: readonly Placed[],
  ) {
    const device = new Map(dc.powerDevices.map((d, i) => [d.id, i]));
    const above = dc.powerDevices.map((d) => (d.parent === null ? -1 : device.get(d.parent)!));
    const pathOf = (d: number): number[] => (d < 0 ? [] : [d, ...pathOf(above[d]!)]);
    const tops = dc.powerDevices.map((_, d) => pathOf(d).at(-1)!);
    const roomTops = (room: string) =>
      dc.powerDevices.flatMap((d, i) => (d.parent === null && d.room === room ? [i] : []));
    const byRoom = new Map(dc.rooms.map(({ id }) => [id, roomTops(id)]));
    const slot = tops.map((top) => byRoom.get(dc.powerDevices[top]!.room)!.indexOf(top));
    const zone = new Map(dc.coolingZones.map((z, i) => [z.id, i]));
    const row = new Map(dc.rows.map((r, i) => [r.id, i]));
    const rowGroups: number[][] = dc.rows.map(() => []);
    for (const [i, g] of dc.positionGroups.entries()) rowGroups[row.get(g.row)!]!.push(i);
    this.rowGroups = rowGroups;
    this.paths = dc.positionGroups.map(({ feeds }) => {
      const [a, b] = [device.get(feeds[0])!, device.get(feeds[1])!];
      return { devices: [pathOf(a), pathOf(b)], slots: [slot[a]!, slot[b]!] };
    });
    this.zoneOf = dc.positionGroups.map((g) => zone.get(g.coolingZone)!);
    this.capacity = dc.powerDevices.map((d) => d.capacityW);
    this.failover = dc.powerDevices.map((d) => d.failoverCapacityW);
    this.slotOf = slot;
    this.slots = dc.powerDevices.map((d) => byRoom.get(d.room)!.length);
    this.width = Math.max(...this.slots);
    this.free = dc.positionGroups.map((g) => g.positions);
    this.rowFree = rowGroups.map((groups) => groups.reduce((sum, g) => sum + this.free[g]!, 0));
    this.cooling = dc.coolingZones.map((z) => z.capacityW);
    this.normal = dc.powerDevices.map(() => 0);
    this.shared = new Float64Array(dc.powerDevices.length * this.width);
    const group = new Map(dc.positionGroups.map((g, i) => [g.id, i]));
    for (const p of placed)
      this.put(
        row.get(p.row)!,
        Object.entries(p.racks).map(([id, n]) => [group.get(id)!, n]),
        p,
      );
  }

  put(row: number, split: Split, demand: Pick<Demand, "powerW" | "coolingW">, sign: 1 | -1 = 1) {
    for (const [g, n] of split) {
      this.free[g]! -= sign * n;
      this.rowFree[row]! -= sign * n;
      this.cooling[this.zoneOf[g]!]! -= sign * n * demand.coolingW;
      this.load(g, sign * n * demand.powerW);
    }
  }

  private load(g: number, watts: number) {
    const { devices, slots } = this.paths[g]!;
    for (const side of [0, 1] as const)
      for (const d of devices[side]) {
        this.normal[d]! += watts;
        this.shared[d * this.width + slots[1 - side]!]! += watts;
      }
  }

  /** The worst use, as a share, of the devices a split touches once it stands there; -1 where it breaks a limit. */
  worstUse(split: Split, { powerW, coolingW }: Pick<Demand, "powerW" | "coolingW">): number {
    const zones = new Map<number, number>();
    for (const [g, n] of split) {
      if (n > this.free[g]!) return -1;
      const z = this.zoneOf[g]!;
      const asked = (zones.get(z) ?? 0) + n * coolingW;
      if (asked > this.cooling[z]!) return -1;
      zones.set(z, asked);
    }
    for (const [g, n] of split) this.load(g, n * powerW);
    let worst = 0;
    for (const [g] of split)
      for (const path of this.paths[g]!.devices) for (const d of path) if (worst >= 0) worst = this.use(d, worst);
    for (const [g, n] of split) this.load(g, -n * powerW);
    return worst;
  }

  /** The larger of `worst` and the device's use in any case; -1: over a limit. */
  private use(d: number, worst: number): number {
    const load = this.normal[d]!;
    const capacity = 2 * this.capacity[d]!;
    const failover = 2 * this.failover[d]!;
    if (load > capacity) return -1;
    let most = capacity > 0 ? Math.max(worst, load / capacity) : worst;
    for (let s = 0; s < this.slots[d]!; s++) {
      if (s === this.slotOf[d]) continue;
      const carried = load + this.shared[d * this.width + s]!;
      if (carried > failover) return -1;
      if (failover > 0) most = Math.max(most, carried / failover);
    }
    return most;
  }

  /** All ways to put the racks into a row's groups, fullest first group first; limits are not looked at. */
  *splits(row: number, racks: number): Generator<Split> {
    yield* splitsOf(this.rowGroups[row]!, this.free, racks);
  }
}

function* splitsOf(groups: readonly number[], free: readonly number[], racks: number): Generator<Split> {
  const [head, ...rest] = groups;
  if (head === undefined) {
    if (racks === 0) yield [];
    return;
  }
  const room = rest.reduce((sum, g) => sum + free[g]!, 0);
  for (let n = Math.min(racks, free[head]!); n >= Math.max(0, racks - room); n--)
    for (const tail of splitsOf(rest, free, racks - n)) yield n > 0 ? [[head, n], ...tail] : tail;
}
