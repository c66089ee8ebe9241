import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type pg from "pg";
import { inTransaction } from "../copy";
import { quoted } from "../quoted";
import { BOOK } from "./catalog";

export interface Migration {
  readonly name: string;
  readonly checksum: string;
  readonly sql: string;
}

/** The migrations of this release, in their order. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const all: Migration[] = [];
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory()) continue;
    const sql = await readFile(join(folder, entry.name, "migration.sql"), "utf8");
    all.push({ name: entry.name, checksum: createHash("sha256").update(sql).digest("hex"), sql });
  }
  return all;
}

/**
 * Applies one migration and writes it down in Prisma's book, in one transaction: it is whole or absent. A restore needs those of a
 * backup and no later ones, which `prisma migrate deploy` cannot do.
 */
export async function applyMigration(client: pg.ClientBase, { name, checksum, sql }: Migration): Promise<void> {
  await inTransaction(client, async () => {
    // Prisma's own words: it goes on with this book afterwards.
    await client.query(
      `CREATE TABLE IF NOT EXISTS public.${quoted(BOOK)} (
         id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
         migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
         started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`,
    );
    await client.query(sql);
    await client.query(
      `INSERT INTO public.${quoted(BOOK)} (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, clock_timestamp(), $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
  });
}
