import { monthNumber } from "../foundation/months";
import { leastSquares } from "./trend";

/** Of these the facts are kept by month; failover is judged in the account only. */
export const factResources = ["space", "power", "cooling"] as const;
export type FactResource = (typeof factResources)[number];

export const TREND_MONTHS = 12;
export const HORIZON_MONTHS = 36;
/** A line through fewer points is an accident. */
export const FEWEST_MONTHS = 3;

/** One month's fact: what was spoken for (installed + committed + reserved) and the limit, both in one unit. */
export interface UseOfMonth {
  /** "2026-05" */
  readonly month: string;
  readonly used: number;
  readonly limit: number;
}

/** When a resource runs out. Not known and not within the horizon are answers too. */
export type Exhaustion =
  | { readonly kind: "unknown"; readonly why: "no-facts" | "too-few-months" | "no-limit" }
  | { readonly kind: "none"; readonly horizonMonths: number; readonly perMonth: number }
  | { readonly kind: "months"; readonly months: number; readonly perMonth: number };

/**
 * Months until the limit is reached, by the plain trend: the slope of a least-squares line through the last twelve months, at which
 * what is left of the latest month's limit is used up. 0: it is reached already. The months may have gaps and any order.
 */
export function exhaustionOf(facts: readonly UseOfMonth[]): Exhaustion {
  const dated = facts.map((f) => ({ ...f, at: monthNumber(f.month) })).sort((a, b) => a.at - b.at);
  const latest = dated.at(-1);
  if (latest === undefined) return { kind: "unknown", why: "no-facts" };
  if (latest.limit <= 0) return { kind: "unknown", why: "no-limit" };
  const recent = dated.filter((f) => f.at > latest.at - TREND_MONTHS);
  const left = latest.limit - latest.used;
  const { slope } = leastSquares(recent.map((f) => [f.at - latest.at, f.used]));
  if (left <= 0) return { kind: "months", months: 0, perMonth: slope };
  if (recent.length < FEWEST_MONTHS) return { kind: "unknown", why: "too-few-months" };
  const months = slope > 0 ? left / slope : Number.POSITIVE_INFINITY;
  if (months > HORIZON_MONTHS) return { kind: "none", horizonMonths: HORIZON_MONTHS, perMonth: slope };
  return { kind: "months", months, perMonth: slope };
}

export interface FirstToBind {
  /** null: nothing is known, or nothing runs out. */
  readonly resource: FactResource | null;
  readonly exhaustion: Exhaustion;
}

/** The resource that runs out first. Where none does: "none" if every resource is known not to, else "unknown". */
export function firstToBind(by: Readonly<Record<FactResource, Exhaustion>>): FirstToBind {
  let first: { resource: FactResource; exhaustion: Exhaustion & { kind: "months" } } | null = null;
  for (const resource of factResources) {
    const exhaustion = by[resource];
    if (exhaustion.kind === "months" && (first === null || exhaustion.months < first.exhaustion.months))
      first = { resource, exhaustion };
  }
  if (first) return first;
  const unknown = factResources.map((r) => by[r]).find((e) => e.kind === "unknown");
  return { resource: null, exhaustion: unknown ?? by.power };
}

/** For sorting by risk: sooner is smaller, not within the horizon above every month, unknown last. */
export function exhaustionRank(e: Exhaustion): number {
  if (e.kind === "months") return e.months;
  return e.kind === "none" ? HORIZON_MONTHS + 1 : HORIZON_MONTHS + 2;
}
