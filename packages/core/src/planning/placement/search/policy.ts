import type { Strategy } from "./strategy";

/**
 * How a floor is filled from first to last: `early` keeps room for the hardest requests and so puts off the first failure; `late`, from
 * when the floor is full to `turn` (a share, fill.ts) or something has failed, earns most from what is left. Which policy suits a floor and
 * its demand is found out while planning, by playing sampled futures under each (evidence.ts).
 */
export interface Policy {
  readonly name: string;
  readonly early: Strategy;
  readonly late: Strategy;
  readonly turn: number;
}

const weights = (
  name: string,
  [space, cooling, power, balance]: readonly [number, number, number, number],
  more: Partial<Strategy> = {},
): Strategy => ({ name, space, cooling, power, failover: 0, balance, opening: 0, splitting: 0.001, ...more });

/** Rows are packed full and devices kept even: rows and cooling zones stay whole for blocks that need all of them. */
const HOLD = weights("hold", [2.9, 0, 3.3, 0.5], { splitting: 0.35 });
/** The same with less weight on full rows: where power runs out before space. */
const ROWS = weights("rows", [0.5, 0.3, 0.15, 0], { opening: 0.75, splitting: 0.08 });
/** Cooling and pairs of top devices are spread evenly: nothing of them is stranded, and what is left suits small requests. */
const FILL = weights("fill", [0.15, 1.7, 0.13, 29]);
const PACK = weights("pack", [2, 1, 1, 1], { failover: 1 });

const policy = (name: string, early: Strategy, turn: number): Policy => ({ name, early, late: FILL, turn });

/** The first one is used where too few steps are given to compare. */
export const POLICIES: readonly Policy[] = [
  policy("hold, then fill", HOLD, 0.7),
  policy("hold", HOLD, 0.9),
  policy("rows, then fill", ROWS, 0.7),
  policy("rows", ROWS, 0.9),
  policy("hold, soon fill", HOLD, 0.5),
  policy("pack, then fill", PACK, 0.8),
];

/** The strategy for a floor that is so full. */
export const strategyAt = (policy: Policy, share: number, failed: boolean): Strategy =>
  failed || share >= policy.turn ? policy.late : policy.early;
