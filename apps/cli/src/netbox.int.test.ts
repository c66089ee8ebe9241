/** A NetBox installation's tables are imported, corrected, exported and imported again with no difference, by the commands alone. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./testing/run";

const small = fileURLToPath(new URL("../../../packages/interchange/src/netbox/fixtures/small/", import.meta.url));
const demo = fileURLToPath(new URL("../../../../shared/data/netbox/v4.2_csv/", import.meta.url));
const present = existsSync(demo);
if (!present) console.info("the NetBox demo data is not there (../shared/data/netbox/v4.2_csv): left out");

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "headroom-netbox-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const contents = (dir: string) =>
  Object.fromEntries(readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), "utf8")]));

const sources: readonly (readonly [string, string])[] = [
  ["a small installation", small],
  ...(present ? [["the NetBox demo data", demo] as const] : []),
];

describe.each(sources)("%s", { timeout: 180_000 }, (name, tables) => {
  it("goes in, is corrected, comes out, and goes in again with no difference", async () => {
    const [first, second] = [(await testDatabase()).url, (await testDatabase()).url];
    const dir = (what: string) => join(folder, `${name}-${what}`);
    expect(await run(first, "import", "netbox", tables, "--yes")).toMatchObject({ code: 0 });

    // the correction: every server that is in service has failed, with a tag and a field to say so
    expect(await run(first, "export", "fleet", dir("fleet"))).toMatchObject({ code: 0 });
    const servers = readFileSync(join(dir("fleet"), "servers.csv"), "utf8");
    const corrected = servers.replaceAll(/,ok,(.*),,$/gm, ',failed,$1,checked,"{""ticket"":""T-1""}"');
    expect(corrected).not.toBe(servers);
    for (const file of readdirSync(dir("fleet"))) rmSync(join(dir("fleet"), file));
    writeFileSync(join(dir("fleet"), "servers.csv"), corrected);
    expect(await run(first, "import", "fleet", dir("fleet"), "--yes")).toMatchObject({
      code: 0,
      err: expect.stringMatching(/Written: 0 created, [1-9][0-9]* changed/),
    });

    const asked = await run(first, "export", "netbox", dir("out"));
    expect(asked).toMatchObject({ code: 2, err: expect.stringContaining("--yes writes what NetBox has a place for") });
    expect(asked.err).toMatch(/^ {2}\d+ x racks: their number in the row/m);
    expect(existsSync(dir("out"))).toBe(false);
    expect(await run(first, "export", "netbox", dir("out"), "--yes")).toMatchObject({ code: 0 });
    expect(readFileSync(join(dir("out"), "dcim_device.csv"), "utf8")).toContain('"{""ticket"":""T-1""}"');
    expect(readFileSync(join(dir("out"), "extras_tag.csv"), "utf8")).toContain("checked,checked");

    const again = await run(first, "import", "netbox", dir("out"), "--yes");
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining("nothing to write") });

    expect(await run(second, "import", "netbox", dir("out"), "--yes")).toMatchObject({ code: 0 });
    expect(await run(second, "export", "netbox", dir("out2"), "--yes")).toMatchObject({ code: 0 });
    expect(contents(dir("out2"))).toEqual(contents(dir("out")));

    const old = await run(second, "export", "netbox", dir("old"), "--yes", "--netbox", "3.6", "--format", "json");
    expect(old).toMatchObject({ code: 0 });
    const racks = JSON.parse(readFileSync(join(dir("old"), "racks.json"), "utf8")).results;
    expect(Object.keys(racks[0])).toContain("type");
    expect(Object.keys(racks[0])).not.toContain("form_factor");
    expect(await run(second, "import", "netbox", dir("old"), "--yes")).toMatchObject({
      code: 0,
      err: expect.stringContaining("nothing to write"),
    });
  });
});
