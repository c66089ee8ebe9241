import type { RegionSummary } from "@headroom/contracts/fleet";
import { sumAccounts } from "@headroom/core/capacity/sum";
import type { ResourceAccounts } from "@headroom/core/capacity/types";
import { runway, trendQuery } from "../capacity/runway";
import type { AccountTotals } from "../ports/capacity";
import type { DatacenterRecord, RegionRecord } from "../ports/fleet-inventory";
import type { Repositories } from "../ports/repositories";

type Reads = Pick<Repositories, "inventory" | "capacity" | "facts">;

/** Everything that region screens sum up, read once. */
export interface RegionPicture {
  readonly regions: readonly RegionRecord[];
  readonly datacenters: readonly DatacenterRecord[];
  readonly totals: ReadonlyMap<number, AccountTotals>;
  readonly summaries: readonly RegionSummary[];
  /** The latest month with facts. */
  readonly latest: string | null;
}

/** The account of a datacenter that has none yet: nothing of anything. */
const nothing: ResourceAccounts = sumAccounts([]);
export const totalOf = (totals: AccountTotals | undefined): ResourceAccounts => totals?.total ?? nothing;

/** Five statements for any number of regions; sums of stored accounts, never of racks. `now`: for regions without a datacenter. */
export async function pictureOfRegions(reads: Reads, now: number, code?: string): Promise<RegionPicture> {
  const all = await reads.inventory.regions();
  const regions = code === undefined ? all : all.filter((r) => r.code === code);
  const only = code === undefined ? undefined : regions[0]?.id;
  const datacenters = regions.length === 0 ? [] : await reads.inventory.datacenters(only);
  const stored = await reads.capacity.totals(only === undefined ? undefined : datacenters.map((d) => d.id));
  const totals = new Map(stored.map((t) => [t.datacenterId, t]));
  const latest = await reads.facts.latestMonth();
  const series = await reads.facts.seriesByMember("region", { ...trendQuery(latest), regionId: only });
  const summaries = regions.map((region): RegionSummary => {
    const own = datacenters.filter((d) => d.regionId === region.id).flatMap((d) => totals.get(d.id) ?? []);
    const accounts = sumAccounts(own.map((t) => t.total));
    const asOf =
      own
        .map((t) => t.asOf)
        .sort()
        .at(-1) ?? new Date(now).toISOString();
    const { first, by } = runway(series.get(region.id) ?? [], asOf);
    return {
      ...region,
      complianceTags: [...region.complianceTags],
      racks: accounts.space.installed,
      accounts,
      exhaustion: first,
      exhaustionBy: by,
    };
  });
  return { regions, datacenters, totals, summaries, latest };
}
