/** A NetBox is imported, corrected, exported and imported again with no difference: into the same Headroom, and into an empty one. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import { randomFleet } from "@headroom/core/testing/fleet-records";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { Database } from "@headroom/db/client";
import { fleetText } from "@headroom/interchange/fleet/write";
import { exportNetbox } from "@headroom/services/fleet/export-netbox";
import { checkImport } from "@headroom/services/import/check";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import type { ImportFile, NetboxWanted } from "@headroom/services/ports/imports";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { empty, imported, OWNERS, openWithAda, planner, portsOf, toFiles } from "../fleet/fixture";

const small = fileURLToPath(new URL("../../../interchange/src/netbox/fixtures/small/", import.meta.url));
const demo = fileURLToPath(new URL("../../../../../shared/data/netbox/v4.2_csv/", import.meta.url));
const present = existsSync(demo);
const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 5);

let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
  ports = portsOf(database);
});
afterAll(() => database.close());

const filesIn = (folder: string): ImportFile[] =>
  readdirSync(folder).map((name) => ({ name, bytes: readFileSync(folder + name) }));

const check = (files: readonly ImportFile[]) => checkImport(ports, planner, { kind: "netbox", files, options: {} });

async function take(files: readonly ImportFile[]) {
  const run = await check(files);
  expect(run.report.rejected).toEqual([]);
  return commitImport(ports, planner, { id: run.id, confirmed: run.report.assumptions.map(({ id }) => id) });
}

const out = async (wanted: NetboxWanted = { format: "csv", version: "4.x" }) =>
  (await exportNetbox(ports, planner, { datacenter: null, ...wanted })).files;

const texts = (files: readonly ImportFile[]) =>
  Object.fromEntries(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]));

/** Nothing to write: every record and every thing of NetBox is as it is. */
async function expectNothingNew(files: readonly ImportFile[]) {
  const { report } = await check(files);
  expect(report.rejected).toEqual([]);
  expect(report.counts.filter(({ create, update }) => create + update > 0)).toEqual([]);
}

/** What people put right: a name, a place in a rack, states, an asset tag, tags and custom fields. */
async function correct(): Promise<void> {
  await database.pool.query(`
    UPDATE datacenter SET name = name || ' (corrected)' WHERE id IN (SELECT min(id) FROM datacenter);
    UPDATE rack SET serial = 'S-' || id, tags = '{corrected,"second"}', custom_fields = '{"owner": "ada"}' WHERE id % 3 = 0;
    UPDATE rack SET state = 'retired' WHERE id = (SELECT max(id) FROM rack WHERE NOT EXISTS (SELECT 1 FROM server WHERE rack_id = rack.id));
    UPDATE server SET name = name || '-new', asset_tag = 'A-' || id WHERE id % 2 = 0;
    UPDATE server SET state = 'draining', condition = 'failed' WHERE id % 5 = 0;
    UPDATE server SET state = 'ordered' WHERE id % 7 = 0;
    UPDATE power_device SET tags = '{hot}' WHERE kind = 'feed' AND id % 2 = 0;
    UPDATE rack SET code = code || ' B' WHERE id = (SELECT min(id) FROM rack);
  `);
}

const sources: readonly (readonly [string, string])[] = [
  ["a small installation", small],
  ...(present ? [["the NetBox demo data", demo] as const] : []),
];
if (!present) console.info("the NetBox demo data is not there (../shared/data/netbox/v4.2_csv): left out");

describe.each(sources)("%s", (_, folder) => {
  test("is given back as it was, by table and by list, and comes back with no difference", async () => {
    await empty(database);
    await take(filesIn(folder));
    await expectNothingNew(filesIn(folder));
    for (const format of ["csv", "json"] as const) {
      for (const version of ["4.x", "3.6"] as const) await expectNothingNew(await out({ format, version }));
    }
  });

  test("is corrected, exported, and imported again with no difference", async () => {
    await empty(database);
    await take(filesIn(folder));
    const before = texts(await out());
    await correct();
    const files = await out();
    expect(texts(files)).not.toEqual(before);
    await expectNothingNew(files);
    await expectNothingNew(await out({ format: "json", version: "4.x" }));
    // what was read before the correction is as it was said then: the corrections stay
    await expectNothingNew(filesIn(folder));
    expect(texts(await out())).toEqual(texts(files));

    await empty(database);
    await take(files);
    expect(texts(await out())).toEqual(texts(files));
    const { rows } = await database.pool.query(
      `SELECT (SELECT count(*)::int FROM server WHERE state = 'draining' AND condition = 'failed') AS failed,
              (SELECT count(*)::int FROM rack WHERE state = 'retired') AS retired,
              (SELECT count(*)::int FROM rack WHERE tags = '{corrected,second}' AND custom_fields ->> 'owner' = 'ada') AS noted`,
    );
    expect(Object.values(rows[0]).every((n) => (n as number) > 0)).toBe(true);
  });
});

test("a random fleet is exported, imported into an empty Headroom and exported again, byte by byte the same", async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      await empty(database);
      const records = randomFleet(g, OWNERS, "plain");
      const files = new Map<string, string>();
      for (const type of recordTypes) {
        async function* all() {
          yield records.get(type.name) ?? [];
        }
        let text = "";
        for await (const piece of fleetText("csv", type, all())) text += piece;
        files.set(`${type.name}.csv`, text);
      }
      await imported(ports, toFiles(files));
      const first = await out();
      await empty(database);
      await take(first);
      const second = await out();
      expect(texts(second)).toEqual(texts(first));
      await expectNothingNew(second);
    }),
    { numRuns, endOnFailure: true },
  );
});
