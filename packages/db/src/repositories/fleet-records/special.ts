import type pg from "pg";
import { keysSql, typeNamed } from "./natural";
import { carriedVersion, takeOut, versionBack } from "./replace";

/**
 * Devices, in one statement each way: a tree's rules are asked at its end, so parents and children may come together. Feeds of devices
 * that get another top are taken out first and put back by `writeFeeds`.
 */
export async function writePowerDevices(sql: pg.ClientBase): Promise<void> {
  await sql.query(`ALTER TABLE fleet_tree ADD COLUMN fresh boolean NOT NULL DEFAULT false`);
  await sql.query(
    `UPDATE fleet_tree t SET fresh = true, id = coalesce(
         (SELECT i.back FROM in_power_devices i WHERE (i.datacenter, i.room, i.code) = (t.datacenter, t.room, t.code)),
         nextval(pg_get_serial_sequence('power_device', 'id'))) WHERE id IS NULL`,
  );
  // every device of the rooms with its parent and top, by number
  await sql.query(
    `CREATE TEMPORARY TABLE fleet_device ON COMMIT DROP AS
     SELECT t.id::int AS id, t.fresh, i.back, r.id::int AS room_id, t.code, p.id::int AS parent_id, x.id::int AS top_id, t.depth,
            CASE WHEN t.parent IS NULL THEN NULL ELSE t.depth - 1 END AS parent_depth,
            coalesce(i.kind, d.kind) AS kind, coalesce(i.capacity_w, d.capacity_w) AS capacity_w,
            coalesce(i.failover_capacity_w, d.failover_capacity_w) AS failover_capacity_w, coalesce(i.provenance, d.provenance) AS provenance,
            coalesce(i.tags, d.tags) AS tags, CASE WHEN i.code IS NULL THEN d.custom_fields ELSE i.custom_fields END AS custom_fields
       FROM fleet_tree t JOIN ${keysSql(typeNamed("rooms"))} r ON r.datacenter = t.datacenter AND r.code = t.room
       JOIN fleet_tree x ON (x.datacenter, x.room, x.code) = (t.datacenter, t.room, t.top)
       LEFT JOIN fleet_tree p ON (p.datacenter, p.room, p.code) = (t.datacenter, t.room, t.parent)
       LEFT JOIN in_power_devices i ON (i.datacenter, i.room, i.code) = (t.datacenter, t.room, t.code)
       LEFT JOIN power_device d ON d.id = t.id AND NOT t.fresh`,
  );
  await sql.query(
    `WITH gone AS (DELETE FROM position_feed f USING power_device d, fleet_device n
       WHERE n.id = d.id AND n.top_id <> d.top_id AND f.device_id = d.id RETURNING f.*)
     INSERT INTO fleet_moved_feed SELECT * FROM gone`,
  );
  const values =
    "room_id, code, kind, parent_id, top_id, depth, parent_depth, capacity_w, failover_capacity_w, provenance, tags, custom_fields";
  // room and code are what they were; what feeds refer to (top) is named only where it becomes another: see inParts
  for (const columns of [
    "parent_id, top_id, depth, parent_depth",
    "kind, capacity_w, failover_capacity_w, provenance, tags, custom_fields",
  ]) {
    const of = (alias: string) =>
      columns
        .split(", ")
        .map((column) => `${alias}.${column}`)
        .join(", ");
    await sql.query(
      `UPDATE power_device t SET (${columns}) = ROW(${of("n")}) FROM fleet_device n WHERE t.id = n.id AND (${of("t")}) IS DISTINCT FROM (${of("n")})`,
    );
  }
  await sql.query(
    `INSERT INTO power_device (id, record_version, ${values})
     SELECT id, 1 + ${versionBack(typeNamed("power_devices"), "back")}, ${values} FROM fleet_device WHERE fresh ORDER BY id`,
  );
}

/** Feeds that came in, and those whose devices moved: out with the old ones before any new one, as a position has one feed per top. */
export async function writeFeeds(sql: pg.ClientBase): Promise<void> {
  const { rows } = await sql.query<{ any: boolean }>(
    "SELECT EXISTS (SELECT 1 FROM in_feeds WHERE id IS NULL OR changed) OR EXISTS (SELECT 1 FROM fleet_moved_feed) AS any",
  );
  if (!rows[0]!.any) return;
  await takeOut(sql, typeNamed("feeds"), "SELECT id FROM in_feeds WHERE changed");
  await sql.query("INSERT INTO fleet_taken_out SELECT id, record_version FROM fleet_moved_feed");
  await sql.query(
    `INSERT INTO position_feed (id, record_version, position_id, slot, device_id, top_id, room_id, provenance)
     SELECT coalesce(f.id, f.back, nextval(pg_get_serial_sequence('position_feed', 'id'))),
            ${carriedVersion(typeNamed("feeds"), "f.id", "f.back")},
            f.position_id, f.slot, d.id, d.top_id, d.room_id, f.provenance FROM (
       SELECT i.id, i.back, p.id AS position_id, i.slot, k.id AS device_id, i.provenance FROM in_feeds i
         JOIN ${keysSql(typeNamed("positions"))} p ON (p.datacenter, p.room, p."row", p.number) = (i.datacenter, i.room, i."row", i.number)
         JOIN ${keysSql(typeNamed("power_devices"))} k ON (k.datacenter, k.room, k.code) = (i.datacenter, i.room, i.device)
        WHERE i.id IS NULL OR i.changed
       UNION ALL
       SELECT m.id, NULL, m.position_id, m.slot, m.device_id, m.provenance FROM fleet_moved_feed m
        WHERE NOT EXISTS (SELECT 1 FROM in_feeds i WHERE i.changed AND i.id = m.id)) f
       JOIN power_device d ON d.id = f.device_id`,
  );
}

/** Positions with the same owner, reason, ticket and days in a datacenter are one reservation. */
export async function writeReservations(sql: pg.ClientBase): Promise<void> {
  await takeOut(sql, typeNamed("reservations"), "SELECT id FROM in_reservations WHERE changed");
  await sql.query(
    `CREATE TEMPORARY TABLE fleet_reserved ON COMMIT DROP AS
     SELECT i.id, i.back, p.id AS position_id, m.datacenter_id, u.id AS owner_id, i.owner_name, i.reason, i.ticket, i.valid_from, i.valid_to
       FROM in_reservations i JOIN ${keysSql(typeNamed("positions"))} p
         ON (p.datacenter, p.room, p."row", p.number) = (i.datacenter, i.room, i."row", i.number)
       JOIN position q ON q.id = p.id JOIN room m ON m.id = q.room_id LEFT JOIN user_account u ON u.email = lower(i.owner_email)
      WHERE i.id IS NULL OR i.changed`,
  );
  const same = `(v.datacenter_id, v.reason, v.valid_from) = (f.datacenter_id, f.reason, f.valid_from)
    AND (v.owner_id, v.owner_name, v.ticket, v.valid_to) IS NOT DISTINCT FROM (f.owner_id, f.owner_name, f.ticket, f.valid_to)`;
  await sql.query(
    `INSERT INTO reservation (datacenter_id, owner_id, owner_name, reason, ticket, valid_from, valid_to)
     SELECT DISTINCT datacenter_id, owner_id, owner_name, reason, ticket, valid_from, valid_to FROM fleet_reserved f
      WHERE NOT EXISTS (SELECT 1 FROM reservation v WHERE ${same})`,
  );
  await sql.query(
    `INSERT INTO occupancy (id, record_version, position_id, kind, valid_from, valid_to, reservation_id)
     SELECT coalesce(f.id, f.back, nextval(pg_get_serial_sequence('occupancy', 'id'))), ${carriedVersion(typeNamed("reservations"), "f.id", "f.back")}, f.position_id, 'reserved', f.valid_from, f.valid_to, (SELECT min(v.id) FROM reservation v WHERE ${same}) FROM fleet_reserved f`,
  );
  await sql.query(
    "DELETE FROM reservation v WHERE NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.reservation_id = v.id) AND EXISTS (SELECT 1 FROM in_reservations WHERE changed)",
  );
}
