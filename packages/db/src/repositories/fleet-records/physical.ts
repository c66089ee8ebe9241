import type pg from "pg";
import type { Finding } from "./compare";
import { keysSql, naturalSql, typeNamed } from "./natural";
import { REJECTED_KEPT } from "./stage";

/**
 * Rules between records, asked of the inventory as it would be afterwards: what comes in, and what stays as it is. The database refuses
 * the same; here each breach has its file and line. Every statement returns file, line and value of rows that come in.
 */
type Rule = (sql: pg.ClientBase) => Promise<Finding[]>;

interface Found {
  readonly file: number;
  readonly line: number;
  readonly value: string | null;
  readonly other?: string | null;
}

const rule =
  (statement: string, field: string, expected: (found: Found) => string, advice: string): Rule =>
  async (sql) => {
    const { rows } = await sql.query<Found>(`${statement} ORDER BY file, line LIMIT ${REJECTED_KEPT}`);
    return rows.map((found) => ({
      file: found.file,
      line: found.line,
      field,
      value: found.value,
      expected: expected(found),
      advice,
    }));
  };

const natural = (name: Parameters<typeof typeNamed>[0]): string => naturalSql(typeNamed(name));

/** Devices of every room that comes in, as they would be, with the top of their tree. `fleet_tree` is what `apply` writes. */
const tree: Rule = async (sql) => {
  await sql.query(`DROP TABLE IF EXISTS pg_temp.fleet_tree`);
  await sql.query(
    `CREATE TEMPORARY TABLE fleet_tree ON COMMIT DROP AS
     WITH RECURSIVE rooms AS (
       SELECT datacenter, room FROM in_power_devices UNION SELECT datacenter, room FROM in_feeds
     ), device AS (
       SELECT id, datacenter, room, code, parent FROM in_power_devices WHERE NOT bad
       UNION ALL
       SELECT n.id, n.datacenter, n.room, n.code, n.parent FROM (${natural("power_devices")}) n JOIN rooms USING (datacenter, room)
        WHERE NOT EXISTS (SELECT 1 FROM in_power_devices i WHERE i.id = n.id)
     ), tree AS (
       SELECT id, datacenter, room, code, parent, code AS top, 0 AS depth FROM device WHERE parent IS NULL
       UNION ALL
       SELECT d.id, d.datacenter, d.room, d.code, d.parent, t.top, t.depth + 1
         FROM device d JOIN tree t ON (t.datacenter, t.room, t.code) = (d.datacenter, d.room, d.parent)
     ) SELECT * FROM tree`,
  );
  await sql.query("ANALYZE fleet_tree");
  return rule(
    `SELECT i.file, i.line, i.parent AS value FROM in_power_devices i
      WHERE NOT i.bad AND NOT EXISTS (SELECT 1 FROM fleet_tree t WHERE (t.datacenter, t.room, t.code) = (i.datacenter, i.room, i.code))`,
    "parent",
    () => "a device that does not hang below this one",
    "break the cycle of parents",
  )(sql);
};

/** Feeds of the rooms of `fleet_tree` as they would be. */
const feeds = `(SELECT file, line, datacenter, room, "row", number, slot, device FROM in_feeds WHERE NOT bad
  UNION ALL SELECT NULL, NULL, n.datacenter, n.room, n."row", n.number, n.slot, n.device FROM (${natural("feeds")}) n
   WHERE EXISTS (SELECT 1 FROM fleet_tree t WHERE (t.datacenter, t.room) = (n.datacenter, n.room))
     AND NOT EXISTS (SELECT 1 FROM in_feeds i WHERE i.id = n.id))`;

/** A second feed from one tree. Where no feed comes in, a device that comes in has been moved into the tree. */
const sameTop = rule(
  `SELECT DISTINCT ON (file, line) * FROM (SELECT coalesce(x.file, i.file) AS file, coalesce(x.line, i.line) AS line, x.value, x.top AS other FROM (
     SELECT f.file, f.line, f.datacenter, f.room, f.device AS value, t.top, row_number() OVER (
         PARTITION BY f.datacenter, f.room, f."row", f.number, t.top ORDER BY f.file NULLS FIRST, f.line) AS n
       FROM ${feeds} f JOIN fleet_tree t ON (t.datacenter, t.room, t.code) = (f.datacenter, f.room, f.device)) x
     LEFT JOIN LATERAL (SELECT d.file, d.line FROM in_power_devices d
        JOIN fleet_tree t ON (t.datacenter, t.room, t.code) = (d.datacenter, d.room, d.code)
       WHERE (d.datacenter, d.room, t.top) = (x.datacenter, x.room, x.top) AND d.changed ORDER BY d.file, d.line LIMIT 1) i ON x.file IS NULL
    WHERE n > 1 AND coalesce(x.file, i.file) IS NOT NULL) y`,
  "device",
  ({ other }) => `a device below another top than ${other}, which feeds the position already`,
  "feed the position from two trees",
);

const twoFeeds = rule(
  `SELECT i.file, i.line, i.number::text AS value FROM in_positions i
     LEFT JOIN (SELECT datacenter, room, "row", number, count(*) AS n FROM in_feeds GROUP BY datacenter, room, "row", number) f
       ON (f.datacenter, f.room, f."row", f.number) = (i.datacenter, i.room, i."row", i.number)
    WHERE i.id IS NULL AND NOT i.bad AND coalesce(f.n, 0) < 2`,
  "number",
  () => "two feeds or more of it in feeds.csv",
  "add its feeds",
);

/** Who has which position when, as it would be. A position is told by four fields, as it may be new. */
const occupancies = `(SELECT file, line, rack, datacenter, room, "row", number, daterange(valid_from, valid_to) AS days,
    'rack ' || rack AS who, id IS NULL OR changed AS moved FROM in_placements WHERE NOT bad AND (valid_to IS NULL OR valid_to > valid_from)
  UNION ALL SELECT file, line, NULL, datacenter, room, "row", number, daterange(valid_from, valid_to), 'a reservation', id IS NULL OR changed
    FROM in_reservations WHERE NOT bad AND (valid_to IS NULL OR valid_to > valid_from)
  UNION ALL SELECT NULL, NULL, k.code, p.datacenter, p.room, p."row", p.number, daterange(o.valid_from, o.valid_to),
      CASE o.kind WHEN 'occupied' THEN 'rack ' || k.code WHEN 'reserved' THEN 'a reservation' ELSE 'a plan' END, false
    FROM occupancy o JOIN ${keysSql(typeNamed("positions"))} p ON p.id = o.position_id LEFT JOIN rack k ON k.id = o.rack_id
   WHERE EXISTS (SELECT 1 FROM in_placements UNION ALL SELECT 1 FROM in_reservations)
     AND NOT EXISTS (SELECT 1 FROM in_placements i WHERE i.id = o.id) AND NOT EXISTS (SELECT 1 FROM in_reservations i WHERE i.id = o.id))`;

/** Both see each other: the one that comes in later, or moves, is told. */
const later = `a.file IS NOT NULL AND (b.file IS NULL OR (b.file, b.line) < (a.file, a.line)) AND (a.moved OR b.moved)`;

const takenPositions = rule(
  `WITH o AS MATERIALIZED (SELECT * FROM ${occupancies} x)
   SELECT DISTINCT ON (a.file, a.line) a.file, a.line, concat_ws(' ', a.datacenter, a.room, a."row", a.number) AS value, b.who AS other
     FROM o a JOIN o b ON (a.datacenter, a.room, a."row", a.number) = (b.datacenter, b.room, b."row", b.number)
      AND a.days && b.days WHERE ${later}`,
  "number",
  ({ other }) => `a position that is free on these days; ${other} has it`,
  "choose another position or other days",
);

const twoPlaces = rule(
  `WITH o AS MATERIALIZED (SELECT * FROM ${occupancies} x)
   SELECT DISTINCT ON (a.file, a.line) a.file, a.line, a.rack AS value, concat_ws(' ', b.datacenter, b.room, b."row", b.number) AS other
     FROM o a JOIN o b ON a.rack = b.rack AND a.days && b.days WHERE ${later}`,
  "rack",
  ({ other }) => `one place at a time; on these days it stands at ${other}`,
  "end the other placement first (valid_to)",
);

const ofDatacenter = rule(
  `SELECT i.file, i.line, i.datacenter AS value, coalesce(r.datacenter, k.datacenter) AS other FROM in_placements i
     LEFT JOIN in_racks r ON r.code = i.rack LEFT JOIN (${natural("racks")}) k ON k.code = i.rack
    WHERE NOT i.bad AND (i.id IS NULL OR i.changed) AND i.valid_to IS NULL AND i.datacenter <> coalesce(r.datacenter, k.datacenter)`,
  "datacenter",
  ({ other }) => `${other}, the datacenter of the rack`,
  "correct the position, or the rack's datacenter",
);

const endsAfter = (table: string, from: string, to: string, orSame: boolean) =>
  rule(
    `SELECT file, line, ${to}::text AS value, ${from}::text AS other FROM ${table} WHERE NOT bad AND ${to} ${orSame ? "<" : "<="} ${from}`,
    to,
    ({ other }) => `a day ${orSame ? "not before" : "after"} ${other}`,
    "correct one of the two days",
  );

const rowWithRoom = rule(
  `SELECT file, line, "row" AS value FROM in_freeze_windows WHERE NOT bad AND "row" IS NOT NULL AND room IS NULL`,
  "room",
  () => "the room of the row",
  "fill in the room",
);

const knownOwner = rule(
  `SELECT i.file, i.line, i.owner_email AS value FROM in_reservations i
    WHERE NOT i.bad AND i.owner_email IS NOT NULL AND NOT EXISTS (SELECT 1 FROM user_account u WHERE u.email = lower(i.owner_email))`,
  "owner_email",
  () => "the address of a person with an account",
  "invite the person first, or name another owner",
);

const oneOwner = rule(
  `SELECT file, line, coalesce(owner_email, '') AS value FROM in_reservations
    WHERE NOT bad AND num_nonnulls(owner_email, owner_name) <> 1`,
  "owner_email",
  () => "the address of a person with an account, or a name in owner_name",
  "fill in one of the two",
);

/** Units kept for two at a time. */
const keptOnce = rule(
  `WITH r AS (
     SELECT file, line, rack, unit, face, daterange(valid_from, valid_to) AS days, owner, id IS NULL OR changed AS moved
       FROM in_unit_reservations WHERE NOT bad AND coalesce(valid_to > valid_from, true)
     UNION ALL SELECT NULL, NULL, k.code, v.unit, v.face, daterange(v.valid_from, v.valid_to), v.owner, false
       FROM rack_unit_reservation v JOIN rack k ON k.id = v.rack_id
      WHERE k.code IN (SELECT rack FROM in_unit_reservations) AND NOT EXISTS (SELECT 1 FROM in_unit_reservations i WHERE i.id = v.id)
   )
   SELECT DISTINCT ON (a.file, a.line) a.file, a.line, a.unit::text AS value, b.owner AS other
     FROM r a JOIN r b ON b.rack = a.rack AND b.unit = a.unit AND b.days && a.days AND (a.face = b.face OR 'both' IN (a.face, b.face))
    WHERE ${later}`,
  "unit",
  ({ other }) => `a unit that is not kept by ${other} on these days`,
  "give one of the two another unit, face or days",
);

/** A device kept for two at a time. */
const deviceKeptOnce = rule(
  `WITH r AS (
     SELECT file, line, rack, server, daterange(valid_from, valid_to) AS days, owner, id IS NULL OR changed AS moved
       FROM in_server_reservations WHERE NOT bad AND coalesce(valid_to > valid_from, true)
     UNION ALL SELECT NULL, NULL, k.code, s.name, daterange(v.valid_from, v.valid_to), v.owner, false
       FROM server_reservation v JOIN server s ON s.id = v.server_id JOIN rack k ON k.id = s.rack_id
      WHERE EXISTS (SELECT 1 FROM in_server_reservations i WHERE (i.rack, i.server) = (k.code, s.name))
        AND NOT EXISTS (SELECT 1 FROM in_server_reservations i WHERE i.id = v.id)
   )
   SELECT DISTINCT ON (a.file, a.line) a.file, a.line, a.server AS value, b.owner AS other
     FROM r a JOIN r b ON b.rack = a.rack AND b.server = a.server AND b.days && a.days WHERE ${later}`,
  "server",
  ({ other }) => `a device that is not kept by ${other} on these days`,
  "give one of the two other days",
);

const insideRack = rule(
  `SELECT i.file, i.line, i.start_u::text AS value, coalesce(r.height_u, k.height_u)::text AS other FROM in_servers i
     LEFT JOIN in_racks r ON r.code = i.rack LEFT JOIN rack k ON k.code = i.rack
    WHERE NOT i.bad AND i.start_u + i.height_u - 1 > coalesce(r.height_u, k.height_u)`,
  "start_u",
  ({ other }) => `units up to ${other}, the rack's height`,
  "correct the unit or the rack's height",
);

const tallEnough = rule(
  `SELECT DISTINCT ON (i.file, i.line) i.file, i.line, i.height_u::text AS value, s.name AS other
     FROM in_racks i JOIN server s ON s.rack_id = i.id
    WHERE i.changed AND s.start_u + s.height_u - 1 > i.height_u AND NOT EXISTS (SELECT 1 FROM in_servers n WHERE n.id = s.id)`,
  "height_u",
  ({ other }) => `enough units for server ${other}`,
  "move the server first",
);

/** Units and faces taken by servers of the racks that come in, half a unit at a time: many servers make short lists, not long pairs. */
const freeUnits = rule(
  `WITH s AS (
     SELECT file, line, rack, name, start_u, height_u, face FROM in_servers WHERE NOT bad AND state <> 'retired'
     UNION ALL SELECT NULL, NULL, k.code, s.name, s.start_u, s.height_u, s.face FROM server s JOIN rack k ON k.id = s.rack_id
      WHERE s.state <> 'retired' AND k.code IN (SELECT rack FROM in_servers) AND NOT EXISTS (SELECT 1 FROM in_servers i WHERE i.id = s.id)
   ), unit AS (
     SELECT s.file, s.line, s.name, s.start_u, s.rack, u, side FROM s, generate_series((s.start_u * 2)::int, ((s.start_u + s.height_u) * 2)::int - 1) u,
            (VALUES ('front'), ('rear')) f(side) WHERE s.face = 'both' OR s.face::text = f.side
   ), clash AS (
     SELECT rack, u, side FROM unit GROUP BY rack, u, side HAVING count(*) > 1
   )
   SELECT DISTINCT ON (file, line) file, line, start_u::text AS value, other FROM (
     SELECT unit.*, first_value(name) OVER w AS other, row_number() OVER w AS n FROM unit JOIN clash USING (rack, u, side)
     WINDOW w AS (PARTITION BY rack, u, side ORDER BY file NULLS FIRST, line)) x
    WHERE n > 1 AND file IS NOT NULL`,
  "start_u",
  ({ other }) => `units that server ${other} does not take`,
  "move one of the two",
);

/** In this order: later ones lean on what earlier ones made. */
export const physicalRules: readonly Rule[] = [
  tree,
  sameTop,
  twoFeeds,
  endsAfter("in_placements", "valid_from", "valid_to", false),
  endsAfter("in_reservations", "valid_from", "valid_to", false),
  endsAfter("in_unit_reservations", "valid_from", "valid_to", false),
  endsAfter("in_server_reservations", "valid_from", "valid_to", false),
  endsAfter("in_freeze_windows", "starts_on", "ends_on", true),
  takenPositions,
  twoPlaces,
  ofDatacenter,
  rowWithRoom,
  knownOwner,
  oneOwner,
  keptOnce,
  deviceKeptOnce,
  insideRack,
  tallEnough,
  freeUnits,
];
