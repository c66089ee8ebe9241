import type { Demand } from "./format";
import { type PythonRandom, roundHalfEven } from "./python-random";

/** How requests are drawn; sizes are for rows of 20 positions. Described in the placement format, "Generated data centres". */
export type Distribution = "independent" | "families" | "drift";

type Weighted<T> = readonly (readonly [T, number])[];

/** Racks per request: peaks at 4, 8, 10, 16 and 20, mean 7.8. */
// biome-ignore format: a table
const SIZES: Weighted<number> = [
  [1, 4], [2, 8], [3, 6], [4, 12], [5, 5], [6, 8], [7, 4], [8, 18], [9, 3], [10, 12], [12, 8], [14, 2], [16, 5], [20, 5],
];
type Range = readonly [low: number, high: number];
const POWER: Weighted<Range> = [
  [[2000, 4000], 30],
  [[5000, 7000], 50],
  [[9000, 12_000], 20],
];
const COOLING: Weighted<Range> = [
  [[300, 600], 35],
  [[700, 1100], 45],
  [[1200, 1600], 20],
];

interface Family {
  /** Percent of all requests. */
  readonly share: number;
  readonly sizes: Weighted<number>;
  readonly power: Range;
  readonly cooling: Range;
}
const COMPUTE: Family = {
  share: 50,
  sizes: [
    [4, 20],
    [6, 20],
    [8, 30],
    [10, 15],
    [12, 10],
    [16, 5],
  ],
  power: [5000, 7500],
  cooling: [700, 1100],
};
const MEMORY: Family = {
  share: 15,
  sizes: [
    [2, 25],
    [4, 30],
    [6, 25],
    [8, 20],
  ],
  power: [4000, 6000],
  cooling: [600, 900],
};
const STORAGE: Family = {
  share: 20,
  sizes: [
    [4, 15],
    [6, 20],
    [8, 35],
    [10, 15],
    [12, 15],
  ],
  power: [2000, 4000],
  cooling: [300, 600],
};
const ACCELERATOR: Family = {
  share: 15,
  sizes: [
    [8, 60],
    [16, 25],
    [20, 15],
  ],
  power: [10_000, 12_000],
  cooling: [1200, 1600],
};
const OTHERS = [COMPUTE, MEMORY, STORAGE];
/** Accelerators' share of `drift`, percent, at the first and at the last request. */
const DRIFT = [5, 40] as const;

function weighted<T>(random: PythonRandom, table: Weighted<T>): T {
  let at = random.random() * table.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [value, weight] of table) {
    at -= weight;
    if (at < 0) return value;
  }
  return table.at(-1)![0];
}

const stepped = (random: PythonRandom, [low, high]: Range, step: number) =>
  low + step * random.randrange(Math.floor((high - low) / step) + 1);

function drawFamily(random: PythonRandom, shares: Weighted<Family>): Demand {
  const { sizes, power, cooling } = weighted(random, shares);
  const racks = weighted(random, sizes);
  const powerW = stepped(random, power, 100);
  // cooling follows power within the family, with a little noise
  const follows = (powerW - power[0]) / (power[1] - power[0]) + random.uniform(-0.15, 0.15);
  const part = Math.min(1, Math.max(0, follows));
  return { racks, powerW, coolingW: cooling[0] + 50 * roundHalfEven((part * (cooling[1] - cooling[0])) / 50) };
}

/** `position`: 0 for the first request of the stream to 1 for the last. */
export const DRAW: Readonly<Record<Distribution, (random: PythonRandom, position: number) => Demand>> = {
  independent: (random) => {
    const racks = weighted(random, SIZES);
    const powerW = stepped(random, weighted(random, POWER), 100);
    return { racks, powerW, coolingW: stepped(random, weighted(random, COOLING), 50) };
  },
  families: (random) =>
    drawFamily(
      random,
      [...OTHERS, ACCELERATOR].map((f) => [f, f.share] as const),
    ),
  drift: (random, position) => {
    const share = DRIFT[0] + (DRIFT[1] - DRIFT[0]) * position;
    const scale = (100 - share) / OTHERS.reduce((sum, f) => sum + f.share, 0);
    return drawFamily(random, [...OTHERS.map((f) => [f, f.share * scale] as const), [ACCELERATOR, share] as const]);
  },
};
