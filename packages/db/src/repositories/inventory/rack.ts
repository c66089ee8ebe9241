import type { DeviceRecord, RackRecord } from "@headroom/services/ports/fleet-inventory";
import type pg from "pg";
import { select } from "../../sql";

type Head = Omit<RackRecord, "previous" | "nextRack" | "feeds" | "devices" | "unitReservations" | "servers"> & {
  position_id: number | null;
};

const head = `
  SELECT k.id, k.code, d.id AS "datacenterId", d.code AS datacenter, r.code AS region, m.code AS room, w.code AS "row", w.id AS "rowId",
         p.id AS position_id, p.number AS position, t.code AS type, t.name AS "typeName", f.code AS family, k.state::text AS state,
         t.power_w AS "powerW", t.derated_w AS "deratedW", t.cooling_w AS "coolingW", t.weight_kg AS "weightKg", t.ports,
         k.height_u AS "heightU", k.serial, k.provenance = 'assumed' AS assumed, k.installed_on::text AS "installedOn",
         k.in_service_on::text AS "inServiceOn", k.end_of_life::text AS "endOfLife",
         o.valid_from::text AS "standsFrom", o.valid_to::text AS "leavesOn"
    FROM rack k
    JOIN datacenter d ON d.id = k.datacenter_id JOIN zone z ON z.id = d.zone_id JOIN region r ON r.id = z.region_id
    JOIN rack_type t ON t.id = k.rack_type_id JOIN hardware_family f ON f.id = t.family_id
    LEFT JOIN LATERAL (SELECT position_id, valid_from, valid_to FROM occupancy WHERE rack_id = k.id
                        -- where it stands today, or else where it comes to, or stood last
                        ORDER BY valid_from <= $2::date AND (valid_to IS NULL OR valid_to > $2::date) DESC, valid_from DESC LIMIT 1) o ON true
    LEFT JOIN position p ON p.id = o.position_id
    LEFT JOIN "row" w ON w.id = p.row_id
    LEFT JOIN room m ON m.id = p.room_id
   WHERE k.code = $1`;

/** Seven statements, each by an index. Neighbours are the nearest racks along the row. */
export async function rack(sql: pg.ClientBase, code: string, today: string): Promise<RackRecord | null> {
  const [found] = await select<Head>(sql, "inventory.rack", head, [code, today]);
  if (!found) return null;
  const { position_id: positionId, ...record } = found;
  const rowRacks = await select<RackRecord["rowRacks"][number]>(
    sql,
    "inventory.rack-row",
    `SELECT k.code, p.number AS position, k.height_u AS "heightU", k.state::text AS state, coalesce(u.used, 0) AS "usedU",
            o.valid_from::text AS "from", o.valid_to::text AS "to"
       FROM position p JOIN occupancy o ON o.position_id = p.id AND o.kind = 'occupied' AND (o.valid_to IS NULL OR o.valid_to > $2::date)
       JOIN rack k ON k.id = o.rack_id
       LEFT JOIN LATERAL (SELECT sum(s.height_u * CASE s.face WHEN 'both' THEN 1 ELSE 0.5 END) AS used
                            FROM server s WHERE s.rack_id = k.id AND s.state <> 'retired') u ON true
      WHERE p.row_id = $1 ORDER BY p.number, o.valid_from`,
    [record.rowId, today],
  );
  const at = record.position ?? 0;
  const neighbours = rowRacks.filter((one) => one.code !== record.code);
  const devices = await select<RackRecord["devices"][number]>(
    sql,
    "inventory.rack-servers",
    `SELECT s.id, s.name, s.serial, y.code AS type, y.name AS "typeName", s.start_u AS "startU", s.height_u AS "heightU",
            s.face::text AS face, s.state::text AS state, s.condition::text AS condition, y.nameplate_w AS "nameplateW", y.derated_w AS "deratedW",
            y.weight_kg AS "weightKg", s.installed_on::text AS "installedOn"
       FROM server s JOIN server_type y ON y.id = s.server_type_id
      WHERE s.rack_id = $1 AND s.state <> 'retired' ORDER BY s.start_u DESC, s.face`,
    [record.id],
  );
  return {
    ...record,
    servers: devices.length,
    previous: neighbours.filter((n) => n.position < at).at(-1)?.code ?? null,
    nextRack: neighbours.find((n) => n.position > at)?.code ?? null,
    rowRacks,
    feeds: await select(
      sql,
      "inventory.rack-feeds",
      `SELECT f.slot, v.id AS "deviceId", v.code AS device, u.id AS "topId", u.code AS top, v.capacity_w AS "capacityW",
              v.failover_capacity_w AS "failoverCapacityW"
         FROM position_feed f JOIN power_device v ON v.id = f.device_id JOIN power_device u ON u.id = f.top_id
        WHERE f.position_id = $1 ORDER BY f.slot`,
      [positionId],
    ),
    tops: await select(
      sql,
      "inventory.rack-tops",
      `SELECT v.id, v.code FROM power_device v WHERE v.parent_id IS NULL AND v.room_id = (SELECT room_id FROM position WHERE id = $1)`,
      [positionId],
    ),
    devices,
    unitReservations: await select(
      sql,
      "inventory.rack-reservations",
      `SELECT v.unit, v.face::text AS face, coalesce(u.name, v.owner) AS owner, v.reason, v.valid_from::text AS "from", v.valid_to::text AS until
         FROM rack_unit_reservation v LEFT JOIN user_account u ON u.email = lower(v.owner)
        WHERE v.rack_id = $1 AND (v.valid_to IS NULL OR v.valid_to > $2::date) ORDER BY v.unit, v.face`,
      [record.id, today],
    ),
  };
}

/** By its id, retired ones too. */
export async function rackDevice(sql: pg.ClientBase, id: number): Promise<DeviceRecord | null> {
  const [found] = await select<DeviceRecord>(
    sql,
    "inventory.rack-device",
    `SELECT s.id, s.name, k.code AS rack, y.code AS type, y.name AS "typeName", s.start_u AS "startU", s.height_u AS "heightU",
            s.face::text AS face, s.face = 'both' AS "fullDepth", s.state::text AS state, y.derated_w AS "deratedW",
            y.weight_kg AS "weightKg"
       FROM server s JOIN server_type y ON y.id = s.server_type_id JOIN rack k ON k.id = s.rack_id WHERE s.id = $1`,
    [id],
  );
  return found ?? null;
}
