import type { ImportRepository } from "@headroom/services/ports/imports";
import type pg from "pg";
import { select } from "../../sql";

type NetboxCounts = Awaited<ReturnType<ImportRepository["counts"]>>;

/** Of all, or of the datacenter $1. */
const of = (column: string): string => `($1::int IS NULL OR ${column} = $1)`;
/** What NetBox takes as a slug just so. */
const isSlug = (column: string): string => `${column} ~ '^[A-Za-z0-9_-]{1,100}$'`;
const isNew = (kind: string, id: string): string =>
  `NOT EXISTS (SELECT 1 FROM external_ref e WHERE e.source = $3 AND e.kind = '${kind}' AND e.local_id = ${id})`;

const REGION_OF = "(SELECT z.region_id FROM zone z JOIN datacenter d ON d.zone_id = z.id WHERE d.id = $1)";
const IN_ROOMS = (table: string) => `${table} t JOIN room m ON m.id = t.room_id WHERE ${of("m.datacenter_id")}`;
const STANDS = `LEFT JOIN occupancy o ON o.rack_id = t.id AND o.kind = 'occupied' AND daterange(o.valid_from, o.valid_to) @> $2::date`;

/** Codes of what NetBox does not know, and tags of anything. */
const coded: readonly (readonly [kind: string, from: string])[] = [
  ["region", `region t WHERE ($1::int IS NULL OR t.id = ${REGION_OF})`],
  ["datacenter", `datacenter t WHERE ${of("t.id")}`],
  ["room", `room t WHERE ${of("t.datacenter_id")}`],
  ["row", IN_ROOMS(`"row"`)],
  ["hardware_family", "hardware_family t WHERE true"],
  ["server_type", "server_type t WHERE true"],
];
const tagged: readonly string[] = [
  ...coded.slice(0, 4).map(([, from]) => from),
  `rack t WHERE ${of("t.datacenter_id")}`,
  `server t JOIN rack k ON k.id = t.rack_id WHERE ${of("k.datacenter_id")}`,
];

/** A statement a figure. */
const figures: Readonly<Record<Exclude<keyof NetboxCounts, "facts" | "nameless">, string>> = {
  racks: `SELECT count(*) FROM rack t WHERE ${of("t.datacenter_id")}`,
  racksInRows: `SELECT count(*) FROM rack t JOIN occupancy o ON o.rack_id = t.id AND o.kind = 'occupied'
      AND daterange(o.valid_from, o.valid_to) @> $2::date WHERE ${of("t.datacenter_id")}`,
  racksNowhere: `SELECT count(*) FROM rack t ${STANDS} WHERE o.id IS NULL AND t.state <> 'retired' AND ${of("t.datacenter_id")}`,
  rooms: `SELECT count(*) FROM room t WHERE ${of("t.datacenter_id")}`,
  rows: `SELECT count(*) FROM ${IN_ROOMS(`"row"`)}`,
  powerDevices: `SELECT count(*) FROM ${IN_ROOMS("power_device")}`,
  newDevicesBelow: `SELECT count(*) FROM ${IN_ROOMS("power_device")} AND t.depth > 0 AND ${isNew("power_device", "t.id")}`,
  serverTypes: "SELECT count(*) FROM server_type",
  unitsAgain: `SELECT count(*) - count(DISTINCT (t.rack_id, t.unit)) FROM rack_unit_reservation t JOIN rack k ON k.id = t.rack_id
     WHERE ${of("k.datacenter_id")}`,
  codes: `SELECT ${coded
    .map(([kind, from]) => `(SELECT count(*) FROM ${from} AND NOT ${isSlug("t.code")} AND ${isNew(kind, "t.id")})`)
    .join(" + ")}`,
  tags: `SELECT count(DISTINCT tag) FROM (${tagged
    .map((from) => `SELECT unnest(t.tags) AS tag FROM ${from} AND t.tags <> '{}'`)
    .join(" UNION ALL ")}) x WHERE NOT ${isSlug("tag")}`,
  newServerTypes: `SELECT count(*) FROM server_type t WHERE ${isNew("server_type", "t.id")}`,
};

/** See ImportRepository.counts. One statement for the inventory, and one or two for what was imported, where that is asked. */
export async function netboxCounts(
  sql: pg.ClientBase,
  source: string,
  datacenterId: number | null,
  today: string,
  withFacts: boolean,
): Promise<NetboxCounts> {
  const columns = Object.entries(figures).map(([name, statement]) => `(${statement})::int AS "${name}"`);
  const [found] = await select<Omit<NetboxCounts, "facts" | "nameless">>(
    sql,
    "imports.counts",
    `WITH given AS (SELECT $1::int, $2::date, $3::text) SELECT ${columns.join(", ")}`,
    [datacenterId, today, source],
  );
  if (!withFacts) return { ...found!, facts: [], nameless: [] };
  // things of other sites are not in an export of one
  const here = `o.source = $1 AND ($2::int IS NULL OR o.facts ->> 'site_id' IS NULL OR 'site:' || (o.facts ->> 'site_id') IN (
      SELECT e.external_id FROM external_ref e WHERE e.source = $1 AND e.kind = 'datacenter' AND e.local_id = $2))`;
  const facts = await select<NetboxCounts["facts"][number]>(
    sql,
    "imports.counted-facts",
    `SELECT o.kind, f.key AS column, count(*)::int AS count FROM external_object o CROSS JOIN LATERAL jsonb_each_text(o.facts) f
      WHERE ${here} AND f.value NOT IN ('', '{}', '[]', 'null', 'f', 'false') GROUP BY o.kind, f.key ORDER BY o.kind, f.key`,
    [source, datacenterId],
  );
  const nameless = await select<NetboxCounts["nameless"][number]>(
    sql,
    "imports.counted-nameless",
    `SELECT o.kind, count(*)::int AS count FROM external_object o
       JOIN external_object d ON d.source = o.source AND d.kind = 'dcim_device' AND d.external_id = o.facts ->> 'device_id'
      WHERE ${here} AND NOT d.facts ? 'name' GROUP BY o.kind ORDER BY o.kind`,
    [source, datacenterId],
  );
  return { ...found!, facts, nameless };
}
