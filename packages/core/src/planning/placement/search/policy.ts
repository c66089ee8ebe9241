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

/** Devices and pairs of them are kept even, rows begun late: rows and cooling zones stay whole for blocks that need all of one. */
const HOLD = weights("hold", [1.3, 0, 6, 7.5], { opening: 0.5, splitting: 0.005 });
/** The same with more weight on full rows. */
const ROWS = weights("rows", [2.8, 0, 5, 1.3], { opening: 0.2, splitting: 0.02 });
/** Rows are packed as full as they go, requests kept in one group: where space is scarce and the floor is small. */
const PACK = weights("pack", [8, 0, 1, 0], { splitting: 0.15 });
/** Power is spread evenly, with little weight on full rows: where power runs out before space. */
const EVEN = weights("even", [0.15, 0, 3.3, 4.1], { splitting: 0.036 });
/** Pairs of top devices, then cooling, are used evenly: nothing of them is stranded, and what is left suits small requests. */
const FILL = weights("fill", [0.07, 3, 0.035, 120], { splitting: 0.02 });

const policy = (name: string, early: Strategy, turn: number): Policy => ({ name, early, late: FILL, turn });

/** The first one is used where too few steps are given to compare. */
export const POLICIES: readonly Policy[] = [
  policy("hold, then fill", HOLD, 0.77),
  policy("hold", HOLD, 0.9),
  policy("rows, then fill", ROWS, 0.77),
  policy("hold, soon fill", HOLD, 0.6),
  policy("even, soon fill", EVEN, 0.6),
  { name: "pack", early: PACK, late: PACK, turn: 1 },
];

/** All strategies of all policies. */
export const POLICY_STRATEGIES: readonly Strategy[] = [
  ...new Set(POLICIES.flatMap(({ early, late }) => [early, late])),
];

/** The strategy for a floor that is so full. */
export const strategyAt = (policy: Policy, share: number, failed: boolean): Strategy =>
  failed || share >= policy.turn ? policy.late : policy.early;
