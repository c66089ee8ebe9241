import type { DatacenterSummary } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import { datacenterSummary } from "./summarise";

/** Every datacenter, or those of a region, by code. Throws NOT_FOUND for an unknown region. */
export async function listDatacenters(
  ports: Ports,
  actor: Actor,
  input: { readonly region?: string },
): Promise<DatacenterSummary[]> {
  authorize(actor, "capacity.read");
  return ports.work.read(async ({ inventory, capacity }) => {
    let regionId: number | undefined;
    if (input.region !== undefined) {
      regionId = (await inventory.regions()).find((r) => r.code === input.region)?.id;
      if (regionId === undefined) throw notFound("region", input.region);
    }
    const datacenters = await inventory.datacenters(regionId);
    const totals = new Map((await capacity.totals(datacenters.map((d) => d.id))).map((t) => [t.datacenterId, t]));
    const now = new Date(ports.clock.now()).toISOString();
    return datacenters.map((d) => datacenterSummary(d, totals.get(d.id), now));
  });
}
