import type { Role } from "@headroom/core/access/permissions";
import type { Database } from "@headroom/db/client";
import { inTransaction } from "@headroom/db/copy";

/** People of the test fleet, by id. The names of their ids begin with the letters of their roles. */
export const people = {
  pia: "planner",
  pete: "planner",
  ann: "approver",
  abe: "approver",
  mona: "manager",
  omar: "operator",
  ada: "admin",
  adam: "admin",
  uma: "auditor",
} as const satisfies Record<string, Role>;
export type PersonName = keyof typeof people;

export interface FleetSize {
  /** Rows of ten positions in each datacenter; default 4. */
  readonly rows?: number;
}

/**
 * Region `nord` (tag eu): datacenters N1 (zone a) and N2 (zone b). Region `west`: W1 (zone a, tag gov). Each has one room with four UPS of
 * 150 kW (200 kW after a failure), rows of ten positions on two row devices of 60 kW (80 kW), a cooling zone of 60 kW for every two
 * rows. Racks of type `compute` (10 kW, 4 kW of heat, 2,560 cores) stand on the first two positions of every row; `storage` draws 6 kW.
 * Ids: datacenter d = 1..3, row d * 100 + r, position (d * 100 + r) * 100 + n.
 */
export async function testFleet({ pool }: Database, { rows = 4 }: FleetSize = {}): Promise<void> {
  const client = await pool.connect();
  try {
    await inTransaction(client, async () => {
      for (const statement of statements(rows)) await client.query(statement);
    });
  } finally {
    client.release();
  }
}

const quote = (text: string) => `'${text}'`;

function statements(rows: number): string[] {
  const users = Object.entries(people).map(([id, role]) => `('${id}', '${id}', '${id}@example.org', '${role}', now())`);
  const pairs = "ARRAY[[1,2],[3,4],[1,3],[2,4],[1,4],[2,3]]";
  const top = (d: string, n: string) => `${d} * 100000 + ${n}`;
  const device = (d: string, r: string, side: number) => `${d} * 100000 + ${r} * 10 + ${side}`;
  const pair = (side: number) => `(${pairs})[(r - 1) % 6 + 1][${side}]`;
  return [
    `INSERT INTO user_account (id, name, email, role, updated_at) VALUES ${users.join(", ")}`,
    `INSERT INTO region (id, code, name, geography, latitude, longitude, compliance_tags) VALUES
       (1, 'nord', 'Nord', 'Europe', 60, 10, '{eu}'), (2, 'west', 'West', 'Americas', 40, -80, '{}')`,
    "INSERT INTO zone (id, region_id, code, name) VALUES (1, 1, 'a', 'A'), (2, 1, 'b', 'B'), (3, 2, 'a', 'A')",
    `INSERT INTO datacenter (id, zone_id, code, name, compliance_tags) VALUES
       (1, 1, 'N1', 'Nord 1', '{}'), (2, 2, 'N2', 'Nord 2', '{}'), (3, 3, 'W1', 'West 1', '{gov}')`,
    "INSERT INTO room (id, datacenter_id, code, name) SELECT d, d, '1', 'Room 1' FROM generate_series(1, 3) d",
    `INSERT INTO "row" (id, room_id, code, sequence)
       SELECT d * 100 + r, d, 'R' || r, r FROM generate_series(1, 3) d, generate_series(1, ${rows}) r`,
    `INSERT INTO cooling_zone (id, room_id, code, capacity_w)
       SELECT d * 100 + z, d, 'C' || z, 60000 FROM generate_series(1, 3) d, generate_series(1, ${Math.ceil(rows / 2)}) z`,
    `INSERT INTO power_device (id, room_id, code, kind, parent_id, top_id, depth, parent_depth, capacity_w, failover_capacity_w)
       SELECT ${top("d", "n")}, d, 'UPS-' || n, 'ups', NULL, ${top("d", "n")}, 0, NULL, 150000, 200000
         FROM generate_series(1, 3) d, generate_series(1, 4) n`,
    ...[1, 2].map(
      (
        side,
      ) => `INSERT INTO power_device (id, room_id, code, kind, parent_id, top_id, depth, parent_depth, capacity_w, failover_capacity_w)
       SELECT ${device("d", "r", side)}, d, 'RD-' || r || ${side === 1 ? "'A'" : "'B'"}, 'row_device', ${top("d", pair(side))},
              ${top("d", pair(side))}, 1, 0, 60000, 80000
         FROM generate_series(1, 3) d, generate_series(1, ${rows}) r`,
    ),
    `INSERT INTO position (id, row_id, room_id, number, cooling_zone_id)
       SELECT (d * 100 + r) * 100 + n, d * 100 + r, d, n, d * 100 + (r + 1) / 2
         FROM generate_series(1, 3) d, generate_series(1, ${rows}) r, generate_series(1, 10) n`,
    ...[1, 2].map(
      (side) => `INSERT INTO position_feed (position_id, slot, device_id, top_id, room_id)
       SELECT (d * 100 + r) * 100 + n, ${side === 1 ? "'A'" : "'B'"}, ${device("d", "r", side)}, ${top("d", pair(side))}, d
         FROM generate_series(1, 3) d, generate_series(1, ${rows}) r, generate_series(1, 10) n`,
    ),
    `INSERT INTO hardware_family (id, code, name, sequence) VALUES (1, 'compute', 'Compute', 1), (2, 'storage', 'Storage', 2)`,
    `INSERT INTO rack_type (id, code, name, family_id, height_u, power_w, derated_w, cooling_w, weight_kg, ports, cores, memory_gib,
                            storage_tb, cost) VALUES
       (1, 'compute', 'Compute rack', 1, 42, 10000, 7000, 4000, 900, 4, 2560, 20480, 0, 200000),
       (2, 'storage', 'Storage rack', 2, 42, 6000, 5000, 2000, 1100, 4, 0, 0, 1228.8, 150000)`,
    `INSERT INTO rack (id, code, datacenter_id, rack_type_id, height_u, state, installed_on)
       SELECT (d * 100 + r) * 100 + n, 'K' || d || '-' || r || '-' || n, d, 1, 42, 'in_service', '2026-01-05'
         FROM generate_series(1, 3) d, generate_series(1, ${rows}) r, generate_series(1, 2) n`,
    `INSERT INTO occupancy (position_id, kind, valid_from, rack_id) SELECT id, 'occupied', '2026-01-05', id FROM rack`,
    ...[
      "region",
      "zone",
      "datacenter",
      "room",
      "row",
      "cooling_zone",
      "power_device",
      "position",
      "hardware_family",
    ].map(bump),
    ...["rack_type", "rack"].map(bump),
  ];
}

/** Explicit ids leave the sequences behind. */
const bump = (table: string): string =>
  `SELECT setval(pg_get_serial_sequence(${quote(`"${table}"`)}, 'id'), (SELECT max(id) FROM "${table}"))`;
