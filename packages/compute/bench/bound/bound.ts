import type { Instance, PowerDevice } from "../instances/format";
import { type Fraction, type Item, knapsack, less } from "./knapsack";

const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n);
const least = (values: readonly bigint[]) => [...values].sort((a, b) => (a < b ? -1 : 1))[0] ?? 0n;
const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

/** What the tops of a room can carry, W: in normal operation with the devices below, and with any one of them failed. */
function carriedBy(room: string, { datacenter: dc }: Instance): bigint {
  const feeding = new Set(dc.positionGroups.flatMap((g) => g.feeds));
  const carry = (device: PowerDevice): bigint => {
    const own = BigInt(device.capacityW);
    const below = sum(dc.powerDevices.filter((d) => d.parent === device.id).map(carry));
    return feeding.has(device.id) || own < below ? own : below;
  };
  const tops = dc.powerDevices.filter((d) => d.room === room && d.parent === null);
  if (tops.length === 0) return 0n;
  const failover = tops.map((f) => sum(tops.filter((t) => t !== f).map((t) => BigInt(t.failoverCapacityW))));
  return least([sum(tops.map(carry)), least(failover)]);
}

/**
 * The least upper bound on the reward of any planner that the placement format names (its section "Bounds"), rounded down to a
 * multiple of the rewards' common divisor: positions, power, cooling, and mixes of the three. Exact. Only for floors without racks.
 */
export function boundWhole(instance: Instance): number {
  const { datacenter: dc, requests } = instance;
  if (instance.placed.length > 0) throw new Error("the bound is for floors without racks");
  const rows = dc.rows.map((row) =>
    dc.positionGroups.filter((g) => g.row === row.id).reduce((total, g) => total + g.positions, 0),
  );
  const usable = requests.filter((q) => q.racks <= Math.max(...rows));
  if (usable.length === 0) return 0;
  const capacity = [
    BigInt(rows.reduce((a, b) => a + b, 0)),
    sum(dc.rooms.map(({ id }) => carriedBy(id, instance))),
    sum(dc.coolingZones.map((z) => BigInt(z.capacityW))),
  ] as const;
  const weights = usable.map(
    (q) => [BigInt(q.racks), BigInt(q.racks * q.powerW), BigInt(q.racks * q.coolingW)] as const,
  );
  const [space, power, cooling] = capacity;
  // each limit as a share of its capacity, made whole by the product of the capacities
  const scale = [power * cooling, space * cooling, space * power] as const;
  const mixed = (mix: readonly [bigint, bigint, bigint]): Fraction => {
    const items = usable.map((q, i): Item => {
      const weight = ([0, 1, 2] as const).map((k) => mix[k] * weights[i]![k] * scale[k]);
      return { reward: BigInt(q.reward), weight: sum(weight) };
    });
    return knapsack(items, sum(mix) * space * power * cooling);
  };
  let best: Fraction = { over: sum(usable.map((q) => BigInt(q.reward))), under: 1n };
  const steps = usable.length <= 2000 ? 20 : 5;
  // the corners of the grid are the three limits alone
  for (let i = 0; i <= steps; i++)
    for (let j = 0; i + j <= steps; j++) {
      const value = mixed([BigInt(i), BigInt(j), BigInt(steps - i - j)]);
      if (less(value, best)) best = value;
    }
  const unit = usable.map((q) => BigInt(q.reward)).reduce(divisor) || 1n;
  return Number((best.over / best.under / unit) * unit);
}
