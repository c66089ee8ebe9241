import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import { openKeeping } from "@headroom/db/backup/connection";
import { beginMarker, setMarker } from "@headroom/db/backup/marker";
import { applyMigration, readMigrations } from "@headroom/db/backup/migrations";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backup } from "./backup";
import { restore } from "./restore";
import { verifyDatabase } from "./verify";

const migrations = fileURLToPath(new URL("../../../../prisma/migrations", import.meta.url));
const ADA =
  "INSERT INTO user_account (id, name, email, role, updated_at) VALUES ('ada', E'A\\tda \\\\. \\n', 'ada@example.org', 'planner', now())";
let folder: string;
/** A backup of a database with Ada alone. */
let file: string;
let url: string;

async function run(databaseUrl: string, ...statements: string[]) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

const keep = async (databaseUrl: string, name: string) => {
  const path = join(folder, name);
  const done = await backup({ databaseUrl, file: path, version: "0.1.0" });
  if (!done.ok) throw new Error(done.error.kind);
  return { path, ...done.value };
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "headroom-keep-"));
  url = (await testDatabase()).url;
  await run(
    url,
    ADA,
    "INSERT INTO session (id, token, user_id, expires_at, updated_at) VALUES ('s', 't', 'ada', now() + '1 day', now())",
    "INSERT INTO audit_event (actor_name, via, action, entity_kind, entity_id, request_id, after) SELECT 'Ada', 'web', 'x', 'y', n::text, 'r', '{\"n\": 1.50}' FROM generate_series(1, 20) n",
    "DELETE FROM override_reason WHERE id = 1",
  );
  file = (await keep(url, "ada.backup")).path;
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("restore", () => {
  it("brings back what was there, takes away what a migration wrote, and leaves sign-ins out", async () => {
    const target = await testDatabase();
    expect(await restore({ databaseUrl: target.url, file, migrations })).toMatchObject({ ok: true });
    expect(await run(target.url, "SELECT name FROM user_account")).toEqual([{ name: "A\tda \\. \n" }]);
    expect(await run(target.url, "SELECT count(*)::int AS n FROM override_reason WHERE id = 1")).toEqual([{ n: 0 }]);
    expect(await run(target.url, "SELECT count(*)::int AS n FROM session")).toEqual([{ n: 0 }]);
    const added = await run(
      target.url,
      "INSERT INTO audit_event (actor_name, via, action, entity_kind, entity_id, request_id) VALUES ('a', 'b', 'c', 'd', 'e', 'f') RETURNING id::int",
    );
    expect(added).toEqual([{ id: 21 }]);
    await expect(run(target.url, "DELETE FROM audit_event")).rejects.toThrow(/append|audit/i);
  });

  it("puts back every index, constraint and trigger as it was", async () => {
    const target = await testDatabase({ migrated: false });
    await restore({ databaseUrl: target.url, file, migrations });
    const schema = (databaseUrl: string) =>
      run(
        databaseUrl,
        `SELECT pg_get_indexdef(indexrelid) AS rule FROM pg_index WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
         UNION ALL SELECT concat(conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
         UNION ALL SELECT concat(pg_get_triggerdef(oid), tgenabled) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1`,
      );
    expect(await schema(target.url)).toEqual(await schema(url));
  });

  it("refuses a database that is not empty, names what is there, and changes nothing", async () => {
    const before = (await keep(url, "before")).checksums;
    expect(await restore({ databaseUrl: url, file, migrations })).toEqual({
      ok: false,
      error: {
        kind: "not_empty",
        tables: expect.arrayContaining([
          { name: "audit_event", rows: 20 },
          { name: "user_account", rows: 1 },
        ]),
      },
    });
    expect((await keep(url, "after")).checksums.tables).toEqual(before.tables);
  });

  it("refuses tables of somebody else", async () => {
    const target = await testDatabase({ migrated: false });
    await run(target.url, "CREATE TABLE theirs (id int PRIMARY KEY)");
    expect(await restore({ databaseUrl: target.url, file, migrations })).toEqual({
      ok: false,
      error: { kind: "foreign_tables", names: ["theirs"] },
    });
  });

  it("refuses a file that is cut off before it touches the database", async () => {
    const target = await testDatabase({ migrated: false });
    const cut = join(folder, "cut");
    copyFileSync(file, cut);
    truncateSync(cut, readFileSync(file).length - 100);
    const done = await restore({ databaseUrl: target.url, file: cut, migrations });
    expect(done).toMatchObject({ ok: false, error: { kind: "broken", fault: { kind: "cut_off" } } });
    expect(await verifyDatabase(target.url, migrations)).toBeNull();
  });

  it("takes a backup of an older release, and migrates it forward", async () => {
    const all = await readMigrations(migrations);
    const old = await testDatabase({ migrated: false });
    const client = await openKeeping(old.url, "exclusive");
    for (const migration of all.slice(0, 6)) await applyMigration(client, migration);
    await client.end();
    await run(old.url, ADA);
    const { path } = await keep(old.url, "old");

    const target = await testDatabase({ migrated: false });
    const done = await restore({ databaseUrl: target.url, file: path, migrations });
    expect(done).toMatchObject({ ok: true, value: { migratedForward: all.slice(6).map(({ name }) => name) } });
    expect(await verifyDatabase(target.url, migrations)).toMatchObject({ findings: [] });

    const further = await restore({ databaseUrl: (await testDatabase()).url, file: path, migrations });
    expect(further).toMatchObject({ ok: false, error: { kind: "migrated_further" } });
  });

  it("refuses a backup of a later release, and one whose migrations are not ours", async () => {
    const fewer = join(folder, "fewer");
    const other = join(folder, "other");
    const names = readdirSync(migrations)
      .filter((name) => /^\d/.test(name))
      .sort();
    for (const name of names)
      for (const to of [fewer, other]) {
        if (to === fewer && name === names.at(-1)) continue;
        mkdirSync(join(to, name), { recursive: true });
        copyFileSync(join(migrations, name, "migration.sql"), join(to, name, "migration.sql"));
      }
    writeFileSync(join(other, names[0]!, "migration.sql"), "SELECT 1");
    const target = await testDatabase({ migrated: false });
    expect(await restore({ databaseUrl: target.url, file, migrations: fewer })).toEqual({
      ok: false,
      error: { kind: "newer_release", version: "0.1.0", unknown: [names.at(-1)] },
    });
    expect(await restore({ databaseUrl: target.url, file, migrations: other })).toEqual({
      ok: false,
      error: { kind: "other_migration", name: names[0] },
    });
  });

  it("comes to its end where only the last migrations were missing, and only with the same file", async () => {
    const target = await testDatabase({ migrated: false });
    await restore({ databaseUrl: target.url, file, migrations });
    const client = await openKeeping(target.url, "exclusive");
    await setMarker(client, "loaded");
    await client.end();
    expect(await backup({ databaseUrl: target.url, file: join(folder, "half"), version: "0" })).toEqual({
      ok: false,
      error: { kind: "half_restored" },
    });
    await run(url, "INSERT INTO rate_limit (key) VALUES ('x')");
    const another = await keep(url, "another");
    expect(await restore({ databaseUrl: target.url, file: another.path, migrations })).toMatchObject({
      ok: false,
      error: { kind: "other_restore", marker: { file } },
    });
    expect(await restore({ databaseUrl: target.url, file, migrations })).toMatchObject({
      ok: true,
      value: { resumed: true },
    });
    expect(await verifyDatabase(target.url, migrations)).toMatchObject({ findings: [] });
  });
});

describe("verify database", () => {
  it("finds what is wrong, and says where", async () => {
    const target = (await testDatabase()).url;
    await run(
      target,
      ADA,
      "INSERT INTO audit_event (at, actor_name, via, action, entity_kind, entity_id, request_id) VALUES (now(), 'a', 'b', 'c', 'd', 'e', 'f'), (now() - interval '2 hours', 'a', 'b', 'c', 'd', 'e', 'f'), (now() + interval '1 day', 'a', 'b', 'c', 'd', 'e', 'f')",
      "ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_append_only",
      "SELECT setval('audit_event_id_seq', 2)",
      "SET session_replication_role = replica; INSERT INTO zone (region_id, code, name) VALUES (7, 'a', 'b')",
      "UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name LIKE '%00_inventory'",
    );
    const client = await openKeeping(target, "exclusive");
    await beginMarker(client, { backup: "b", file: "f", takenAt: "2026-11-28T00:00:00Z" });
    await client.end();
    const report = await verifyDatabase(target, migrations);
    expect(report?.findings).toEqual([
      { kind: "half_restored", marker: expect.objectContaining({ file: "f", state: "loading" }) },
      { kind: "migration", what: "changed", name: expect.stringMatching(/inventory$/) },
      { kind: "not_enforced", what: "trigger", table: "audit_event", name: "audit_event_is_append_only" },
      { kind: "broken", table: "zone", name: "zone_region_id_fkey", rows: 1 },
      { kind: "sequence_behind", table: "audit_event", column: "id", highest: "3" },
      { kind: "audit_order", what: "back_in_time", events: 1, firstId: "2" },
      { kind: "audit_order", what: "in_the_future", events: 1, firstId: "3" },
    ]);
  });
});
