import type { NetboxLoss } from "@headroom/contracts/exports";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";
import type { NetboxWanted, StreamedFile } from "../ports/imports";
import type { Repositories } from "../ports/repositories";

/** Name of the installation in external references. */
const SOURCE = "netbox";

interface Wanted extends NetboxWanted {
  /** The code of one, with the catalogue; null: all of the fleet. */
  readonly datacenter: string | null;
}

/**
 * Hands the inventory to `write` as a NetBox would have it, file by file, all as of one moment: what came from there under its own numbers
 * and with all that was kept of it, the rest as new objects. Throws NOT_FOUND.
 */
export async function exportNetbox(
  ports: Ports,
  actor: Actor,
  { datacenter, ...wanted }: Wanted,
  write: (file: StreamedFile) => Promise<void>,
): Promise<void> {
  authorize(actor, "fleet.read");
  const today = todayOf(ports);
  return ports.work.read(async ({ imports }) => {
    const one = await datacenterOf(imports, datacenter);
    const inventory = await imports.current(SOURCE, one, today, "none");
    const objects = await imports.objects(SOURCE, ports.importers.netboxPerServer);
    const servers = await imports.netboxServers(SOURCE, one);
    for await (const file of ports.importers.netboxFiles(inventory, objects, servers, wanted)) await write(file);
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
