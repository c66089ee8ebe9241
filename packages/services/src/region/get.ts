import type { RegionDetail } from "@headroom/contracts/fleet";
import { sumAccounts } from "@headroom/core/capacity/sum";
import { type Actor, authorize } from "../actor";
import { datacenterSummary } from "../datacenter/summarise";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import { regionAhead } from "./ahead";
import { pictureOfRegions } from "./summarise";

/** One region down to its datacenters, now or so many days ahead; when it runs out is told by the past either way. Throws NOT_FOUND. */
export async function getRegion(
  ports: Ports,
  actor: Actor,
  input: { readonly code: string; readonly inDays?: number },
): Promise<RegionDetail> {
  authorize(actor, "capacity.read");
  return ports.work.read(async (reads) => {
    const now = ports.clock.now();
    const { summaries, datacenters, totals, latest } = await pictureOfRegions(reads, now, input.code);
    const [summary] = summaries;
    if (!summary) throw notFound("region", input.code);
    const { id, exhaustion } = summary;
    const then = input.inDays ? await regionAhead(ports.work, reads, { id, inDays: input.inDays }, now) : null;
    const summaryOf = (datacenter: (typeof datacenters)[number]) => {
      const today = datacenterSummary(datacenter, totals.get(datacenter.id), exhaustion.asOf);
      const accounts = then?.accounts.get(datacenter.id);
      return accounts ? { ...today, accounts, racks: accounts.space.installed } : today;
    };
    const shown = datacenters.map((one) => ({ zoneId: one.zoneId, summary: summaryOf(one) }));
    const accounts = then ? sumAccounts(shown.map((one) => one.summary.accounts)) : summary.accounts;
    const zones = await reads.inventory.zones(summary.id);
    return {
      ...{ ...summary, accounts, racks: accounts.space.installed },
      ...(then ? { ahead: then.ahead } : {}),
      zoneList: zones.map(({ id, code, name }) => ({
        id,
        code,
        name,
        datacenters: shown.filter((one) => one.zoneId === id).map((one) => one.summary),
      })),
      families: await familiesOf(reads, summary.id, latest),
      pendingPlans: await reads.inventory.pendingPlans(summary.id),
    };
  });
}

/** Standing racks by family, from the latest month's facts. */
async function familiesOf(
  { catalog, facts }: Pick<Repositories, "catalog" | "facts">,
  regionId: number,
  latest: string | null,
): Promise<RegionDetail["families"]> {
  const known = await catalog.families();
  const stored = latest === null ? null : await facts.families(latest, ["space", "power", "cooling"], { regionId });
  return known.map(({ code, name }) => {
    const of = (resource: "space" | "power" | "cooling") => {
      const sums = stored?.get(code)?.find((m) => m.resource === resource);
      return {
        installed: sums?.installed ?? 0,
        inService: sums?.inService ?? 0,
        committed: sums?.committed ?? 0,
      };
    };
    const by = { space: of("space"), power: of("power"), cooling: of("cooling") };
    return { family: code, name, racks: by.space.installed, powerW: by.power.installed, by };
  });
}
