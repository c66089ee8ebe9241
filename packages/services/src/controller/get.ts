import type { ControllerDetail } from "@headroom/contracts/controller";
import { compareBill } from "@headroom/core/bill/compare";
import { sameSerial } from "@headroom/core/sanitisation/evidence";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import { expectedServer, foundServer } from "../hardware/bill";
import type { Ports } from "../ports";
import type { FoundDrive } from "../ports/hardware";
import type { FoundHardware } from "../ports/hardware-records";
import type { SanitisedDrive } from "../ports/sanitisation";
import { firmwareRows } from "./firmware";

const ORDERS_SHOWN = 20;
const DRIVES_LOOKED_AT = 500;

/** A controller with what was found behind it, against what was ordered, its drives and what was asked of it. Needs hardware.read. Throws NOT_FOUND. */
export async function getController(
  ports: Ports,
  actor: Actor,
  { id }: { readonly id: number },
): Promise<ControllerDetail> {
  authorize(actor, "hardware.read");
  return ports.work.read(async ({ controllers, hardware, sanitisation }) => {
    const row = await controllers.get(id);
    if (!row) throw notFound("controller", id);
    const { secret: _, serverId, rackId, serverTypeId, foundAt, ...shown } = row;
    const found = serverId === null ? undefined : (await hardware.found([serverId])).get(serverId);
    const listed = serverId === null ? null : await hardware.firmware(serverId);
    const rack = await hardware.rack(rackId);
    const server = rack?.servers.find((one) => one.id === serverId) ?? null;
    const typeId = serverTypeId ?? server?.serverTypeId ?? rack?.serverTypeId ?? null;
    const type = typeId === null ? undefined : (await hardware.types([typeId])).get(typeId);
    const expected = expectedServer(row.unit, row.expectedSerial ?? server?.serial ?? null, type);
    const cleaned = await sanitisation.list({ rack: row.rack, limit: DRIVES_LOOKED_AT });
    return {
      ...shown,
      found:
        found && foundAt !== null
          ? {
              ...foundOf(found, foundAt, cleaned),
              firmware: listed && { at: listed.at, rows: firmwareRows(type?.firmware ?? [], listed.parts) },
            }
          : null,
      differences: found
        ? compareBill([expected], [foundServer(row.unit, found)]).map(
            ({ kind, severity, expected: wanted, found: is }) => ({
              ...{ kind, severity, expected: wanted, found: is },
            }),
          )
        : [],
      orders: await controllers.orders(id, ORDERS_SHOWN),
      heldBy: await controllers.heldBy(rackId),
    };
  });
}

function foundOf(
  { system, redfishVersion, missing }: FoundHardware,
  at: string,
  cleaned: readonly SanitisedDrive[],
): Omit<NonNullable<ControllerDetail["found"]>, "firmware"> {
  const { manufacturer, model, serial, power, health, biosVersion, memoryGib } = system;
  return {
    ...{ at, manufacturer, model, serial, power, health, memoryGib, bios: biosVersion, redfish: redfishVersion },
    processors: system.processors.map(({ kind, model: name, cores }) => ({ kind, model: name, cores })),
    modules: system.memory.length,
    drives: system.drives.map((drive) => driveOf(drive, cleaned)),
    unread: [...missing],
  };
}

/** By its serial: a drive without one cannot be told from another. */
function driveOf(drive: FoundDrive, cleaned: readonly SanitisedDrive[]) {
  const { name, serial, model, media, capacityBytes, encrypts, eraseMethods } = drive;
  const last =
    serial === null
      ? undefined
      : cleaned.find((one) => one.drive.serial !== null && sameSerial(one.drive.serial, serial));
  return {
    ...{ name, serial, model, media, capacityBytes, encrypts, eraseMethods: [...eraseMethods] },
    sanitised: last
      ? {
          ...{ runId: last.runId, dataClass: last.dataClass, state: last.state, method: last.method },
          at: last.provenAt ?? last.erasedAt,
        }
      : null,
  };
}
