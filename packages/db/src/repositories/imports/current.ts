import type { CurrentInventory } from "@headroom/core/topology/proposal/current";
import type { NounKind } from "@headroom/core/topology/proposal/types";
import type pg from "pg";

/** Key of a row in the source ($1), or a new one. */
const key = (kind: NounKind, id: string): string => `coalesce(
    (SELECT e.external_id FROM external_ref e WHERE e.source = $1 AND e.kind = '${kind}' AND e.local_id = ${id} ORDER BY e.external_id LIMIT 1), 'new:' || ${id})`;
const notes = (t: string): string => `${t}.tags, ${t}.custom_fields::text AS "customFields"`;
/** Of all, or of the datacenter $2. */
export const of = (column: string): string => `($2::int IS NULL OR ${column} = $2)`;

const STANDS = `LEFT JOIN occupancy o ON o.rack_id = t.id AND o.kind = 'occupied' AND daterange(o.valid_from, o.valid_to) @> $3::date
  LEFT JOIN position p ON p.id = o.position_id`;

export const SERVERS = `SELECT ${key("server", "t.id")} AS key, ${notes("t")}, ${key("rack", "t.rack_id")} AS "rackKey",
       ${key("server_type", "t.server_type_id")} AS "serverTypeKey", t.name, t.serial, t.asset_tag AS "assetTag", t.start_u AS "startU",
       t.height_u AS "heightU", t.face::text AS face, t.state::text AS state, t.condition::text AS condition
      FROM server t JOIN rack k ON k.id = t.rack_id`;
export const IS_KNOWN =
  "EXISTS (SELECT 1 FROM external_ref e WHERE e.source = $1 AND e.kind = 'server' AND e.local_id = t.id)";

/** A statement a list. $1: the source, $2: a datacenter or null, $3: the day. Every one is in the order of the rows' numbers. */
const statements: Readonly<Record<keyof CurrentInventory, string>> = {
  regions: `SELECT ${key("region", "t.id")} AS key, ${notes("t")}, t.code, t.name, t.geography FROM region t
     WHERE $2::int IS NULL OR t.id = (SELECT z.region_id FROM zone z JOIN datacenter d ON d.zone_id = z.id WHERE d.id = $2) ORDER BY t.id`,
  datacenters: `SELECT ${key("datacenter", "t.id")} AS key, ${notes("t")}, ${key("region", "z.region_id")} AS "regionKey", t.code, t.name,
       t.latitude, t.longitude FROM datacenter t JOIN zone z ON z.id = t.zone_id WHERE ${of("t.id")} ORDER BY t.id`,
  rooms: `SELECT ${key("room", "t.id")} AS key, ${notes("t")}, ${key("datacenter", "t.datacenter_id")} AS "datacenterKey", t.code, t.name
      FROM room t WHERE ${of("t.datacenter_id")} ORDER BY t.id`,
  rows: `SELECT ${key("row", "t.id")} AS key, ${notes("t")}, ${key("room", "t.room_id")} AS "roomKey", t.code
      FROM "row" t JOIN room m ON m.id = t.room_id WHERE ${of("m.datacenter_id")} ORDER BY t.room_id, t.sequence, t.id`,
  powerDevices: `SELECT ${key("power_device", "t.id")} AS key, ${notes("t")}, ${key("room", "t.room_id")} AS "roomKey", t.code, t.kind::text AS kind,
       ${key("power_device", "t.top_id")} AS "topKey", t.capacity_w AS "capacityW"
      FROM power_device t JOIN room m ON m.id = t.room_id WHERE ${of("m.datacenter_id")} ORDER BY t.depth, t.id`,
  families: `SELECT ${key("hardware_family", "t.id")} AS key, ${notes("t")}, t.code, t.name FROM hardware_family t ORDER BY t.id`,
  serverTypes: `SELECT ${key("server_type", "t.id")} AS key, ${notes("t")}, t.code, t.name, t.height_u AS "heightU", t.full_depth AS "fullDepth",
       t.weight_kg AS "weightKg", t.nameplate_w AS "nameplateW", t.ports FROM server_type t ORDER BY t.id`,
  racks: `SELECT ${key("rack", "t.id")} AS key, ${notes("t")}, t.code, ${key("datacenter", "t.datacenter_id")} AS "datacenterKey",
       CASE WHEN p.id IS NULL THEN NULL ELSE ${key("position", "p.id")} END AS "positionKey",
       CASE WHEN p.id IS NULL THEN NULL ELSE ${key("row", "p.row_id")} END AS "rowKey",
       ARRAY(SELECT ${key("power_device", "f.device_id")} FROM position_feed f WHERE f.position_id = p.id ORDER BY f.slot) AS "feedKeys",
       ${key("hardware_family", "y.family_id")} AS "familyKey", y.power_w AS "powerW", y.weight_kg AS "weightKg", t.height_u AS "heightU",
       t.state::text AS state, t.serial
      FROM rack t JOIN rack_type y ON y.id = t.rack_type_id ${STANDS} WHERE ${of("t.datacenter_id")} ORDER BY t.id`,
  servers: `${SERVERS} WHERE ${of("k.datacenter_id")} ORDER BY t.id`,
  unitReservations: `SELECT ${key("rack_unit_reservation", "t.id")} AS key, ${notes("t")}, ${key("rack", "t.rack_id")} AS "rackKey", t.unit, t.owner,
       t.reason FROM rack_unit_reservation t JOIN rack k ON k.id = t.rack_id WHERE ${of("k.datacenter_id")} ORDER BY t.rack_id, t.unit, t.valid_to DESC NULLS FIRST, t.valid_from NULLS FIRST, t.face`,
};

/** See ImportRepository.current. */
export async function currentInventory(
  sql: pg.ClientBase,
  source: string,
  datacenterId: number | null,
  today: string,
  servers: "all" | "none" = "all",
): Promise<CurrentInventory> {
  const lists: Record<string, unknown[]> = {};
  for (const [name, statement] of Object.entries(statements)) {
    if (name === "servers" && servers === "none") {
      lists[name] = [];
      continue;
    }
    // every statement has the same parameters, whether it needs them or not
    const text = `WITH given AS (SELECT $1::text, $2::int, $3::date) ${statement}`;
    lists[name] = (await sql.query(text, [source, datacenterId, today])).rows;
  }
  // Columns were selected under the names and with the types of the lists.
  return lists as unknown as CurrentInventory;
}
