import type { RackWithDevices, ServerKept } from "@headroom/services/ports/records";
import type pg from "pg";
import { groupBy } from "../../group-by";
import { select } from "../../sql";

type Head = Omit<RackWithDevices, "devices" | "unitReservations" | "feeds" | "tops"> & {
  readonly position_id: number | null;
  readonly room_id: number | null;
};
type Of<T> = T & { readonly of: number };

/** The person behind an owner, who is written down by address or by name. */
const keeper = `coalesce(u.name, v.owner) AS owner, u.id AS "ownerId", v.ticket, v.reason, v.valid_to::text AS until`;

/** See RecordRepository.racks. Five statements for any number of racks. */
export async function racksWithDevices(
  sql: pg.ClientBase,
  codes: readonly string[],
  today: string,
): Promise<readonly RackWithDevices[]> {
  const heads = await select<Head>(
    sql,
    "records.racks",
    `SELECT k.id, k.code, k.datacenter_id AS "datacenterId", k.height_u AS "heightU", k.state::text AS state, t.power_w AS "powerW",
            t.weight_kg AS "weightKg", p.id AS position_id, p.room_id
       FROM rack k JOIN rack_type t ON t.id = k.rack_type_id
       LEFT JOIN LATERAL (SELECT position_id FROM occupancy WHERE rack_id = k.id ORDER BY valid_from DESC LIMIT 1) o ON true
       LEFT JOIN position p ON p.id = o.position_id WHERE k.code = ANY($1::text[]) ORDER BY k.id`,
    [codes],
  );
  if (heads.length === 0) return [];
  const ids = heads.map(({ id }) => id);
  const devices = await select<Of<RackWithDevices["devices"][number]>>(
    sql,
    "records.rack-devices",
    `SELECT s.rack_id AS of, s.id, s.name, s.start_u AS "startU", s.height_u AS "heightU", s.face::text AS face, y.derated_w AS "deratedW",
            y.weight_kg AS "weightKg"
       FROM server s JOIN server_type y ON y.id = s.server_type_id WHERE s.rack_id = ANY($1::int[]) AND s.state <> 'retired' ORDER BY s.id`,
    [ids],
  );
  const kept = await select<Of<RackWithDevices["unitReservations"][number]>>(
    sql,
    "records.rack-kept",
    `SELECT v.rack_id AS of, v.unit, v.face::text AS face, ${keeper}
       FROM rack_unit_reservation v LEFT JOIN user_account u ON u.email = lower(v.owner)
      WHERE v.rack_id = ANY($1::int[]) AND (v.valid_to IS NULL OR v.valid_to > $2::date) ORDER BY v.unit, v.face`,
    [ids, today],
  );
  const feeds = await select<Of<RackWithDevices["feeds"][number]>>(
    sql,
    "records.rack-feeds",
    `SELECT f.position_id AS of, f.slot, v.id AS "deviceId", v.code AS device, u.id AS "topId", u.code AS top, v.capacity_w AS "capacityW",
            v.failover_capacity_w AS "failoverCapacityW"
       FROM position_feed f JOIN power_device v ON v.id = f.device_id JOIN power_device u ON u.id = f.top_id
      WHERE f.position_id = ANY($1::int[]) ORDER BY f.position_id, f.slot`,
    [heads.flatMap((head) => head.position_id ?? [])],
  );
  const tops = await select<Of<RackWithDevices["tops"][number]>>(
    sql,
    "records.rack-tops",
    "SELECT room_id AS of, id, code FROM power_device WHERE parent_id IS NULL AND room_id = ANY($1::int[]) ORDER BY id",
    [[...new Set(heads.flatMap((head) => head.room_id ?? []))]],
  );
  const [inRack, keptIn, feeding, topsOf] = [byOf(devices), byOf(kept), byOf(feeds), byOf(tops)];
  return heads.map(({ position_id, room_id, ...rack }) => ({
    ...rack,
    ...{ devices: inRack.get(rack.id) ?? [], unitReservations: keptIn.get(rack.id) ?? [] },
    ...{ feeds: feeding.get(position_id ?? -1) ?? [], tops: topsOf.get(room_id ?? -1) ?? [] },
  }));
}

const byOf = <T extends { readonly of: number }>(rows: readonly T[]) => groupBy(rows, (row) => row.of);

/** See RecordRepository.keptServers. */
export const keptServers = (sql: pg.ClientBase, ids: readonly number[], today: string) =>
  select<ServerKept>(
    sql,
    "records.kept-servers",
    `SELECT s.id AS "serverId", s.name, ${keeper} FROM server_reservation v JOIN server s ON s.id = v.server_id
       LEFT JOIN user_account u ON u.email = lower(v.owner)
      WHERE v.server_id = ANY($1::bigint[]) AND (v.valid_from IS NULL OR v.valid_from <= $2::date) AND (v.valid_to IS NULL OR v.valid_to > $2::date)`,
    [ids, today],
  );
