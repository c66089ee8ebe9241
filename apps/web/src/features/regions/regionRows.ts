import type { Exhaustion } from "@headroom/contracts/capacity";
import type { RegionSummary as RegionDto } from "@headroom/contracts/fleet";
import { formatMonth } from "@headroom/ui/format/dates";
import type { ResourceRow } from "@headroom/ui/region/ResourceTable";
import type { RegionSummary } from "@headroom/ui/region/regionTypes";

export type ShownResource = "first" | "power" | "space" | "cooling" | "failover";

export const resourceWords: Record<string, string> = {
  power: "Power",
  failover: "Failover",
  space: "Space",
  cooling: "Cooling",
};

/** Months as the marks want them: Infinity beyond the horizon, null unknown. */
export const monthsOf = (exhaustion: Exhaustion | undefined): number | null =>
  !exhaustion || exhaustion.status === "unknown"
    ? null
    : exhaustion.status === "beyond_horizon"
      ? Number.POSITIVE_INFINITY
      : exhaustion.months;

/** "Oct 2026", "After 36 months", "Not known". */
export function runsOutWords(exhaustion: Exhaustion | undefined): string {
  if (!exhaustion || exhaustion.status === "unknown") return "Not known";
  if (exhaustion.status === "beyond_horizon" || !exhaustion.month) return "After 36 months";
  return formatMonth(`${exhaustion.month}-01`);
}

export const bindsWords = (exhaustion: Exhaustion | undefined): string => {
  if (!exhaustion || exhaustion.status === "unknown") return "too little history";
  return exhaustion.resource ? (resourceWords[exhaustion.resource] ?? exhaustion.resource) : "None in 36 mo";
};

/** A region for map and list; the bar shows the resource chosen, power where it is the first to bind that is asked. */
export function regionRow(region: RegionDto, shown: ShownResource): RegionSummary {
  const exhaustion = shown === "first" ? region.exhaustion : region.exhaustionBy[shown];
  const account = region.accounts[shown === "first" ? "power" : shown];
  return {
    id: region.code,
    code: region.code,
    href: `/regions/${encodeURIComponent(region.code)}`,
    latitude: region.latitude,
    longitude: region.longitude,
    months: monthsOf(exhaustion),
    binds: bindsWords(exhaustion),
    committedW: account.installed + account.committed + account.held,
    reservedW: account.reserved,
    supplyW: account.supply,
  };
}

const lines = [
  { id: "power", resource: "Power", unit: "MW", scale: 1e6, digits: 1 },
  { id: "failover", resource: "Failover power", unit: "MW", scale: 1e6, digits: 1 },
  { id: "space", resource: "Space", unit: "positions", scale: 1, digits: 0 },
  { id: "cooling", resource: "Cooling", unit: "MW", scale: 1e6, digits: 1 },
] as const;

/** The resources of a scope: supply, committed, reserved, free, stranded and when each runs out. */
export const resourceRows = (region: Pick<RegionDto, "accounts" | "exhaustionBy">): ResourceRow[] =>
  lines.map(({ id, resource, unit, scale, digits }) => {
    const account = region.accounts[id];
    const exhaustion = region.exhaustionBy[id];
    return {
      id,
      resource,
      unit,
      digits,
      supply: account.supply / scale,
      committed: (account.installed + account.committed + account.held) / scale,
      reserved: account.reserved / scale,
      free: account.free / scale,
      stranded: account.stranded / scale,
      // The failover limit has no stored history of its own: it is not forecast.
      months: exhaustion ? monthsOf(exhaustion) : undefined,
      runsOut: exhaustion ? runsOutWords(exhaustion) : undefined,
    };
  });
