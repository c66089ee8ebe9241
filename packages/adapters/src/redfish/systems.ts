import { ok, type Result } from "@headroom/core/foundation/result";
import type { HardwareFault, SystemBrief } from "@headroom/services/ports/hardware";
import { at, type Document, type Resources } from "./resource";
import { powerStateOf, textOf } from "./values";

/** All systems behind a controller, without what is in them. */
export async function systems(resources: Resources): Promise<Result<SystemBrief[], HardwareFault>> {
  const root = await resources.get("/redfish/v1/");
  if (!root.ok) return root;
  const paths = await resources.members(resources.linkOf(root.value.document.Systems) ?? "/redfish/v1/Systems");
  if (!paths.ok) return paths;
  const found: SystemBrief[] = [];
  for (const path of paths.value) {
    const read = await resources.get(path);
    if (!read.ok) return read;
    const { SerialNumber, UUID, PowerState, Status } = read.value.document;
    if (textOf(at(Status, "State"))?.toLowerCase() === "absent") continue;
    found.push({ path, serial: textOf(SerialNumber), uuid: textOf(UUID), power: powerStateOf(PowerState) });
  }
  return ok(found);
}

/** Paths of the systems that a chassis says are in it. */
export const systemsIn = (resources: Resources, chassis: Document): string[] => {
  const links = at(chassis, "Links", "ComputerSystems");
  return Array.isArray(links) ? links.flatMap((one) => resources.linkOf(one) ?? []) : [];
};
