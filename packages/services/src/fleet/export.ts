import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { FleetRecord, RecordType } from "@headroom/core/topology/records/types";
import { type Actor, authorize } from "../actor";
import { notFound } from "../errors";
import type { Ports } from "../ports";

/**
 * Hands every type's records to `write`, one type after the other, all as of one moment. `datacenter`: the code of one, with the
 * catalogue; null: all of the fleet. `day`: as it was at the end of a day of the past, as far as history goes. Throws NOT_FOUND.
 */
export async function exportFleet(
  ports: Ports,
  actor: Actor,
  datacenter: string | null,
  write: (type: RecordType, records: AsyncIterable<readonly FleetRecord[]>) => Promise<void>,
  day: string | null = null,
): Promise<void> {
  authorize(actor, "fleet.read");
  await ports.work.read(async ({ imports, fleetRecords }) => {
    const at = day === null ? null : `${day}T23:59:59.999999Z`;
    if (datacenter !== null && at === null && (await imports.datacenterId(datacenter)) === null)
      throw notFound("datacenter", datacenter);
    for (const type of recordTypes) await write(type, fleetRecords.records(type, datacenter, at));
  });
}
