import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { NetboxFiles, NetboxWanted } from "../ports/imports";

/** Name of the installation in external references. */
const SOURCE = "netbox";

/**
 * The inventory as a NetBox would have it: what came from there under its own numbers and with all that was kept of it, the rest as new
 * objects; with what cannot be said there. `datacenter`: the code of one, with the catalogue; null: all of the fleet. Throws NOT_FOUND.
 */
export async function exportNetbox(
  ports: Ports,
  actor: Actor,
  { datacenter, ...wanted }: NetboxWanted & { readonly datacenter: string | null },
): Promise<NetboxFiles> {
  authorize(actor, "fleet.read");
  const today = new Date(ports.clock.now()).toISOString().slice(0, 10);
  return ports.work.read(async ({ fleet, imports }) => {
    const one = datacenter === null ? null : await fleet.loadDatacenter({ code: datacenter }, today);
    if (datacenter !== null && !one) throw notFound("datacenter", datacenter);
    const inventory = await imports.current(SOURCE, one?.id ?? null, today);
    return ports.importers.netboxFiles(inventory, await imports.objects(SOURCE), wanted);
  });
}
