/** One region as the map and the list show it. */
export interface RegionSummary {
  id: string;
  /** "eu-north". */
  code: string;
  href: string;
  latitude: number;
  longitude: number;
  /** Months until the first resource runs out, Infinity for not within the horizon; null: not known. */
  months: number | null;
  /** "Power", "Space", "None in 36 mo", or why it cannot be judged: "feed silent 9 d". */
  binds: string;
  /** Of the resource shown: committed, reserved and supply, in W; used null: not known. */
  committedW: number | null;
  reservedW: number;
  supplyW: number;
}

export type RegionTone = "within" | "attention" | "critical" | "unknown";

/** Under 6 months critical, under 12 attention. */
export function monthsTone(months: number | null): RegionTone {
  if (months === null) return "unknown";
  if (months < 6) return "critical";
  return months < 12 ? "attention" : "within";
}

/** Share of supply in use or reserved; null: not known. */
export function usedShare(region: Pick<RegionSummary, "committedW" | "reservedW" | "supplyW">): number | null {
  if (region.committedW === null || region.supplyW <= 0) return null;
  return (region.committedW + region.reservedW) / region.supplyW;
}

/** Least time first; what cannot be judged last; then by name. */
export function byRisk<T extends Pick<RegionSummary, "months" | "code">>(regions: readonly T[]): T[] {
  return [...regions].sort((a, b) => {
    if (a.months === null || b.months === null)
      return Number(a.months === null) - Number(b.months === null) || a.code.localeCompare(b.code);
    return a.months === b.months ? a.code.localeCompare(b.code) : a.months - b.months;
  });
}
