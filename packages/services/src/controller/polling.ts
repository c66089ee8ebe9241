import type { ControllerPolling, PollingInput } from "@headroom/contracts/controller";
import { USUAL_POLL_SECONDS } from "@headroom/core/telemetry/controller-polling";
import { type Actor, authorize } from "../actor";
import { notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import { record } from "../record";

/** How often controllers are asked for readings: usually, and where a datacenter says otherwise. Needs hardware.read. */
export async function getPolling(ports: Ports, actor: Actor): Promise<ControllerPolling> {
  authorize(actor, "hardware.read");
  const rows = await ports.work.read(({ controllers }) => controllers.polling());
  return { usualSeconds: USUAL_POLL_SECONDS, rows: rows.map((row) => ({ ...row })) };
}

/**
 * Of all controllers in a datacenter that do not say otherwise themselves; 0: never. Needs hardware.manage. Errors: NOT_FOUND, CONFLICT (somebody
 * said otherwise since).
 */
export async function savePolling(
  ports: Ports,
  actor: Actor,
  { datacenter, seconds, baseVersion }: PollingInput,
): Promise<{ version: number }> {
  authorize(actor, "hardware.manage");
  return ports.work.write(async (repositories) => {
    const { controllers, freezes } = repositories;
    if ((await freezes.places(datacenter)) === null) throw notFound("datacenter", datacenter);
    const before = (await controllers.polling()).find((one) => one.datacenter === datacenter);
    const version = await controllers.setPolling(datacenter, seconds, baseVersion);
    if (version === null)
      throw new ServiceError("CONFLICT", {
        ...{ kind: "polling", id: datacenter, expectedVersion: baseVersion, version: before?.version ?? 0 },
      });
    await record(repositories, actor, {
      ...{ action: "controller.polling", entityKind: "datacenter", entityId: datacenter },
      ...{ before: before ? { seconds: before.seconds } : null, after: { seconds } },
    });
    return { version };
  });
}
