import type { PlacedRacks } from "../topology/datacenter";
import type { ReferenceRack } from "./fill";

/** For a datacenter without a rack: the mean of the published demand (bench/placement, distribution "independent"). */
export const emptyFloorReference: ReferenceRack = { powerW: 6000, coolingW: 850 };

/** The value at the middle of a sorted weighted list (the lower of two middles). */
function weightedMedian(items: readonly (readonly [value: number, weight: number])[]): number {
  const sorted = [...items].sort((a, b) => a[0] - b[0]);
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  let seen = 0;
  for (const [value, weight] of sorted) {
    seen += weight;
    if (seen >= half) return value;
  }
  return 0;
}

/**
 * The median rack of a datacenter: median power, cooling, weight and ports of what stands or is promised. Kept positions draw nothing and
 * do not count.
 */
export function medianRack(placed: readonly PlacedRacks[]): ReferenceRack {
  const lots = placed.filter((p) => p.kind !== "reserved" && p.powerW > 0);
  if (lots.length === 0) return emptyFloorReference;
  const count = (p: PlacedRacks) => Object.values(p.racks).reduce((a, b) => a + b, 0);
  return {
    powerW: weightedMedian(lots.map((p) => [p.powerW, count(p)])),
    coolingW: weightedMedian(lots.map((p) => [p.coolingW, count(p)])),
    ...(lots.some((p) => p.weightKg !== undefined)
      ? { weightKg: weightedMedian(lots.map((p) => [p.weightKg ?? 0, count(p)])) }
      : {}),
    ...(lots.some((p) => p.ports !== undefined)
      ? { ports: weightedMedian(lots.map((p) => [p.ports ?? 0, count(p)])) }
      : {}),
  };
}
