import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { ImportFile, NetboxLoss, NetboxWanted } from "../ports/imports";
import type { Repositories } from "../ports/repositories";

/** Name of the installation in external references. */
const SOURCE = "netbox";

interface Wanted extends NetboxWanted {
  /** The code of one, with the catalogue; null: all of the fleet. */
  readonly datacenter: string | null;
}

/**
 * The inventory as a NetBox would have it: what came from there under its own numbers and with all that was kept of it, the rest as new
 * objects. Throws NOT_FOUND.
 */
export async function exportNetbox(
  ports: Ports,
  actor: Actor,
  { datacenter, ...wanted }: Wanted,
): Promise<readonly ImportFile[]> {
  authorize(actor, "fleet.read");
  const today = todayOf(ports);
  return ports.work.read(async ({ imports }) => {
    const one = await datacenterOf(imports, datacenter);
    const inventory = await imports.current(SOURCE, one, today);
    return ports.importers.netboxFiles(inventory, await imports.objects(SOURCE), wanted);
  });
}

/** What such files would not say, and of how many things: from counts alone. Throws NOT_FOUND. */
export async function netboxLosses(
  ports: Ports,
  actor: Actor,
  { datacenter, ...wanted }: Wanted,
): Promise<readonly NetboxLoss[]> {
  authorize(actor, "fleet.read");
  const today = todayOf(ports);
  return ports.work.read(async ({ imports }) => {
    const one = await datacenterOf(imports, datacenter);
    const asked = wanted.version !== "4.x" || wanted.format === "forms";
    return ports.importers.netboxLosses(await imports.counts(SOURCE, one, today, asked), wanted);
  });
}

const todayOf = ({ clock }: Ports): string => new Date(clock.now()).toISOString().slice(0, 10);

async function datacenterOf(imports: Repositories["imports"], code: string | null): Promise<number | null> {
  if (code === null) return null;
  const id = await imports.datacenterId(code);
  if (id === null) throw notFound("datacenter", code);
  return id;
}
