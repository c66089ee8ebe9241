import { ok, type Result } from "@headroom/core/foundation/result";
import type { FoundFirmware, HardwareFault } from "@headroom/services/ports/hardware";
import { at, type Resources } from "./resource";
import { textOf } from "./values";

/** One part that it cannot show does not hide the others; whoever wants a version of it is told that it is not known. */
const isOnlyOfPart = ({ kind }: HardwareFault) => kind === "unsupported" || kind === "unreadable" || kind === "refused";

/** What runs where, by the update service. `unsupported` where the controller has none. */
export async function firmware(resources: Resources): Promise<Result<FoundFirmware[], HardwareFault>> {
  const root = await resources.get("/redfish/v1/");
  if (!root.ok) return root;
  const service = await resources.get(
    resources.linkOf(root.value.document.UpdateService) ?? "/redfish/v1/UpdateService",
  );
  if (!service.ok) return service;
  const list = resources.linkOf(service.value.document.FirmwareInventory);
  const paths = list === null ? ok([]) : await resources.members(list);
  if (!paths.ok) return paths;
  const found: FoundFirmware[] = [];
  for (const path of paths.value) {
    const read = await resources.get(path);
    if (!read.ok && !isOnlyOfPart(read.error)) return read;
    const document = read.ok ? read.value.document : {};
    if (textOf(at(document, "Status", "State"))?.toLowerCase() === "absent") continue;
    const { Id, Name, Version, Updateable, RelatedItem } = document;
    found.push({
      id: textOf(Id) ?? path.split("/").findLast((part) => part !== "") ?? path,
      name: textOf(Name),
      version: textOf(Version),
      updateable: typeof Updateable === "boolean" ? Updateable : null,
      of: (Array.isArray(RelatedItem) ? RelatedItem : []).flatMap((one) => resources.linkOf(one) ?? []),
    });
  }
  return ok(found);
}
