import type { Catalog } from "@headroom/contracts/fleet";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

/** What forms choose from: families, rack types, regions, zones and datacenters. */
export async function listCatalog(ports: Ports, actor: Actor): Promise<Catalog> {
  authorize(actor, "fleet.read");
  return ports.work.read(async ({ catalog, inventory }) => {
    const families = await catalog.families();
    const rackTypes = await catalog.rackTypes();
    const regions = await inventory.regions();
    const zones = await inventory.zones();
    const datacenters = await inventory.datacenters();
    return {
      families: families.map(({ code, name }) => ({ code, name })),
      rackTypes,
      regions: regions.map(({ id, code, name, complianceTags }) => ({
        id,
        code,
        name,
        complianceTags: [...complianceTags],
      })),
      zones: zones.map(({ id, code, regionId }) => ({ id, code, regionId })),
      datacenters: datacenters.map(({ id, code, zoneId }) => ({ id, code, zoneId })),
    };
  });
}
