import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    headroomDatabase: { readonly adminUrl: string; readonly template: string };
  }
}

export interface TestDatabase {
  /** A connection URL, of an account that may do everything. */
  readonly url: string;
  readonly name: string;
  /** Ends all its connections and removes it. Optional: the whole server goes away after the run. */
  drop(): Promise<void>;
}

/**
 * A database of this test file's own, on the real PostgreSQL of the test run: migrated and empty, or without any table
 * where `migrated` is false. Takes about 0.1 s. Only for `*.int.test.ts`, run from the root of the repository:
 * `npx vitest run --project integration packages/db`.
 */
export async function testDatabase({ migrated = true }: { readonly migrated?: boolean } = {}): Promise<TestDatabase> {
  const server = inject("headroomDatabase");
  if (server === undefined)
    throw new Error(
      "No PostgreSQL: name the file *.int.test.ts and run it from the repository's root (npx vitest run --project integration PATH).",
    );
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asAdmin(server.adminUrl, `create database ${name} template ${migrated ? server.template : "template0"}`);
  const url = new URL(server.adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    name,
    drop: () => asAdmin(server.adminUrl, `drop database if exists ${name} with (force)`),
  };
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
