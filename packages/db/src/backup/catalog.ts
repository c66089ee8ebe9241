import type pg from "pg";
import { quoted } from "../quoted";

/** A table of Headroom, as the database knows it. */
export interface CatalogTable {
  readonly name: string;
  /** In their order, without those the database computes. */
  readonly columns: readonly string[];
  /** The primary key. */
  readonly key: readonly { readonly column: string; readonly isText: boolean }[];
}

export interface CatalogSequence {
  readonly name: string;
  /** A bigint, as text. */
  readonly lastValue: string;
  readonly isCalled: boolean;
}

export interface AppliedMigration {
  readonly name: string;
  /** SHA-256 of its file. */
  readonly checksum: string;
  readonly finished: boolean;
}

/** Prisma's book of migrations. */
export const BOOK = "_prisma_migrations";

/**
 * Whose rows are left out of a backup: what signs somebody in must not come back to life, counters go with it; and telemetry of single points and
 * hours, which is larger than everything else and old soon. Latest readings and days are kept.
 */
export const LEFT_OUT: readonly string[] = [
  ...["rate_limit", "session", "verification"],
  ...["telemetry_point", "telemetry_hour", "telemetry_hour_mark", "telemetry_day_mark"],
  // workers of another place and time would be missed
  "worker_seen",
];

/** Tables in which a migration wrote rows: a database with no others is empty. */
export const WRITTEN_BY_MIGRATIONS: readonly string[] = ["override_reason"];

/** Every table of schema public but the book of migrations, by name. Throws where one has no primary key: its rows have no order. */
export async function readTables(client: pg.ClientBase): Promise<readonly CatalogTable[]> {
  const { rows } = await client.query<CatalogTable>(
    `SELECT c.relname AS name,
       (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
       coalesce((SELECT jsonb_agg(jsonb_build_object('column', a.attname, 'isText', a.attcollation <> 0) ORDER BY k.place)
          FROM pg_index i, unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place), pg_attribute a
         WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum), '[]') AS key
      FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> $1
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
     ORDER BY c.relname COLLATE "C"`,
    [BOOK],
  );
  const unordered = rows.find(({ key }) => key.length === 0);
  if (unordered) throw new Error(`table ${unordered.name} has no primary key`);
  return rows;
}

export async function countRows(client: pg.ClientBase, table: string): Promise<number> {
  const { rows } = await client.query(`SELECT count(*) AS n FROM public.${quoted(table)}`);
  return Number(rows[0].n);
}

/** Every sequence of schema public, by name. What they gave out is no part of any transaction. */
export async function readSequences(client: pg.ClientBase): Promise<readonly CatalogSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S' ORDER BY relname COLLATE "C"`,
  );
  const all: CatalogSequence[] = [];
  for (const { name } of rows) {
    const { rows: found } = await client.query(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM public.${quoted(name)}`,
    );
    all.push({ name, ...found[0] });
  }
  return all;
}

/** The migrations in the database's book, in the order applied; null where it has no book. */
export async function readBook(client: pg.ClientBase): Promise<readonly AppliedMigration[] | null> {
  const { rows: there } = await client.query("SELECT to_regclass($1) IS NOT NULL AS yes", [`public.${quoted(BOOK)}`]);
  if (!there[0].yes) return null;
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS finished FROM public.${quoted(BOOK)}
      WHERE rolled_back_at IS NULL ORDER BY migration_name COLLATE "C"`,
  );
  return rows;
}
