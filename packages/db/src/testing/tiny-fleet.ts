import type { Database } from "../client";
import { inTransaction } from "../copy";

/**
 * A fleet small enough to count by hand, with explicit ids. Region `north` (tag eu), zone 1, datacenter `N1` (tag gov), one room with
 * UPS 1 and 2 (100 kW, 120 kW after a failure), row devices 11 (under 1) and 12 (under 2) and panels 13, 14 in the same way, one
 * cooling zone of 50 kW, rows 1 (`01`: positions 1-4 on 11+12, 5-6 on 13+14) and 2 (`02`: positions 7-10 on 11+12).
 * Position 2 is blocked. Rack R1 (type compute, 10 kW, 4 kW cooling, in service) stands on position 1, R2 (installed) on position 5;
 * position 3 is reserved by person `u1`. Rack types: 1 `compute` 10 kW, 2 `storage` 6 kW.
 */
export async function tinyFleet({ pool }: Database): Promise<void> {
  const client = await pool.connect();
  try {
    await inTransaction(client, async () => {
      for (const statement of statements) await client.query(statement);
    });
  } finally {
    client.release();
  }
}

const statements = [
  `INSERT INTO user_account (id, name, email, role, updated_at) VALUES
     ('u1', 'Ada Planner', 'ada@example.org', 'planner', now()), ('u2', 'Ben Approver', 'ben@example.org', 'approver', now())`,
  `INSERT INTO region (id, code, name, geography, latitude, longitude, compliance_tags) VALUES
     (1, 'north', 'North', 'Europe', 60, 10, '{eu}')`,
  "INSERT INTO zone (id, region_id, code, name) VALUES (1, 1, 'a', 'Zone A')",
  `INSERT INTO datacenter (id, zone_id, code, name, compliance_tags) VALUES (1, 1, 'N1', 'North One', '{gov,eu}')`,
  "INSERT INTO room (id, datacenter_id, code, name) VALUES (1, 1, '1', 'Room 1')",
  `INSERT INTO "row" (id, room_id, code, sequence) VALUES (1, 1, '01', 1), (2, 1, '02', 2)`,
  "INSERT INTO cooling_zone (id, room_id, code, capacity_w) VALUES (1, 1, 'C1', 50000)",
  `INSERT INTO power_device (id, room_id, code, kind, parent_id, top_id, depth, parent_depth, capacity_w, failover_capacity_w) VALUES
     (1, 1, 'UPS-1', 'ups', NULL, 1, 0, NULL, 100000, 120000), (2, 1, 'UPS-2', 'ups', NULL, 2, 0, NULL, 100000, 120000),
     (11, 1, 'RD-11', 'row_device', 1, 1, 1, 0, 40000, 60000), (12, 1, 'RD-12', 'row_device', 2, 2, 1, 0, 40000, 60000),
     (13, 1, 'RD-13', 'row_device', 1, 1, 1, 0, 40000, 60000), (14, 1, 'RD-14', 'row_device', 2, 2, 1, 0, 40000, 60000)`,
  `INSERT INTO position (id, row_id, room_id, number, cooling_zone_id, blocked_reason)
     SELECT n, CASE WHEN n <= 6 THEN 1 ELSE 2 END, 1, CASE WHEN n <= 6 THEN n ELSE n - 6 END, 1, CASE n WHEN 2 THEN 'column' END
       FROM generate_series(1, 10) n`,
  `INSERT INTO position_feed (position_id, slot, device_id, top_id, room_id)
     SELECT n, 'A', CASE WHEN n IN (5, 6) THEN 13 ELSE 11 END, 1, 1 FROM generate_series(1, 10) n
     UNION ALL SELECT n, 'B', CASE WHEN n IN (5, 6) THEN 14 ELSE 12 END, 2, 1 FROM generate_series(1, 10) n`,
  "INSERT INTO hardware_family (id, code, name, sequence) VALUES (1, 'compute', 'Compute', 1), (2, 'storage', 'Storage', 2)",
  `INSERT INTO server_type (id, code, name, family_id, height_u, nameplate_w, derated_w, weight_kg, ports) VALUES
     (1, 'srv', 'Server', 1, 2, 500, 350, 20, 2)`,
  `INSERT INTO rack_type (id, code, name, family_id, height_u, power_w, derated_w, cooling_w, weight_kg, ports, server_type_id,
                          server_count) VALUES
     (1, 'compute', 'Compute rack', 1, 42, 10000, 7000, 4000, 900, 4, 1, 20),
     (2, 'storage', 'Storage rack', 2, 42, 6000, 5000, 2000, 1100, 4, NULL, 0)`,
  `INSERT INTO rack (id, code, datacenter_id, rack_type_id, height_u, state, serial, installed_on) VALUES
     (1, 'R1', 1, 1, 42, 'in_service', 'SN1', '2026-01-05'), (2, 'R2', 1, 1, 42, 'racked', 'SN2', '2026-02-05')`,
  `INSERT INTO server (id, rack_id, server_type_id, name, serial, rack_height_u, start_u, height_u, face, state) VALUES
     (1, 1, 1, 'n1-r1-01', 'SRV1', 42, 1, 2, 'both', 'in_service'), (2, 1, 1, 'n1-r1-03', 'SRV2', 42, 3, 2, 'both', 'in_service')`,
  `INSERT INTO reservation (id, datacenter_id, owner_id, reason, valid_from) VALUES (1, 1, 'u1', 'network move', '2026-01-01')`,
  `INSERT INTO occupancy (position_id, kind, valid_from, rack_id, reservation_id) VALUES
     (1, 'occupied', '2026-01-05', 1, NULL), (5, 'occupied', '2026-02-05', 2, NULL), (3, 'reserved', '2026-01-01', NULL, 1)`,
  // Explicit ids leave the sequences behind.
  ...["region", "zone", "datacenter", "room", "row", "cooling_zone", "power_device", "position", "hardware_family"].map(
    bump,
  ),
  ...["server_type", "rack_type", "rack", "server", "reservation"].map(bump),
];

function bump(table: string): string {
  return `SELECT setval(pg_get_serial_sequence('"${table}"', 'id'), (SELECT max(id) FROM "${table}"))`;
}
