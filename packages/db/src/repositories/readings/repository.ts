import type { Reading } from "@headroom/core/capacity/measured";
import type {
  MeteredKey,
  MeteredKind,
  MeteredRack,
  RackReadings,
  ReadingRepository,
} from "@headroom/services/ports/readings";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

interface ReadingRow {
  id: number;
  power_w: number;
  at_ms: number;
}

const toReading = ({ power_w: powerW, at_ms: atMs }: ReadingRow): Reading => ({ powerW, atMs });
const byId = (rows: readonly ReadingRow[]) => new Map(rows.map((row) => [row.id, toReading(row)]));
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`;

const kept = { server: "server", rack: "rack", device: "power_device" } as const;

const found: Readonly<Record<MeteredKind, string>> = {
  server: `SELECT q.n::int, s.id FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS q(rack, server, n)
             JOIN rack k ON k.code = q.rack JOIN server s ON s.rack_id = k.id AND s.name = q.server`,
  rack: "SELECT q.n::int, k.id FROM unnest($1::text[]) WITH ORDINALITY AS q(rack, n) JOIN rack k ON k.code = q.rack",
  device: `SELECT q.n::int, v.id FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS q(datacenter, room, device, n)
             JOIN datacenter d ON d.code = q.datacenter JOIN room m ON m.datacenter_id = d.id AND m.code = q.room
             JOIN power_device v ON v.room_id = m.id AND v.code = q.device`,
};

const partsOf = (key: MeteredKey): string[] =>
  key.kind === "server"
    ? [key.rack, key.server]
    : key.kind === "rack"
      ? [key.rack]
      : [key.datacenter, key.room, key.device];

export function readingRepository({ sql }: Pick<Transaction, "sql">): ReadingRepository {
  return {
    async resolve(keys) {
      const ids: (number | null)[] = keys.map(() => null);
      for (const kind of ["server", "rack", "device"] as const) {
        const at = keys.flatMap((key, i) => (key.kind === kind ? [i] : []));
        if (at.length === 0) continue;
        const parts = at.map((i) => partsOf(keys[i]!));
        const columns = parts[0]!.map((_, column) => parts.map((row) => row[column]));
        const rows = await select<{ n: number; id: number }>(sql, `readings.resolve-${kind}`, found[kind], columns);
        for (const { n, id } of rows) ids[at[n - 1]!] = id;
      }
      return ids;
    },

    async keep(kind, readings) {
      if (readings.length === 0) return 0;
      const table = `${kept[kind]}_reading`;
      const { rowCount } = await sql.query(
        `INSERT INTO ${table} AS r (${kept[kind]}_id, power_w, measured_at)
         SELECT id, power_w, to_timestamp(at_ms / 1000.0) FROM unnest($1::int[], $2::int[], $3::float8[]) AS q(id, power_w, at_ms)
         ON CONFLICT (${kept[kind]}_id) DO UPDATE SET power_w = excluded.power_w, measured_at = excluded.measured_at
          WHERE (excluded.measured_at, excluded.power_w) > (r.measured_at, r.power_w)`,
        [readings.map((r) => r.id), readings.map((r) => r.powerW), readings.map((r) => r.atMs)],
      );
      return rowCount ?? 0;
    },

    async racksOf(datacenterId, sinceMs) {
      interface Row extends Omit<ReadingRow, "power_w" | "at_ms"> {
        power_w: number | null;
        at_ms: number | null;
        servers: number;
        read: number;
        inside_w: number;
        oldest_ms: number | null;
      }
      const rows = await select<Row>(
        sql,
        "readings.racks-of",
        // from what is metered: servers of racks in which nothing is are not so much as counted
        `SELECT k.id, r.power_w, ${ms("r.measured_at")} AS at_ms, coalesce(n.servers, 0)::int AS servers, coalesce(i.read, 0)::int AS read,
                coalesce(i.power_w, 0)::float8 AS inside_w, ${ms("i.oldest")} AS oldest_ms
           FROM rack k
           LEFT JOIN rack_reading r ON r.rack_id = k.id AND r.measured_at >= to_timestamp($2::float8 / 1000)
           LEFT JOIN (SELECT s.rack_id, count(*) AS read, sum(x.power_w) AS power_w, min(x.measured_at) AS oldest
                        FROM server_reading x JOIN server s ON s.id = x.server_id JOIN rack c ON c.id = s.rack_id
                       WHERE c.datacenter_id = $1 AND s.state <> 'retired' AND x.measured_at >= to_timestamp($2::float8 / 1000)
                         AND NOT EXISTS (SELECT 1 FROM rack_reading o
                                          WHERE o.rack_id = c.id AND o.measured_at >= to_timestamp($2::float8 / 1000))
                       GROUP BY s.rack_id) i ON i.rack_id = k.id
           LEFT JOIN LATERAL (SELECT count(*) AS servers FROM server s WHERE s.rack_id = i.rack_id AND s.state <> 'retired') n ON i.rack_id IS NOT NULL
          WHERE k.datacenter_id = $1 AND k.state <> 'retired' AND (r.power_w IS NOT NULL OR i.rack_id IS NOT NULL)`,
        [datacenterId, sinceMs],
      );
      return rows.map(
        (row): RackReadings => ({
          rackId: row.id,
          own: row.power_w === null ? null : { powerW: row.power_w, atMs: row.at_ms! },
          inside: { servers: row.servers, read: row.read, powerW: row.inside_w, oldestMs: row.oldest_ms },
        }),
      );
    },

    async devicesOf(datacenterId) {
      const rows = await select<ReadingRow>(
        sql,
        "readings.devices-of",
        `SELECT v.id, r.power_w, ${ms("r.measured_at")} AS at_ms
           FROM room m JOIN power_device v ON v.room_id = m.id JOIN power_device_reading r ON r.power_device_id = v.id
          WHERE m.datacenter_id = $1`,
        [datacenterId],
      );
      return byId(rows);
    },

    async devices(ids) {
      const rows = await select<ReadingRow>(
        sql,
        "readings.devices",
        `SELECT power_device_id AS id, power_w, ${ms("measured_at")} AS at_ms FROM power_device_reading
          WHERE power_device_id = ANY($1::int[])`,
        [ids],
      );
      return byId(rows);
    },

    async rack(rackId) {
      interface Row {
        power_w: number | null;
        at_ms: number | null;
        position_id: number | null;
        weightKg: number;
        positionLimitKg: number | null;
      }
      const [head] = await select<Row>(
        sql,
        "readings.rack",
        `SELECT r.power_w, ${ms("r.measured_at")} AS at_ms, p.id AS position_id, t.weight_kg AS "weightKg",
                p.weight_limit_kg AS "positionLimitKg"
           FROM rack k JOIN rack_type t ON t.id = k.rack_type_id LEFT JOIN rack_reading r ON r.rack_id = k.id
           LEFT JOIN LATERAL (SELECT position_id FROM occupancy WHERE rack_id = k.id ORDER BY valid_from DESC LIMIT 1) o ON true
           LEFT JOIN position p ON p.id = o.position_id WHERE k.id = $1`,
        [rackId],
      );
      if (!head) return null;
      const servers = await select<Omit<ReadingRow, "power_w"> & { power_w: number | null }>(
        sql,
        "readings.rack-servers",
        `SELECT s.id, x.power_w, ${ms("x.measured_at")} AS at_ms FROM server s LEFT JOIN server_reading x ON x.server_id = s.id
          WHERE s.rack_id = $1 AND s.state <> 'retired' ORDER BY s.id`,
        [rackId],
      );
      const feeds = await select<MeteredRack["feeds"][number]>(
        sql,
        "readings.rack-feeds",
        `SELECT slot, device_id AS "deviceId", top_id::text AS top FROM position_feed WHERE position_id = $1 ORDER BY slot`,
        [head.position_id],
      );
      return {
        own: head.power_w === null ? null : { powerW: head.power_w, atMs: head.at_ms! },
        servers: servers.map(({ id, power_w: powerW, at_ms: atMs }) => ({
          ...{ id, reading: powerW === null ? null : { powerW, atMs } },
        })),
        feeds,
        ...{ weightKg: head.weightKg, positionLimitKg: head.positionLimitKg },
      };
    },
  };
}
