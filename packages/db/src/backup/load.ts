/// <reference path="../pg-copy-streams.d.ts" />
import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { quoted } from "../quoted";
import { readAside } from "./aside";
import type { CatalogSequence, CatalogTable } from "./catalog";

/** Sorting for indexes and for keys that are checked: any account may ask for it. */
const WORK_MEMORY = "SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL work_mem = '64MB'";

/** Rows on their way into one table. */
export interface TableLoad {
  write(bytes: Buffer): Promise<void>;
  /** Waits until the database has them all. */
  end(): Promise<void>;
}

/** COPY into a table, in the columns' order. A failure of the database is thrown by `write` or `end`. */
export function copyIn(client: pg.ClientBase, table: string, columns: readonly string[]): TableLoad {
  const stream: Writable = client.query(
    copyFrom(`COPY public.${quoted(table)} (${columns.map(quoted).join(", ")}) FROM STDIN WITH (FREEZE)`),
  );
  const done = finished(stream);
  // Told by whoever waits next; until then it must not end the process.
  done.catch(() => {});
  return {
    async write(bytes) {
      if (!stream.write(bytes)) await Promise.race([once(stream, "drain"), done]);
    },
    async end() {
      stream.end();
      await done;
    },
  };
}

/**
 * Fills a migrated database inside the caller's transaction: sets aside what works row by row, empties the tables (a migration may have
 * written rows), lets `fill` copy, brings everything back, which checks every constraint over all rows, and sets the sequences.
 */
export async function loadAll(
  client: pg.ClientBase,
  tables: readonly CatalogTable[],
  sequences: readonly CatalogSequence[],
  fill: () => Promise<void>,
  onChecking: () => void,
): Promise<void> {
  await client.query(WORK_MEMORY);
  const aside = await readAside(client);
  for (const { away } of aside.toReversed()) await client.query(away);
  const all = tables.map(({ name }) => `public.${quoted(name)}`).join(", ");
  await client.query(`TRUNCATE ${all}`);
  await fill();
  onChecking();
  // The planner of the checks must know how much there is.
  await client.query(`ANALYZE ${all}`);
  for (const { back } of aside) await client.query(back);
  for (const { name, lastValue, isCalled } of sequences)
    await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [`public.${quoted(name)}`, lastValue, isCalled]);
}
