import type { ImportProposal, NounKind } from "@headroom/core/topology/proposal/types";
import type { ImportContext } from "@headroom/services/ports/imports";
import type pg from "pg";
import { select } from "../../sql";
import type { ImportWork } from "./apply";

/** Kinds whose changes alter what a datacenter offers or what stands in it. */
const inRooms = [
  "network_zone",
  "row",
  "cooling_zone",
  "power_device",
  "position",
] as const satisfies readonly NounKind[];

/** Datacenters that exist and will change, locked in id order. Those that are new are nobody else's yet. */
export async function touchedDatacenters(
  sql: pg.ClientBase,
  proposal: ImportProposal,
  work: ImportWork,
  { known }: ImportContext,
): Promise<{ readonly known: readonly number[] }> {
  const keys = new Set<string>();
  const altered = (kind: NounKind) => {
    const done = work.get(kind);
    return new Set([...(done?.created ?? []), ...(done?.changed ?? [])].map((n) => n.key));
  };
  const datacenterOf = new Map(proposal.rooms.map((room) => [room.key, room.datacenterKey]));
  const roomOf = new Map(
    [
      ...(proposal.networkZones ?? []),
      ...proposal.rows,
      ...proposal.coolingZones,
      ...proposal.powerDevices,
      ...proposal.positions,
    ].map((n) => [n.key, n.roomKey] as const),
  );
  for (const key of altered("datacenter")) keys.add(key);
  for (const key of altered("room")) keys.add(datacenterOf.get(key) ?? "");
  for (const kind of inRooms) for (const key of altered(kind)) keys.add(datacenterOf.get(roomOf.get(key) ?? "") ?? "");
  const racks = altered("rack");
  for (const rack of proposal.racks) if (racks.has(rack.key)) keys.add(rack.datacenterKey);
  const ids = [...keys].flatMap((key) => known.get("datacenter")?.get(key)?.localId ?? []);
  const types = (work.get("rack_type")?.changed ?? []).flatMap(
    (n) => known.get("rack_type")?.get(n.key)?.localId ?? [],
  );
  // what moves leaves the datacenter in which it was, too
  const moving = (kind: NounKind) =>
    (work.get(kind)?.changed ?? []).flatMap((n) => known.get(kind)?.get(n.key)?.localId ?? []);
  const rows = await select<{ id: number }>(
    sql,
    "imports.touched",
    `SELECT id FROM datacenter
      WHERE id = ANY($1::int[]) OR id IN (SELECT datacenter_id FROM rack WHERE rack_type_id = ANY($2::int[]))
         OR id IN (SELECT datacenter_id FROM plan_action WHERE rack_type_id = ANY($2::int[]))
         OR id IN (SELECT datacenter_id FROM rack WHERE id = ANY($3::int[]))
         OR id IN (SELECT datacenter_id FROM room WHERE id = ANY($4::int[])
                      OR id IN (SELECT room_id FROM position WHERE id = ANY($5::int[]))
                      OR id IN (SELECT room_id FROM "row" WHERE id = ANY($6::int[]))
                      OR id IN (SELECT room_id FROM power_device WHERE id = ANY($7::int[])))
      ORDER BY id FOR NO KEY UPDATE`,
    [ids, types, ...(["rack", "room", "position", "row", "power_device"] as const).map(moving)],
  );
  return { known: rows.map((row) => row.id) };
}
