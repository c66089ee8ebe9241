import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import type { Database } from "@headroom/db/client";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { empty, filesOf, imported, openWithAda, portsOf, toFiles } from "../fleet/fixture";
import { backup } from "./backup";
import { verifyBackup } from "./read-file";
import { restore } from "./restore";
import { verifyDatabase } from "./verify";

const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 4);
const migrations = fileURLToPath(new URL("../../../../prisma/migrations", import.meta.url));
let folder: string;
let url: string;
let database: Database;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "headroom-keep-"));
  url = (await testDatabase()).url;
  database = await openWithAda(url);
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function taken(databaseUrl: string, name: string) {
  const file = join(folder, name);
  const done = await backup({ databaseUrl, file, version: "0.1.0" });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  expect(await verifyBackup(file)).toMatchObject({ ok: true, value: { checksums: done.value.checksums } });
  return { file, ...done.value };
}

test.each([{ migrated: true }, { migrated: false }])(
  "a random fleet, kept and restored, is the same to the last byte of every table (%o)",
  async ({ migrated }) => {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        await empty(database);
        await imported(portsOf(database), toFiles(await filesOf(g, "csv")));
        const first = await taken(url, "first");
        expect(first.checksums.tables.find(({ name }) => name === "audit_event")?.rows).toBeGreaterThan(0);

        const target = await testDatabase({ migrated });
        const done = await restore({ databaseUrl: target.url, file: first.file, migrations });
        expect(done).toMatchObject({ ok: true, value: { migratedForward: [], resumed: false } });
        const second = await taken(target.url, "second");
        expect(second.checksums.tables).toEqual(first.checksums.tables);
        expect(second.manifest.sequences).toEqual(first.manifest.sequences);
        expect(await verifyDatabase(target.url, migrations)).toMatchObject({
          findings: [],
          restored: { state: "whole" },
        });
        await target.drop();
      }),
      { numRuns, endOnFailure: true },
    );
  },
);
