/// <reference path="../pg-copy-streams.d.ts" />
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { quoted } from "../quoted";
import {
  type AppliedMigration,
  type CatalogSequence,
  type CatalogTable,
  countRows,
  LEFT_OUT,
  readBook,
  readSequences,
  readTables,
} from "./catalog";
import { openKeeping } from "./connection";
import { isHalfRestored } from "./marker";

export interface Snapshot {
  /** ISO, UTC. */
  readonly takenAt: string;
  readonly postgres: { readonly version: string; readonly encoding: string; readonly collation: string };
  readonly migrations: readonly AppliedMigration[];
  readonly tables: readonly { name: string; columns: readonly string[]; key: readonly string[]; rows: number }[];
  readonly sequences: readonly CatalogSequence[];
  readonly leftOut: readonly string[];
  /** A restore has not come to its end: this is no fleet of anybody's. */
  readonly halfRestored: boolean;
  /** A table's rows in COPY's text format, in the order of its key. One at a time. */
  rows(table: string): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** The rows of a table in COPY's text format, in an order that no server's language rules change. */
export function copyOut(client: pg.ClientBase, { name, columns, key }: CatalogTable): AsyncIterable<Buffer> {
  const order = key.map(({ column, isText }) => `${quoted(column)}${isText ? ' COLLATE "C"' : ""}`);
  return client.query(
    copyTo(
      `COPY (SELECT ${columns.map(quoted).join(", ")} FROM public.${quoted(name)} ORDER BY ${order.join(", ")}) TO STDOUT`,
    ),
  );
}

/**
 * Opens one repeatable-read snapshot over all tables; nobody is kept waiting by it but migrations. A database without Headroom's tables
 * gives null. Throws DatabaseBusy, or the driver's error.
 */
export async function openSnapshot(url: string): Promise<Snapshot | null> {
  const client = await openKeeping(url, "shared");
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const migrations = await readBook(client);
    if (migrations === null || migrations.length === 0) {
      await client.end();
      return null;
    }
    const { rows: server } = await client.query(
      `SELECT to_char(transaction_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "takenAt",
         current_setting('server_version') AS version, pg_encoding_to_char(encoding) AS encoding, datcollate AS collation
        FROM pg_database WHERE datname = current_database()`,
    );
    const { takenAt, ...postgres } = server[0];
    const catalog = (await readTables(client)).filter(({ name }) => !LEFT_OUT.includes(name));
    const tables = [];
    for (const { name, columns, key } of catalog)
      tables.push({ name, columns, key: key.map(({ column }) => column), rows: await countRows(client, name) });
    return {
      takenAt,
      postgres,
      migrations,
      tables,
      sequences: await readSequences(client),
      halfRestored: await isHalfRestored(client),
      leftOut: [...LEFT_OUT.map((table) => `table ${table}`), "schema dbos"],
      rows: (table) => copyOut(client, catalog.find(({ name }) => name === table)!),
      close: () => client.end(),
    };
  } catch (cause) {
    await client.end().catch(() => {});
    throw cause;
  }
}
