import { type Exhaustion, HORIZON_MONTHS } from "./exhaustion";

/** Growth of one family by the plain trend, a month, in the resource's unit. */
export interface FamilyGrowth {
  readonly family: string;
  readonly perMonth: number;
}

export interface DisplacedDemand {
  /** Months from the latest fact: room lasts so long with what was added, and so long without (the horizon where that is not reached). */
  readonly fromMonths: number;
  readonly toMonths: number;
  /** Without it room would have lasted beyond the horizon: `toMonths` is the horizon. */
  readonly beyond: boolean;
  /** Growth between the two, which finds no room, and whose it is: most first, those that do not grow left out. */
  readonly amount: number;
  readonly families: readonly { readonly family: string; readonly amount: number }[];
}

/**
 * Which forecast demand finds no room any more, by the plain trend: what would have grown between the two dates of exhaustion. Families have
 * their part by how fast they grow. null: room lasts as long as before, or nothing is known.
 */
export function displacedDemand(
  before: Exhaustion,
  after: Exhaustion,
  growth: readonly FamilyGrowth[],
): DisplacedDemand | null {
  if (after.kind !== "months" || before.kind === "unknown") return null;
  const toMonths = before.kind === "months" ? before.months : HORIZON_MONTHS;
  const fromMonths = after.months;
  const amount = Math.max(0, after.perMonth) * (toMonths - fromMonths);
  if (toMonths <= fromMonths || amount <= 0) return null;
  const growing = growth.filter((g) => g.perMonth > 0);
  const all = growing.reduce((sum, g) => sum + g.perMonth, 0);
  return {
    fromMonths,
    toMonths,
    beyond: before.kind === "none",
    amount,
    families: growing
      .map(({ family, perMonth }) => ({ family, amount: (amount * perMonth) / all }))
      .sort((a, b) => b.amount - a.amount || (a.family < b.family ? -1 : 1)),
  };
}
