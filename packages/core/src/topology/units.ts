/**
 * Exact arithmetic on watts. Loads are kept as whole numbers in doubles: power in half milliwatts (a rack puts half of its power on
 * each of two feeds, so doubling keeps odd watts whole), cooling in milliwatts. Whole watts and up to three decimals are exact; finer
 * demands are rounded up and finer capacities down, so that a placement that looks legal is legal. Where groups have more than two
 * feeds, power units are finer by the datacenter's power scale (powerScale below), so that thirds and the like stay whole too.
 */
export const POWER_UNITS_PER_W = 2000;
export const COOLING_UNITS_PER_W = 1000;

/** Relative error of a decimal that is meant to be a whole number of units, such as 6000.1 * 1000. */
const NOISE = 1e-12;

function scaled(value: number, factor: number, round: (x: number) => number): number {
  const exact = value * factor;
  const nearest = Math.round(exact);
  return Math.abs(exact - nearest) <= NOISE * Math.max(1, Math.abs(nearest)) ? nearest : round(exact);
}

/**
 * By how much finer power is counted for groups of so many feeds. Of a rack's power P each of k feeds carries P/k; when j of them fail,
 * each of the others P/(k-j). In units of P/2 these are 2/k and 2/(k-j): whole when multiplied by this.
 */
const SCALE_OF_FEEDS: readonly number[] = [1, 1, 1, 3, 6, 30, 30];

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The power scale of groups with these numbers of feeds: 1 where none has more than two. */
export function powerScale(feeds: Iterable<number>): number {
  let scale = 1;
  for (const k of feeds) {
    const own = SCALE_OF_FEEDS[k] ?? 1;
    scale = (scale * own) / gcd(scale, own);
  }
  return scale;
}

/** What a device may carry, in power units of that scale. */
export const capacityUnits = (capacityW: number, scale = 1): number =>
  scaled(capacityW, POWER_UNITS_PER_W * scale, Math.floor);
/** What a zone may take, in cooling units. */
export const zoneUnits = (capacityW: number): number => scaled(capacityW, COOLING_UNITS_PER_W, Math.floor);
/** Half of one rack's power: what it puts on each device above one of two feeds. In power units of scale 1. */
export const rackPowerUnits = (powerW: number): number => scaled(powerW, POWER_UNITS_PER_W / 2, Math.ceil);
/** What one rack puts on its zone, in cooling units. */
export const rackCoolingUnits = (coolingW: number): number => scaled(coolingW, COOLING_UNITS_PER_W, Math.ceil);

/** Weight is counted in grams: what a floor carries, rounded down; what a rack weighs, rounded up. */
export const WEIGHT_UNITS_PER_KG = 1000;
export const floorUnits = (kg: number): number => scaled(kg, WEIGHT_UNITS_PER_KG, Math.floor);
export const rackWeightUnits = (kg: number): number => scaled(kg, WEIGHT_UNITS_PER_KG, Math.ceil);
export const weightKg = (units: number): number => units / WEIGHT_UNITS_PER_KG;

export const powerW = (units: number, scale = 1): number => units / (POWER_UNITS_PER_W * scale);
export const coolingW = (units: number): number => units / COOLING_UNITS_PER_W;
