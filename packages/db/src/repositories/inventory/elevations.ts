import { assetConditions, assetStates } from "@headroom/core/lifecycle/asset";
import type { RoomElevations } from "@headroom/services/ports/fleet-inventory";
import type pg from "pg";
import { select } from "../../sql";

/** What a device is drawn as: what ails it, or else where it is in its life. */
const conditions = assetConditions.filter((condition) => condition !== "ok");
const drawn: string[] = [...assetStates, ...conditions];

const numbered = (words: readonly string[], from: number): string =>
  words.map((word, i) => `WHEN '${word}' THEN ${from + i}`).join(" ");

const racksOfRoom = `
  SELECT k.code, w.code AS "row", p.number AS n, k.height_u AS h, t.code AS type, k.state::text AS state, t.power_w AS "powerW",
         coalesce(s.derated, 0)::int AS "deratedW", k.installed_on::text AS "installedOn",
         o.valid_from::text AS "from", o.valid_to::text AS "to", coalesce(s.d, '') AS d
    FROM position p JOIN "row" w ON w.id = p.row_id
    JOIN occupancy o ON o.position_id = p.id AND o.kind = 'occupied' AND (o.valid_to IS NULL OR o.valid_to > $2::date)
    JOIN rack k ON k.id = o.rack_id JOIN rack_type t ON t.id = k.rack_type_id
    LEFT JOIN LATERAL (
         SELECT sum(y.derated_w) AS derated,
                string_agg(((((s.start_u * 2)::int << 8 | (s.height_u * 2)::int) << 2
                  | CASE s.face WHEN 'front' THEN 0 WHEN 'rear' THEN 1 ELSE 2 END) << 5
                  | CASE s.condition ${numbered(conditions, assetStates.length)} ELSE CASE s.state ${numbered(assetStates, 0)} END END)::text, ',') AS d
           FROM server s JOIN server_type y ON y.id = s.server_type_id
          WHERE s.rack_id = k.id AND s.state <> 'retired') s ON true
   WHERE p.room_id = $1 ORDER BY w.sequence, p.number, o.valid_from, k.id`;

/** Two statements: the datacenter's rooms, and the racks of one of them with their devices as numbers. */
export async function elevations(
  sql: pg.ClientBase,
  datacenter: string,
  room: string | undefined,
  today: string,
): Promise<RoomElevations | null> {
  const rooms = await select<{ id: number | null; code: string; name: string; racks: number; region: string }>(
    sql,
    "inventory.elevation-rooms",
    `SELECT m.id, m.code, m.name, r.code AS region,
            (SELECT count(*)::int FROM position p JOIN occupancy o ON o.position_id = p.id AND o.kind = 'occupied' AND (o.valid_to IS NULL OR o.valid_to > $2::date)
              WHERE p.room_id = m.id) AS racks
       FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region r ON r.id = z.region_id LEFT JOIN room m ON m.datacenter_id = d.id
      WHERE d.code = $1 ORDER BY m.code`,
    [datacenter, today],
  );
  const [first] = rooms;
  if (!first) return null;
  const known = rooms.filter((one) => one.id !== null);
  const found = room === undefined ? known[0] : known.find((one) => one.code === room);
  if (room !== undefined && !found) return null;
  const racks = found
    ? await select<Omit<RoomElevations["racks"][number], "d"> & { d: string }>(
        sql,
        "inventory.elevations",
        racksOfRoom,
        [found.id, today],
      )
    : [];
  return {
    datacenter,
    region: first.region,
    room: found ? { code: found.code, name: found.name } : null,
    rooms: known.map(({ code, name, racks: count }) => ({ code, name, racks: count })),
    states: drawn,
    racks: racks.map((rack) => ({ ...rack, d: devicesIn(rack.d) })),
  };
}

/**
 * Lowest first. One number a device comes over the wire, of eight, eight, two and five bits: four in a text, and their order, are twice the work for
 * the database.
 */
function devicesIn(text: string): number[] {
  if (text === "") return [];
  const packed = text.split(",").map(Number);
  packed.sort((a, b) => a - b);
  return packed.flatMap((one) => [one >> 15, (one >> 7) & 255, (one >> 5) & 3, one & 31]);
}
