import type { ServerProfile } from "@headroom/contracts/controller";
import { type Actor, authorize } from "../actor";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { TypeFacts } from "../ports/hardware-records";
import { record } from "../record";

const profileOf = ({ code, models, drives, firmware, version }: TypeFacts): ServerProfile => ({
  ...{ serverType: code, models: [...models], drives, firmware: [...firmware], version },
});

/** What a server of a type is to be, beside what plans count. Needs hardware.read. Throws NOT_FOUND. */
export async function getProfile(
  ports: Ports,
  actor: Actor,
  { serverType }: { readonly serverType: string },
): Promise<ServerProfile> {
  authorize(actor, "hardware.read");
  const type = await ports.work.read(({ hardware }) => hardware.typeByCode(serverType));
  if (!type) throw notFound("server type", serverType);
  return profileOf(type);
}

/** Writes it. Needs hardware.manage. Errors: NOT_FOUND, CONFLICT. */
export async function saveProfile(ports: Ports, actor: Actor, input: ServerProfile): Promise<ServerProfile> {
  authorize(actor, "hardware.manage");
  return ports.work.write(async (repositories) => {
    const before = await repositories.hardware.typeByCode(input.serverType);
    if (!before) throw notFound("server type", input.serverType);
    if (before.version !== input.version)
      throw new ServiceError("CONFLICT", {
        ...{ kind: "profile", id: before.id, expectedVersion: input.version, version: before.version },
      });
    await repositories.hardware.saveProfile(before.id, input);
    const after = (await repositories.hardware.typeByCode(input.serverType))!;
    await record(repositories, actor, {
      ...{ action: "server_type.profile", entityKind: "server_type", entityId: String(before.id) },
      ...{ before: profileOf(before), after: profileOf(after) },
    });
    return profileOf(after);
  });
}
