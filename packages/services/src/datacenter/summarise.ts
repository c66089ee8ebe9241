import type { WorstFailureDto } from "@headroom/contracts/capacity";
import type { DatacenterSummary } from "@headroom/contracts/fleet";
import type { AccountTotals } from "../ports/capacity";
import type { DatacenterRecord } from "../ports/fleet-inventory";
import { totalOf } from "../region/summarise";

/** `asOf`: for a datacenter that has no account yet. */
export function datacenterSummary(
  datacenter: DatacenterRecord,
  totals: AccountTotals | undefined,
  asOf: string,
): DatacenterSummary {
  const { id, code, name, zone, region, rooms, rows, version } = datacenter;
  const accounts = totalOf(totals);
  return {
    id,
    code,
    name,
    zone,
    region,
    rooms,
    rows,
    positions: accounts.space.supply,
    racks: accounts.space.installed,
    accounts,
    worstFailure: worstFailureOf(code, totals),
    version,
    asOf: totals?.asOf ?? asOf,
  };
}

export const worstFailureOf = (datacenter: string, totals: AccountTotals | undefined): WorstFailureDto | null =>
  totals?.worstFailure ? { ...totals.worstFailure, datacenter } : null;
