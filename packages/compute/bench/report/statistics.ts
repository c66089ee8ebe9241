export interface Paired {
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Mean of the differences, ties included. */
  readonly mean: number;
  /** Of the two-sided Wilcoxon signed-rank test. */
  readonly p: number;
}

/** Ranks from 1 of the values by size, equal ones sharing their mean rank; doubled, so that they are whole. */
function doubledRanks(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((v) => v < value).length;
    const equal = values.filter((v) => v === value).length;
    return 2 * below + equal + 1;
  });
}

/**
 * The Wilcoxon signed-rank test of paired differences, two-sided and exact: differences of 0 are left out, and the probability is
 * counted over all 2^n signs of the ranks as they are (ties too), not taken from an approximation.
 */
export function wilcoxon(differences: readonly number[]): number {
  const told = differences.filter((d) => d !== 0);
  const ranks = doubledRanks(told.map(Math.abs));
  const total = ranks.reduce((a, b) => a + b, 0);
  // ways[s]: shares of the sign patterns whose positive ranks add up to s
  let ways = new Float64Array(total + 1);
  ways[0] = 1;
  for (const rank of ranks) {
    const next = ways.map((w) => w / 2);
    for (let s = 0; s + rank <= total; s++) next[s + rank]! += ways[s]! / 2;
    ways = next;
  }
  const positive = ranks.reduce((sum, rank, i) => (told[i]! > 0 ? sum + rank : sum), 0);
  const lower = Math.min(positive, total - positive);
  const tail = ways.slice(0, lower + 1).reduce((a, b) => a + b, 0);
  return Math.min(1, 2 * tail);
}

/** Our numbers beside theirs, pair by pair; above 0 speaks for ours. At least one pair. */
export function paired(ours: readonly number[], theirs: readonly number[]): Paired {
  const differences = ours.map((value, i) => value - theirs[i]!);
  return {
    wins: differences.filter((d) => d > 0).length,
    losses: differences.filter((d) => d < 0).length,
    ties: differences.filter((d) => d === 0).length,
    mean: mean(differences),
    p: wilcoxon(differences),
  };
}

export const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;

/** The value below which the share `q` of the values lies; 0 of none. */
export const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;
