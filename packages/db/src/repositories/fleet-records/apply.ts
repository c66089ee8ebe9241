import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { RecordType, RecordTypeName } from "@headroom/core/topology/records/types";
import type { FleetOutcome } from "@headroom/services/ports/fleet-records";
import type pg from "pg";
import { constrainedAfterwards, indexedAfterwards } from "../../copy";
import { incoming } from "./incoming";
import { keysSql, linked, quoted, typeNamed } from "./natural";
import { carriedVersion, takeOut, versionBack } from "./replace";
import { writeFeeds, writePowerDevices, writeReservations } from "./special";
import { changedDatacenters } from "./touched";

/** Rows of one type from which the database checks all at once afterwards, and learns the size of the table again. */
const MANY = 20_000;

/** Fewer change nothing that the database would want to know. */
const SOME = 100;

interface Writing {
  /** Columns that no field has; `l0`, `l1`... are the links' records. */
  readonly extras?: Readonly<Record<string, string>>;
  /** Changed rows are taken out and put back under their ids, so that two may trade places. */
  readonly replace?: boolean;
  /** Statements that take changed rows out of the way of unique columns first. */
  readonly park?: readonly string[];
}

const writings: Partial<Record<RecordTypeName, Writing>> = {
  rows: {
    park: [
      `UPDATE "row" t SET sequence = -2147483648 + t.id FROM in_rows i WHERE i.changed AND i.id = t.id AND i.sequence <> t.sequence`,
    ],
  },
  placements: { extras: { kind: "'occupied'::occupancy_kind" }, replace: true },
  unit_reservations: { replace: true },
  server_reservations: { replace: true },
  device_power_ports: { replace: true },
  servers: {
    extras: { rack_height_u: "(SELECT k.height_u FROM rack k WHERE k.id = l0.id)" },
    // meters go on with the server: it is not taken out
    park: [
      "UPDATE server SET state = 'retired' WHERE id IN (SELECT id FROM in_servers WHERE changed)",
      `UPDATE server t SET name = E'\\x01' || t.id FROM in_servers i JOIN rack k ON k.code = i.rack
        WHERE i.changed AND i.id = t.id AND (t.rack_id, t.name) <> (k.id, i.name)`,
    ],
  },
};

type Write = (sql: pg.ClientBase, of: RecordType) => Promise<void>;
const special: Partial<Record<RecordTypeName, Write>> = {
  power_devices: writePowerDevices,
  feeds: writeFeeds,
  reservations: writeReservations,
};

/** See FleetRecordRepository.apply. `compareRun` has made the incoming tables and found nothing wrong. */
export async function applyIncoming(sql: pg.ClientBase): Promise<FleetOutcome> {
  const created: Record<string, number> = {};
  const updated: Record<string, number> = {};
  await sql.query("CREATE TEMPORARY TABLE fleet_moved_feed (LIKE position_feed) ON COMMIT DROP");
  const touched = await changedDatacenters(sql);
  for (const of of recordTypes) {
    const { rows } = await sql.query<{ fresh: number; changed: number }>(
      `SELECT count(*) FILTER (WHERE id IS NULL)::int AS fresh, count(*) FILTER (WHERE changed)::int AS changed FROM ${incoming(of)}`,
    );
    const { fresh, changed } = rows[0]!;
    if (fresh > 0) created[of.noun] = fresh;
    if (changed > 0) updated[of.noun] = changed;
    // feeds have to follow devices that moved, even where no feed comes in
    if (fresh + changed === 0 && of.name !== "feeds") continue;
    const write = special[of.name] ?? writePlain;
    if (fresh + changed < MANY) await write(sql, of);
    else {
      const load = () => write(sql, of);
      if (of.name !== "servers") await load();
      else {
        const checked = () => constrainedAfterwards(sql, of.table, load);
        // beside many that stand, whole indexes would take longer than the new entries
        await ((await standing(sql, of.table)) < fresh + changed
          ? indexedAfterwards(sql, of.table, checked)
          : checked());
      }
    }
    if (fresh + changed > SOME) await sql.query(`ANALYZE ${quoted(of.table)}`);
  }
  const codes = [...touched.codes];
  const { rows } = await sql.query<{ id: number }>(
    "SELECT id FROM datacenter WHERE code = ANY($1::text[]) OR id = ANY($2::int[]) ORDER BY id",
    [codes, touched.ids],
  );
  const datacenterIds = rows.map(({ id }) => id);
  await sql.query("UPDATE datacenter SET version = version + 1 WHERE id = ANY($1::int[])", [touched.ids]);
  return { created, updated, datacenterIds };
}

/** About how many rows a table has, as its last ANALYZE found. */
async function standing(sql: pg.ClientBase, table: string): Promise<number> {
  const { rows } = await sql.query<{ about: number }>(
    "SELECT greatest(reltuples, 0)::int AS about FROM pg_class WHERE oid = $1::regclass",
    [quoted(table)],
  );
  return rows[0]!.about;
}

async function writePlain(sql: pg.ClientBase, of: RecordType): Promise<void> {
  const { extras = {}, replace = false, park } = writings[of.name] ?? {};
  const kept = of.links.filter((link) => link.column !== null);
  const joins = kept
    .map((link, i) => {
      const to = typeNamed(link.to);
      return `${link.optional ? "LEFT " : ""}JOIN ${keysSql(to)} l${i} ON ${linked(link, "i", `l${i}`)}`;
    })
    .join(" ");
  const columns: readonly (readonly [string, string])[] = [
    ...kept.map((link, i) => [link.column!, `l${i}.id::int`] as const),
    ...of.fields.flatMap((field) =>
      field.column === null ? [] : [[field.column, `i.${quoted(field.name)}`] as const],
    ),
    ...Object.entries(extras),
  ];
  for (const statement of park ?? []) await sql.query(statement);
  if (replace) await takeOut(sql, of, `SELECT id FROM ${incoming(of)} WHERE changed`);
  else {
    const values = columns.map(([column, value]) => `${value} AS ${quoted(column)}`).join(", ");
    const wanted = `(SELECT i.id, ${values} FROM ${incoming(of)} i ${joins} WHERE i.changed) n`;
    for (const part of await inParts(sql, of, columns)) {
      const [mine, theirs] = ["t", "n"].map((alias) => part.map((column) => `${alias}.${quoted(column)}`).join(", "));
      const set = part.map((column) => `${quoted(column)} = n.${quoted(column)}`).join(", ");
      await sql.query(
        `UPDATE ${quoted(of.table)} t SET ${set} FROM ${wanted} WHERE t.id = n.id AND (${mine}) IS DISTINCT FROM (${theirs})`,
      );
    }
  }
  const version = replace ? carriedVersion(of, "i.id", "i.back") : `1 + ${versionBack(of, "i.back")}`;
  const put = [...columns, ["record_version", version] as const];
  const names = put.map(([column]) => quoted(column)).join(", ");
  const values = put.map(([, value]) => value).join(", ");
  const id = `COALESCE(i.id, i.back, nextval(pg_get_serial_sequence('${quoted(of.table)}', 'id')))`;
  await sql.query(
    `INSERT INTO ${quoted(of.table)} (id, ${names}) SELECT ${id}, ${values} FROM ${incoming(of)} i ${joins}
      WHERE i.id IS NULL ${replace ? "OR i.changed" : ""} ORDER BY i.file, i.line`,
  );
}

/**
 * Columns that tell rows apart, then all others. Behind a trigger an UPDATE that names one of the first takes the row's strongest lock, which
 * everybody who refers to the row waits for, also where the value stays: so only rows are named there whose key becomes another.
 */
async function inParts(
  sql: pg.ClientBase,
  of: RecordType,
  columns: readonly (readonly [string, string])[],
): Promise<readonly (readonly string[])[]> {
  const { rows } = await sql.query<{ name: string }>(
    `SELECT DISTINCT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
      WHERE i.indrelid = $1::regclass AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL`,
    [quoted(of.table)],
  );
  const keys = new Set(rows.map(({ name }) => name));
  const names = columns.map(([column]) => column);
  return [names.filter((name) => keys.has(name)), names.filter((name) => !keys.has(name))].filter(
    (part) => part.length > 0,
  );
}
