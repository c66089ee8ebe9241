import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type TestDatabase, testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run as runHeadroom } from "./testing/run";

const tables = fileURLToPath(new URL("../../../packages/interchange/src/netbox/fixtures/small/", import.meta.url));

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), "headroom-import-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: readonly string[], url = database.url) => runHeadroom(url, "import", ...args);

describe("headroom import", { timeout: 120_000 }, () => {
  it("shows a dry run, writes when told to, and finds everything there the second time", async () => {
    const dry = await run(["netbox", tables]);
    expect(dry.code).toBe(0);
    expect(dry.out).toMatch(/^ +rack +3 +3 +0 +0 +0$/m);
    expect(dry.out).toContain("Assumed, as the files do not say it:");
    expect(dry.err).toContain("Nothing was written");

    const done = await run(["netbox", tables, "--yes"]);
    expect(done).toMatchObject({ code: 0, err: expect.stringMatching(/Written: \d+ created, 0 changed \(import 2\)/) });

    const again = await run(["netbox", tables, "--yes"]);
    expect(again.out).toMatch(/^ +rack +3 +0 +0 +3 +0$/m);
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining("nothing to write") });
  });

  it("ends with 2 and a readable line for bad input", async () => {
    const missing = await run(["netbox", join(folder, "nowhere")]);
    expect(missing).toMatchObject({ code: 2, err: `${join(folder, "nowhere")}: does not exist\n` });
    expect(await run(["netbox", folder])).toMatchObject({
      code: 2,
      err: expect.stringContaining("holds no CSV or JSON file"),
    });

    writeFileSync(join(folder, "dcim_site.csv"), "id,name,slug\n1,<b>Oslo</b>");
    const half = await run(["netbox", folder, "--yes"]);
    expect(half.code).toBe(2);
    expect(half.out).toMatch(/^ {2}dcim_site\.csv, line \d+.*, expected .+: .+$/m);
    expect(half.err).toContain("Nothing was written");

    const instance = join(folder, "instance.json");
    writeFileSync(instance, '{"format": "headroom.placement-instance/1", "name": 3}');
    const wrong = await run(["datacenter", instance]);
    expect(wrong).toMatchObject({ code: 2, out: expect.stringMatching(/instance\.json, \$\.name: .*expected/) });
  });

  it("says in a sentence that there is no database", async () => {
    const url = new URL(database.url);
    url.pathname = "/not_there";
    const gone = await run(["netbox", tables], url.href);
    expect(gone.code).toBe(2);
    expect(gone.err).toMatch(/^headroom import: the database cannot be used: .*not_there.*\n$/);
    expect((await run(["netbox", tables], "mysql://x/y")).err).toMatch(/^headroom import: DATABASE_URL must be/);
  });
});
