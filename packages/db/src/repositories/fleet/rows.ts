import type { AssetState } from "@headroom/core/lifecycle/asset";
import type { OccupancyKind } from "@headroom/core/topology/datacenter";
import type { OccupantType } from "@headroom/services/ports/fleet";
import type pg from "pg";
import { select } from "../../sql";

export interface DatacenterRow {
  id: number;
  code: string;
  name: string;
  version: number;
  tags: string[];
  region_id: number;
  region_code: string;
  region_name: string;
  zone_id: number;
  zone_code: string;
  zone_name: string;
}

const datacenterColumns = `
  d.id, d.code, d.name, d.version,
  ARRAY(SELECT DISTINCT t FROM unnest(r.compliance_tags || d.compliance_tags) AS t ORDER BY t) AS tags,
  r.id AS region_id, r.code AS region_code, r.name AS region_name,
  z.id AS zone_id, z.code AS zone_code, z.name AS zone_name
  FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region r ON r.id = z.region_id`;

export const datacenterByCode = (client: pg.ClientBase, code: string) =>
  select<DatacenterRow>(client, "fleet.dc-by-code", `SELECT ${datacenterColumns} WHERE d.code = $1`, [code]);

export const datacentersById = (client: pg.ClientBase, ids: readonly number[]) =>
  select<DatacenterRow>(
    client,
    "fleet.dc-by-id",
    `SELECT ${datacenterColumns} WHERE d.id = ANY($1::int[]) ORDER BY d.id`,
    [ids],
  );

/** Rooms, rows, devices, cooling and network zones in display order, in one list: `kind` says which. */
export interface PartRow {
  kind: "room" | "row" | "device" | "zone" | "network";
  id: number;
  datacenter_id: number;
  room_id: number;
  parent_id: number | null;
  code: string;
  name: string;
  sequence: number;
  capacity_w: number;
  failover_capacity_w: number;
  /** Of a room. */
  weight_limit_kg: number | null;
  /** Of a row or network zone. */
  ports: number | null;
  /** Of a row. */
  fault_domain: string | null;
  network_zone_id: number | null;
}

export const parts = (client: pg.ClientBase, ids: readonly number[]) =>
  select<PartRow>(
    client,
    "fleet.parts",
    `WITH rooms AS MATERIALIZED (SELECT id, datacenter_id, code, name, weight_limit_kg FROM room WHERE datacenter_id = ANY($1::int[]))
     SELECT 'room' AS kind, id, datacenter_id, id AS room_id, NULL::int AS parent_id, code, name, 0 AS sequence,
            0 AS capacity_w, 0 AS failover_capacity_w, weight_limit_kg, NULL::int AS ports, NULL::text AS fault_domain,
            NULL::int AS network_zone_id FROM rooms
     UNION ALL
     SELECT 'row', w.id, m.datacenter_id, m.id, NULL, w.code, '', w.sequence, 0, 0, NULL, w.ports, w.fault_domain, w.network_zone_id
       FROM rooms m JOIN "row" w ON w.room_id = m.id
     UNION ALL
     SELECT 'device', p.id, m.datacenter_id, m.id, p.parent_id, p.code, p.kind::text, p.depth, p.capacity_w, p.failover_capacity_w,
            NULL, NULL, NULL, NULL
       FROM rooms m JOIN power_device p ON p.room_id = m.id
     UNION ALL
     SELECT 'zone', c.id, m.datacenter_id, m.id, NULL, c.code, '', 0, c.capacity_w, 0, NULL, NULL, NULL, NULL
       FROM rooms m JOIN cooling_zone c ON c.room_id = m.id
     UNION ALL
     SELECT 'network', n.id, m.datacenter_id, m.id, NULL, n.code, '', 0, 0, 0, NULL, n.ports, NULL, NULL
       FROM rooms m JOIN network_zone n ON n.room_id = m.id
     ORDER BY 1, 3, 4, 8, 2`,
    [ids],
  );

export interface PositionRow {
  id: number;
  row_id: number;
  number: number;
  cooling_zone_id: number;
  weight_limit_kg: number | null;
  blocked_reason: string | null;
  assumed: boolean;
  /** Device ids by slot, joined by commas. */
  feeds: string;
}

/** Positions of rooms, by row and number. Feeds are read room by room along one index, already in order. */
export const positions = (client: pg.ClientBase, roomIds: readonly number[]) =>
  select<PositionRow>(
    client,
    "fleet.positions",
    `WITH fed AS MATERIALIZED (
       SELECT f.position_id, string_agg(f.device_id::text, ',' ORDER BY f.slot) AS feeds
         FROM position_feed f WHERE f.room_id = ANY($1::int[]) GROUP BY f.room_id, f.position_id)
     SELECT p.id, p.row_id, p.number, p.cooling_zone_id, p.weight_limit_kg, p.blocked_reason, p.provenance = 'assumed' AS assumed, fed.feeds
       FROM position p JOIN fed ON fed.position_id = p.id
      WHERE p.room_id = ANY($1::int[])
      ORDER BY p.row_id, p.number`,
    [roomIds],
  );

export interface OccupancyRow {
  position_id: number;
  kind: OccupancyKind;
  valid_from: string;
  valid_to: string | null;
  rack_id: number | null;
  plan_action_id: number | null;
  plan_id: number | null;
  reservation_id: number | null;
  note: string | null;
  /** The rack that moves here, where one does. */
  arriving_rack_id: number | null;
  /** Of the plan action. */
  rack_type_id: number | null;
}

/** The earliest occupancy of each position of the rooms that is not over on the day. */
export const occupancies = (client: pg.ClientBase, roomIds: readonly number[], asOf: string) =>
  select<OccupancyRow>(
    client,
    "fleet.occupancies",
    `SELECT DISTINCT ON (o.position_id)
            o.position_id, o.kind::text AS kind, o.valid_from::text AS valid_from, o.valid_to::text AS valid_to,
            o.rack_id, o.plan_action_id, a.plan_id, o.reservation_id, coalesce(u.name, v.owner_name) || ': ' || v.reason AS note, o.arriving_rack_id, a.rack_type_id
       FROM position p
       JOIN occupancy o ON o.position_id = p.id
       LEFT JOIN plan_action a ON a.id = o.plan_action_id
       LEFT JOIN reservation v ON v.id = o.reservation_id
       LEFT JOIN user_account u ON u.id = v.owner_id
      WHERE p.room_id = ANY($1::int[]) AND (o.valid_to IS NULL OR o.valid_to > $2::date)
      ORDER BY o.position_id, o.valid_from`,
    [roomIds, asOf],
  );

export interface RackRow {
  id: number;
  code: string;
  state: AssetState;
  rack_type_id: number;
}

/** Racks that are not gone: those of a datacenter lie together, where a join by id would look each one up. */
export const racksIn = (client: pg.ClientBase, datacenterIds: readonly number[]) =>
  select<RackRow>(
    client,
    "fleet.racks",
    `SELECT id, code, state::text AS state, rack_type_id FROM rack
      WHERE datacenter_id = ANY($1::int[]) AND state <> 'retired'`,
    [datacenterIds],
  );

export const racksById = (client: pg.ClientBase, ids: readonly number[]) =>
  select<RackRow>(
    client,
    "fleet.racks-by-id",
    "SELECT id, code, state::text AS state, rack_type_id FROM rack WHERE id = ANY($1::int[])",
    [ids],
  );

export const rackTypes = (client: pg.ClientBase, ids: readonly number[]) =>
  select<OccupantType>(
    client,
    "fleet.rack-types",
    `SELECT t.id, t.code, f.code AS "familyCode", t.power_w AS "powerW", t.derated_w AS "deratedW", t.cooling_w AS "coolingW",
            t.weight_kg AS "weightKg", t.ports
       FROM rack_type t JOIN hardware_family f ON f.id = t.family_id
      WHERE t.id = ANY($1::int[])`,
    [ids],
  );

export interface FreezeRow {
  datacenter_id: number;
  room_id: number | null;
  row_id: number | null;
  starts_on: string;
  ends_on: string;
  reason: string;
}

/** Freeze windows that are not over on the day, and that nobody ended before. */
export const freezes = (client: pg.ClientBase, datacenterIds: readonly number[], asOf: string) =>
  select<FreezeRow>(
    client,
    "fleet.freezes",
    `SELECT datacenter_id, room_id, row_id, starts_on::text AS starts_on, ends_on::text AS ends_on, reason
       FROM freeze_window WHERE datacenter_id = ANY($1::int[]) AND ends_on >= $2::date AND ended_at IS NULL
      ORDER BY datacenter_id, starts_on, id`,
    [datacenterIds, asOf],
  );
