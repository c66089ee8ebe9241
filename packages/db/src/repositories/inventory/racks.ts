import type { InventoryRepository, RackFilter } from "@headroom/services/ports/fleet-inventory";
import type pg from "pg";
import { likePrefix } from "../../sql";

type RackPage = Awaited<ReturnType<InventoryRepository["racks"]>>;

/**
 * The clauses of the filters that are set, and their values. Only set ones are sent, so that each combination is planned for itself: an
 * `$1 IS NULL OR ...` would hide the index from the planner.
 */
function clauses(filter: RackFilter): { readonly where: string; readonly values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (value: unknown, clause: (parameter: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    parts.push(clause(`$${values.length}`));
  };
  add(filter.datacenter, (p) => `k.datacenter_id = (SELECT id FROM datacenter WHERE code = ${p})`);
  add(
    filter.region,
    (
      p,
    ) => `k.datacenter_id IN (SELECT d.id FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region r ON r.id = z.region_id
              WHERE r.code = ${p})`,
  );
  add(filter.type, (p) => `k.rack_type_id = (SELECT id FROM rack_type WHERE code = ${p})`);
  add(
    filter.family,
    (p) =>
      `k.rack_type_id IN (SELECT t.id FROM rack_type t JOIN hardware_family f ON f.id = t.family_id WHERE f.code = ${p})`,
  );
  add(filter.state, (p) => `k.state::text = ${p}`);
  const search = filter.search ? likePrefix(filter.search.toLowerCase()) : undefined;
  add(search, (p) => `(lower(k.code) LIKE ${p} OR lower(k.serial) LIKE ${p})`);
  return { where: parts.length === 0 ? "true" : parts.join(" AND "), values };
}

export async function racks(sql: pg.ClientBase, filter: RackFilter): Promise<RackPage> {
  const { where, values } = clauses(filter);
  const counted = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM rack k WHERE ${where}`,
    values,
  );
  const after = filter.after === undefined ? "" : `AND k.code > $${values.length + 2}`;
  // What begins with a text is few and found by its own index; without the fence all codes are walked through in order until a page is full.
  const fence = filter.search ? "OFFSET 0" : "";
  const page = await sql.query<RackPage["rows"][number]>(
    `WITH page AS MATERIALIZED (
       SELECT k.* FROM (SELECT * FROM rack k WHERE ${where} ${after} ${fence}) k ORDER BY k.code LIMIT $${values.length + 1})
     SELECT k.id, k.code, d.code AS datacenter, o.room, o."row", o.position, t.code AS type, f.code AS family, k.state::text AS state,
            t.power_w AS "powerW", (SELECT count(*)::int FROM server s WHERE s.rack_id = k.id AND s.state <> 'retired') AS servers,
            k.installed_on::text AS "installedOn", k.end_of_life::text AS "endOfLife"
       FROM page k
       JOIN datacenter d ON d.id = k.datacenter_id
       JOIN rack_type t ON t.id = k.rack_type_id
       JOIN hardware_family f ON f.id = t.family_id
       LEFT JOIN LATERAL (
            SELECT m.code AS room, w.code AS "row", p.number AS position
              FROM occupancy o JOIN position p ON p.id = o.position_id JOIN "row" w ON w.id = p.row_id JOIN room m ON m.id = p.room_id
             WHERE o.rack_id = k.id ORDER BY o.valid_from DESC LIMIT 1) o ON true
      ORDER BY k.code`,
    filter.after === undefined ? [...values, filter.limit] : [...values, filter.limit, filter.after],
  );
  return { rows: page.rows, total: counted.rows[0]?.total ?? 0 };
}
