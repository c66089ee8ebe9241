import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withClient } from "../lib/database.mjs";
import { repairInterruptedMigrations } from "../lib/embedded-database.mjs";
import { inRoot } from "../lib/paths.mjs";

/** A small Prisma project of its own. */
let home = "";
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "headroom-prisma-"));
  const config = { schema: join(home, "schema.prisma"), migrations: { path: join(home, "migrations") } };
  writeFileSync(
    join(home, "prisma.config.mjs"),
    `export default { ...${JSON.stringify(config)}, datasource: { url: process.env.DATABASE_URL ?? "" } };`,
  );
  writeFileSync(
    join(home, "schema.prisma"),
    'datasource db {\n  provider = "postgresql"\n}\n\nmodel thing {\n  id   Int    @id @default(autoincrement())\n  name String\n}\n',
  );
  migration("1_first", 'CREATE TABLE "thing" (id serial PRIMARY KEY, name text NOT NULL);');
  // Semicolons in a function body, a text and a comment: none of them ends a statement.
  migration(
    "2_function",
    `CREATE FUNCTION shout() RETURNS trigger AS $$ BEGIN NEW.name := upper(NEW.name) || ';'; RETURN NEW; END $$ LANGUAGE plpgsql; -- a ; here
     CREATE TRIGGER shout BEFORE INSERT ON "thing" FOR EACH ROW EXECUTE FUNCTION shout();`,
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function migration(name, sql) {
  mkdirSync(join(home, "migrations", name), { recursive: true });
  writeFileSync(join(home, "migrations", name, "migration.sql"), sql);
  writeFileSync(join(home, "migrations/migration_lock.toml"), 'provider = "postgresql"\n');
}

function prisma(url, ...args) {
  const cli = inRoot("scripts/prisma/cli.mjs");
  const ended = spawnSync(process.execPath, [cli, ...args, "--config", join(home, "prisma.config.mjs")], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: url },
  });
  return { code: ended.status, output: ended.stdout + ended.stderr };
}
const ask = (url, sql) => withClient(url, async (client) => (await client.query(sql)).rows);

describe("prisma without downloads", () => {
  it("deploys migrations with functions, says so, and has nothing left to do", async () => {
    const { url } = await testDatabase({ migrated: false });
    expect(prisma(url, "migrate", "deploy")).toMatchObject({ code: 0, output: expect.stringContaining("2_function") });
    expect(await ask(url, "insert into thing (name) values ('rack') returning name")).toEqual([{ name: "RACK;" }]);
    expect(prisma(url, "migrate", "status").output).toContain("Database schema is up to date");
  });

  it("replays migrations in a shadow database, leaves the main one alone and removes the shadow", async () => {
    const { url } = await testDatabase({ migrated: false });
    prisma(url, "migrate", "deploy");
    await ask(url, "insert into thing (name) values ('kept')");
    const diff = prisma(url, "migrate", "dev", "--create-only", "--name", "nothing");
    expect(diff).toMatchObject({ code: 0 });
    expect(await ask(url, "select name from thing")).toEqual([{ name: "KEPT;" }]);
    expect(await ask(url, "select datname from pg_database where datname like 'prisma_migrate_shadow%'")).toEqual([]);
    rmSync(join(home, "migrations"), { recursive: true });
    migration("1_first", 'CREATE TABLE "thing" (id serial PRIMARY KEY, name text NOT NULL);');
  });

  it("creates a database that is not there", async () => {
    const { url } = await testDatabase({ migrated: false });
    expect(prisma(`${url}_new`, "migrate", "deploy").code).toBe(0);
    expect(await ask(`${url}_new`, "select count(*)::int as n from thing")).toEqual([{ n: 0 }]);
  });

  it("rolls a failing migration back whole, and says why", async () => {
    const { url } = await testDatabase({ migrated: false });
    migration("3_broken", "CREATE TABLE half (id int); SELECT 1 / 0;");
    const { code, output } = prisma(url, "migrate", "deploy");
    rmSync(join(home, "migrations/3_broken"), { recursive: true });
    expect(code).toBe(1);
    expect(output).toContain("division by zero");
    expect(await ask(url, "select to_regclass('half') as it")).toEqual([{ it: null }]);
    expect(await repairInterruptedMigrations(url)).toBe(0); // failed, not interrupted: somebody must look
  });

  it("does not ignore what a URL asks for", async () => {
    const { url } = await testDatabase({ migrated: false });
    // The server has no TLS: a connection that insists on it must fail.
    expect(prisma(`${url}?sslmode=require`, "migrate", "deploy")).toMatchObject({
      code: 1,
      output: expect.stringMatching(/SSL/),
    });
    expect(prisma(`${url}?schema=other`, "migrate", "deploy")).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^DATABASE_URL asks for schema=other.*\n$/),
    });
  });
});

describe("an interrupted migration", () => {
  /** As a kill leaves it: begun, and neither finished nor failed. */
  const interrupt = (url, name) =>
    ask(
      url,
      `update _prisma_migrations set finished_at = null, applied_steps_count = 0 where migration_name = '${name}'`,
    );

  it("that was committed is marked as finished", async () => {
    const { url } = await testDatabase({ migrated: false });
    prisma(url, "migrate", "deploy");
    await interrupt(url, "1_first");
    expect(prisma(url, "migrate", "deploy").code).toBe(1);
    expect(await repairInterruptedMigrations(url)).toBe(1);
    expect(prisma(url, "migrate", "deploy")).toMatchObject({
      code: 0,
      output: expect.stringContaining("No pending migrations"),
    });
  });

  it("that was rolled back is run again", async () => {
    const { url } = await testDatabase({ migrated: false });
    prisma(url, "migrate", "deploy");
    await interrupt(url, "1_first");
    await ask(url, "update _prisma_migrations set logs = null");
    await ask(url, "drop table thing");
    expect(await repairInterruptedMigrations(url)).toBe(1);
    expect(prisma(url, "migrate", "deploy").code).toBe(0);
    expect(await ask(url, "select count(*)::int as n from thing")).toEqual([{ n: 0 }]);
  });
});
