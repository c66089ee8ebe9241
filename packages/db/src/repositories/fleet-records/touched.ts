import type pg from "pg";

/** Types whose records name their datacenter, and change what it offers or what stands in it. */
const inDatacenters = [
  "rooms",
  "network_zones",
  "rows",
  "cooling_zones",
  "power_devices",
  "positions",
  "feeds",
  "racks",
  "placements",
  "reservations",
  "freeze_windows",
];

/**
 * Datacenters that what came in changes: those that are there (ids), and the codes of all of them, new ones too. To be asked before
 * anything is written: racks may leave one.
 */
export async function changedDatacenters(
  sql: pg.ClientBase,
): Promise<{ readonly ids: readonly number[]; readonly codes: readonly string[] }> {
  const named = inDatacenters.map((name) => `SELECT datacenter AS code FROM in_${name} WHERE id IS NULL OR changed`);
  const known = `SELECT d.code FROM datacenter d JOIN zone z ON z.id = d.zone_id JOIN region r ON r.id = z.region_id WHERE
       (r.code) IN (SELECT code FROM in_regions WHERE changed)
    OR (r.code, z.code) IN (SELECT region, code FROM in_zones WHERE changed)
    OR d.id IN (SELECT k.datacenter_id FROM rack k JOIN rack_type t ON t.id = k.rack_type_id
                 WHERE t.code IN (SELECT code FROM in_rack_types WHERE changed) OR k.code IN (SELECT code FROM in_racks WHERE changed)
                    OR k.code IN (SELECT rack FROM in_placements WHERE changed))
    OR d.id IN (SELECT a.datacenter_id FROM plan_action a JOIN rack_type t ON t.id = a.rack_type_id
                 WHERE t.code IN (SELECT code FROM in_rack_types WHERE changed))`;
  const { rows } = await sql.query<{ id: number | null; code: string }>(
    `SELECT d.id, x.code FROM (${named.join(" UNION ")} UNION SELECT code FROM in_datacenters WHERE id IS NULL OR changed UNION ${known}) x
       LEFT JOIN datacenter d ON d.code = x.code`,
  );
  return { ids: rows.flatMap(({ id }) => id ?? []), codes: rows.map(({ code }) => code) };
}
