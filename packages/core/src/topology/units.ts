/**
 * Exact arithmetic on watts. Loads are kept as whole numbers in doubles: power in half milliwatts (a rack puts half of its power on
 * each of two feeds, so doubling keeps odd watts whole), cooling in milliwatts. Whole watts and up to three decimals are exact; finer
 * demands are rounded up and finer capacities down, so that a placement that looks legal is legal.
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

/** What a device may carry, in power units. */
export const capacityUnits = (capacityW: number): number => scaled(capacityW, POWER_UNITS_PER_W, Math.floor);
/** What a zone may take, in cooling units. */
export const zoneUnits = (capacityW: number): number => scaled(capacityW, COOLING_UNITS_PER_W, Math.floor);
/** What one rack puts on each device above one of its two feeds: half its power, in power units. */
export const rackPowerUnits = (powerW: number): number => scaled(powerW, POWER_UNITS_PER_W / 2, Math.ceil);
/** What one rack puts on its zone, in cooling units. */
export const rackCoolingUnits = (coolingW: number): number => scaled(coolingW, COOLING_UNITS_PER_W, Math.ceil);

export const powerW = (units: number): number => units / POWER_UNITS_PER_W;
export const coolingW = (units: number): number => units / COOLING_UNITS_PER_W;
