import type { RegionDetail } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import { datacenterSummary } from "../datacenter/summarise";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import { pictureOfRegions } from "./summarise";

/** One region down to its datacenters. Throws NOT_FOUND. */
export async function getRegion(ports: Ports, actor: Actor, input: { readonly code: string }): Promise<RegionDetail> {
  authorize(actor, "capacity.read");
  return ports.work.read(async (reads) => {
    const { summaries, datacenters, totals, latest } = await pictureOfRegions(reads, ports.clock.now(), input.code);
    const [summary] = summaries;
    if (!summary) throw notFound("region", input.code);
    const zones = await reads.inventory.zones(summary.id);
    return {
      ...summary,
      zoneList: zones.map(({ id, code, name }) => ({
        id,
        code,
        name,
        datacenters: datacenters
          .filter((d) => d.zoneId === id)
          .map((d) => datacenterSummary(d, totals.get(d.id), summary.exhaustion.asOf)),
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
  if (latest === null) return known.map(({ code, name }) => ({ family: code, name, racks: 0, powerW: 0 }));
  const stored = await facts.families(latest, ["space", "power"], { regionId });
  return known.map(({ code, name }) => {
    const of = (resource: "space" | "power") => stored.get(code)?.find((m) => m.resource === resource)?.installed ?? 0;
    return { family: code, name, racks: of("space"), powerW: of("power") };
  });
}
