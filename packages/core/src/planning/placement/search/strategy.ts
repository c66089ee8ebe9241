/**
 * What makes a place good, as weights of a score (smaller is better):
 *
 *   space * positions left in the row, as a share of the row
 *   + sum over every limit touched of weight * (use after squared - use before squared)      use: share of the limit, 0 to 1
 *   + opening, if the row was empty + splitting, if the racks stand in more than one group
 *
 * The squares price a limit by how scarce it has become and so spread load over devices and pairs of top devices; `space` packs
 * rows full and keeps others whole for large requests. Which mix earns more depends on demand: trials decide (evidence.ts).
 */
export interface Strategy {
  readonly name: string;
  readonly space: number;
  readonly cooling: number;
  readonly power: number;
  /** Failover limits of devices below the top. */
  readonly failover: number;
  /** Failover limits of top devices: uneven pairs of them. */
  readonly balance: number;
  readonly opening: number;
  readonly splitting: number;
}

const strategy = (name: string, space: number, weights: Partial<Strategy> = {}): Strategy => ({
  name,
  space,
  cooling: 1,
  power: 1,
  failover: 1,
  balance: 1,
  opening: 0,
  splitting: 0.001,
  ...weights,
});

/** From packing rows full to spreading load. The first one is used where nothing is known of later requests. */
export const STRATEGIES: readonly Strategy[] = [
  strategy("pack", 2),
  strategy("even", 0),
  strategy("lean", 0.2),
  strategy("tops", 0.1, { balance: 4 }),
];
