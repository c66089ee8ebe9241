import type { FirmwareInput, FirmwareRowDto, ServerFirmwareDto } from "@headroom/contracts/controller";
import { compareFirmware, type FirmwarePart, isBehind, type WantedFirmware } from "@headroom/core/bill/firmware";
import { type Actor, authorize } from "../actor";
import type { Ports } from "../ports";

/** Parts as they are shown: against the versions that the server's type is to have. */
export const firmwareRows = (wanted: readonly WantedFirmware[], parts: readonly FirmwarePart[]): FirmwareRowDto[] =>
  compareFirmware(wanted, parts).map(({ wantedAs: _, ...row }) => row);

/** What runs on every server whose controller lists it, a page of servers at a time. Needs hardware.read. */
export async function listFirmware(
  ports: Pick<Ports, "work">,
  actor: Actor,
  { datacenter, rack, cursor, limit }: FirmwareInput,
): Promise<{ rows: ServerFirmwareDto[]; next: string | null }> {
  authorize(actor, "hardware.read");
  const found = await ports.work.read(({ hardware }) =>
    hardware.firmwareOf({
      ...(datacenter === undefined ? {} : { datacenter }),
      ...(rack === undefined ? {} : { rack }),
      ...{ after: cursor === undefined ? 0 : Number(cursor), limit: limit + 1 },
    }),
  );
  const page = found.slice(0, limit);
  return {
    rows: page.map(({ wanted, parts, ...server }) => ({
      ...{ ...server, behind: compareFirmware(wanted, parts).filter(isBehind).length },
      rows: firmwareRows(wanted, parts),
    })),
    next: found.length > limit ? String(page.at(-1)!.controllerId) : null,
  };
}
