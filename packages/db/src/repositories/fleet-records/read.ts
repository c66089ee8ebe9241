import type { FleetRecord, RecordType } from "@headroom/core/topology/records/types";
import type pg from "pg";
import { type NaturalOptions, naturalSql, quoted } from "./natural";

const BATCH_ROWS = 5_000;

/** Which records of a type belong to one datacenter ($1, its code); the catalogue belongs to every one. */
function partOf(of: RecordType, table: (name: string) => string): string | null {
  const has = (name: string) => of.fields.some((field) => field.name === name);
  const inDatacenter = (what: string) =>
    `SELECT ${what} FROM ${table("datacenter")} d JOIN ${table("zone")} z ON z.id = d.zone_id JOIN ${table("region")} r ON r.id = z.region_id WHERE d.code = $1`;
  if (of.name === "datacenters") return "n.code = $1";
  if (of.name === "zones") return `(n.region, n.code) IN (${inDatacenter("r.code, z.code")})`;
  if (of.name === "regions") return `n.code IN (${inDatacenter("r.code")})`;
  if (has("datacenter")) return "n.datacenter = $1";
  return has("rack")
    ? `n.rack IN (SELECT k.code FROM ${table("rack")} k JOIN ${table("datacenter")} d ON d.id = k.datacenter_id WHERE d.code = $1)`
    : null;
}

/** A table as it was at a moment: rows that are as they were then, and those that history kept. */
function tableAt(at: string): NonNullable<NaturalOptions["table"]> {
  if (!/^[0-9T:.-]+Z$/.test(at)) throw new Error(`not a moment: ${at}`);
  return (name) =>
    `(SELECT c.* FROM ${quoted(name)} c WHERE c.changed_at <= '${at}'
      UNION ALL SELECT p.* FROM record_history h CROSS JOIN LATERAL jsonb_populate_record(NULL::${quoted(name)}, h.row) p
       WHERE h.table_name = '${name}' AND h.from_at <= '${at}' AND h.to_at > '${at}')`;
}

const asText: ReadonlySet<string> = new Set(["day", "object"]);

/** Every record of a type in the order of its key, byte by byte; in batches. Days and objects come as text. */
export async function* readRecords(
  sql: pg.ClientBase,
  of: RecordType,
  datacenter: string | null,
  at: string | null,
): AsyncGenerator<readonly FleetRecord[]> {
  const values = of.fields.map(({ name, kind }) => `n.${quoted(name)}${asText.has(kind.type) ? "::text" : ""}`);
  const order = of.key.map((name) => {
    const text = of.fields.some((field) => field.name === name && field.kind.type === "text");
    return `n.${quoted(name)}${text ? ' COLLATE "C"' : ""} NULLS FIRST`;
  });
  const table = at === null ? quoted : tableAt(at);
  const part = datacenter === null ? null : partOf(of, table);
  await sql.query(
    `DECLARE fleet_records NO SCROLL CURSOR FOR SELECT ${values.join(", ")} FROM (${naturalSql(of, undefined, { table })}) n
      ${part ? `WHERE ${part}` : ""} ORDER BY ${order.join(", ")}`,
    part ? [datacenter] : [],
  );
  try {
    for (;;) {
      const { rows } = await sql.query<unknown[]>({
        text: `FETCH ${BATCH_ROWS} FROM fleet_records`,
        rowMode: "array",
      } as pg.QueryArrayConfig);
      // Columns were selected in the order and with the types of the fields.
      if (rows.length > 0) yield rows as unknown as FleetRecord[];
      if (rows.length < BATCH_ROWS) return;
    }
  } finally {
    await sql.query("CLOSE fleet_records").catch(() => {});
  }
}
