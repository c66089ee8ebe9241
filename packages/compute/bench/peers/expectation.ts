import type { Demand } from "../instances/format";
import type { PythonRandom } from "../instances/python-random";
import type { Expected } from "./batch-program";

/** Requests ahead that are looked at. */
export const HORIZON = 40;

/** One sample path: requests drawn from those known, each as likely as any other. */
export const samplePath = (known: readonly Demand[], random: PythonRandom): Expected[] =>
  Array.from({ length: HORIZON }, () => ({ ...known[random.randrange(known.length)]!, times: 1, value: 1 }));

/** Halves a list at the median of a number of it. */
function halves(list: readonly Demand[], by: keyof Demand): (readonly Demand[])[] {
  const sorted = [...list].sort((a, b) => a[by] - b[by]);
  const median = sorted[Math.floor(sorted.length / 2)]![by];
  return [sorted.filter((d) => d[by] < median), sorted.filter((d) => d[by] >= median)].filter(
    (half) => half.length > 0,
  );
}

/**
 * The expected demand by class: known requests of one size, halved by power and each half by cooling; each class with its mean
 * power and cooling in whole watts, and as many requests (a fraction, too) as it is expected to bring.
 */
export function expectedDemand(known: readonly Demand[]): Expected[] {
  const sizes = [...new Set(known.map((d) => d.racks))].sort((a, b) => a - b);
  const classes = sizes
    .map((size) => known.filter((d) => d.racks === size))
    .flatMap((list) => halves(list, "powerW"))
    .flatMap((list) => halves(list, "coolingW"));
  return classes.map((list) => {
    // whole, so that sums of loads stay exact
    const mean = (by: keyof Demand) => Math.round(list.reduce((sum, d) => sum + d[by], 0) / list.length);
    return {
      racks: mean("racks"),
      powerW: mean("powerW"),
      coolingW: mean("coolingW"),
      times: (HORIZON * list.length) / known.length,
      value: 1,
    };
  });
}
