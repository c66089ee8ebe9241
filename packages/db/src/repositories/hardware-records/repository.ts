import type {
  FoundHardware,
  HardwareRack,
  HardwareRecordRepository,
  KeptFirmware,
  RackServer,
  ServerFirmware,
  TypeFacts,
} from "@headroom/services/ports/hardware-records";
import { instant } from "../../instant";
import { select } from "../../sql";
import type { Transaction } from "../../unit-of-work";

const types = `SELECT t.id, t.code, t.height_u AS "heightU", t.full_depth AS "fullDepth", t.cores, t.memory_gib AS "memoryGib",
  t.storage_tb AS "storageTb", t.gpus, coalesce(p.models, '{}') AS models, p.drives, coalesce(p.firmware, '[]') AS firmware,
  coalesce(p.version, 0) AS version FROM server_type t LEFT JOIN server_type_profile p ON p.server_type_id = t.id`;

export function hardwareRecordRepository({ sql }: Pick<Transaction, "sql">): HardwareRecordRepository {
  return {
    async rack(rackId) {
      const [rack] = await select<Omit<HardwareRack, "servers">>(
        sql,
        "hardware.rack",
        `SELECT k.id, k.code, k.height_u AS "heightU", t.server_type_id AS "serverTypeId", t.server_count AS "serverCount", k.tags,
                ARRAY(SELECT DISTINCT s FROM run_subject x, unnest(x.services) s WHERE x.rack_id = k.id ORDER BY s) AS services
           FROM rack k JOIN rack_type t ON t.id = k.rack_type_id WHERE k.id = $1`,
        [rackId],
      );
      if (!rack) return null;
      const servers = await select<RackServer>(
        sql,
        "hardware.servers",
        `SELECT id, name, start_u AS unit, serial, server_type_id AS "serverTypeId" FROM server WHERE rack_id = $1 AND state <> 'retired'
          ORDER BY start_u, id`,
        [rackId],
      );
      return { ...rack, servers };
    },

    async types(ids) {
      const rows = await select<TypeFacts>(sql, "hardware.types", `${types} WHERE t.id = ANY($1::int[])`, [ids]);
      return new Map(rows.map((row) => [row.id, row]));
    },

    async typeByCode(code) {
      return (await select<TypeFacts>(sql, "hardware.type", `${types} WHERE t.code = $1`, [code]))[0] ?? null;
    },

    async saveProfile(serverTypeId, { models, drives, firmware }) {
      await sql.query(
        `INSERT INTO server_type_profile (server_type_id, models, drives, firmware) VALUES ($1, $2, $3, $4)
         ON CONFLICT (server_type_id) DO UPDATE SET models = $2, drives = $3, firmware = $4, version = server_type_profile.version + 1`,
        [serverTypeId, models, drives, JSON.stringify(firmware)],
      );
    },

    async systems(serverIds) {
      const rows = await select<{ id: number; path: string }>(
        sql,
        "hardware.systems",
        "SELECT server_id AS id, found->'system'->>'path' AS path FROM server_hardware WHERE server_id = ANY($1::int[])",
        [serverIds],
      );
      return new Map(rows.map(({ id, path }) => [id, path]));
    },

    async found(serverIds) {
      const rows = await select<{ id: number; found: FoundHardware }>(
        sql,
        "hardware.found",
        "SELECT server_id AS id, found FROM server_hardware WHERE server_id = ANY($1::int[])",
        [serverIds],
      );
      return new Map(rows.map(({ id, found }) => [id, found]));
    },

    async keepFound(serverId, found, atMs) {
      await sql.query(
        `INSERT INTO server_hardware (server_id, found, found_at) VALUES ($1, $2, to_timestamp($3 / 1000.0))
         ON CONFLICT (server_id) DO UPDATE SET found = excluded.found, found_at = excluded.found_at
          WHERE server_hardware.found_at <= excluded.found_at`,
        [serverId, JSON.stringify(found), atMs],
      );
    },

    async keepFirmware(serverId, parts, atMs) {
      await sql.query(
        `UPDATE server_hardware SET firmware = $2, firmware_at = to_timestamp($3 / 1000.0)
          WHERE server_id = $1 AND (firmware_at IS NULL OR firmware_at <= to_timestamp($3 / 1000.0))`,
        [serverId, JSON.stringify(parts), atMs],
      );
    },

    async firmware(serverId) {
      const rows = await select<KeptFirmware>(
        sql,
        "hardware.firmware",
        `SELECT h.firmware AS parts, ${instant("h.firmware_at")} AS at FROM server_hardware h WHERE h.server_id = $1 AND h.firmware IS NOT NULL`,
        [serverId],
      );
      return rows[0] ?? null;
    },

    firmwareOf: ({ datacenter, rack, after, limit }) =>
      select<ServerFirmware>(
        sql,
        "hardware.firmware-of",
        `SELECT m.id AS "controllerId", d.code AS datacenter, k.code AS rack, s.start_u AS unit, s.name AS server, t.code AS "serverType",
                h.firmware AS parts, ${instant("h.firmware_at")} AS at, coalesce(p.firmware, '[]') AS wanted
           FROM management_controller m JOIN server s ON s.id = m.server_id JOIN rack k ON k.id = s.rack_id
           JOIN datacenter d ON d.id = k.datacenter_id JOIN server_hardware h ON h.server_id = s.id
           JOIN server_type t ON t.id = coalesce(m.server_type_id, s.server_type_id)
           LEFT JOIN server_type_profile p ON p.server_type_id = t.id
          WHERE h.firmware IS NOT NULL AND s.state <> 'retired' AND ($1::text IS NULL OR d.code = $1) AND ($2::text IS NULL OR k.code = $2)
            AND m.id > $3 ORDER BY m.id LIMIT $4`,
        [datacenter ?? null, rack ?? null, after, limit],
      ),

    async addServer({ rack, unit, type, names, serial, on }) {
      // two who discover one rack wait for each other
      await sql.query("SELECT 1 FROM rack WHERE id = $1 FOR UPDATE", [rack.id]);
      const face = type.fullDepth ? "both" : "front";
      const { rows } = await sql.query<RackServer>(
        `INSERT INTO server (rack_id, rack_height_u, server_type_id, name, serial, start_u, height_u, face, state, installed_on)
         SELECT q.rack, q.rack_u, q.type, (SELECT n FROM unnest($4::text[]) WITH ORDINALITY AS w(n, i)
             WHERE NOT EXISTS (SELECT 1 FROM server o WHERE o.rack_id = q.rack AND o.name = w.n) ORDER BY i LIMIT 1), q.serial, q.unit, q.height, q.face,
             'racked', q.installed
           FROM (SELECT $1::int AS rack, $2::int AS rack_u, $3::int AS type, $5::text AS serial, $6::float8 AS unit, $7::float8 AS height,
                        $8::rack_face AS face, $9::date AS installed) q
          WHERE q.unit + q.height <= q.rack_u + 1 AND NOT EXISTS (SELECT 1 FROM server o WHERE o.rack_id = q.rack AND o.state <> 'retired'
             AND o.start_u < q.unit + q.height AND o.start_u + o.height_u > q.unit AND (o.face = 'both' OR q.face = 'both' OR o.face = q.face))
         RETURNING id, name, start_u AS unit, serial, server_type_id AS "serverTypeId"`,
        [rack.id, rack.heightU, type.id, names, serial, unit, type.heightU, face, on],
      );
      return rows[0] ?? null;
    },

    async setSerial(serverId, serial) {
      await sql.query("UPDATE server SET serial = $2 WHERE id = $1", [serverId, serial]);
    },
  };
}
