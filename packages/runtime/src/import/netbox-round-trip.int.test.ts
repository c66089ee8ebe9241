/** A NetBox is imported, corrected, exported and imported again with no difference: into the same Headroom, and into an empty one. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import { randomFleet } from "@headroom/core/testing/fleet-records";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import { recordTypes } from "@headroom/core/topology/records/fleet";
import type { Database } from "@headroom/db/client";
import { fleetText } from "@headroom/interchange/fleet/write";
import type { Columns, Table } from "@headroom/interchange/netbox/column";
import { tablesCsv } from "@headroom/interchange/netbox/export/tables-csv";
import { readNetbox } from "@headroom/interchange/netbox/read";
import { TABLES } from "@headroom/interchange/netbox/tables";
import { netboxLosses } from "@headroom/services/fleet/export-netbox";
import { checkImport } from "@headroom/services/import/check";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import type { ImportFile, NetboxWanted } from "@headroom/services/ports/imports";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  empty,
  exported,
  imported,
  netboxFiles,
  OWNERS,
  openWithAda,
  planner,
  portsOf,
  toFiles,
} from "../fleet/fixture";

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

const out = async (wanted: NetboxWanted = { format: "csv", version: "4.x" }) => netboxFiles(ports, wanted);

const FORMS: NetboxWanted = { format: "forms", version: "4.x" };

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

/** What people added by hand: a server in an imported rack, a row with a rack and units that somebody keeps, a datacenter of its own. */
async function add(): Promise<void> {
  await database.pool.query(`
    INSERT INTO server (rack_id, server_type_id, name, rack_height_u, start_u, height_u, face, state)
      SELECT k.id, t.id, 'by hand', k.height_u, u, t.height_u, 'both', 'in_service'
        FROM rack k, server_type t, generate_series(1, 40) u
       WHERE t.full_depth AND t.height_u >= 1 AND u + t.height_u - 1 <= k.height_u
         AND NOT EXISTS (SELECT 1 FROM server s WHERE s.rack_id = k.id AND s.start_u < u + t.height_u AND u < s.start_u + s.height_u)
       ORDER BY k.id, t.id, u LIMIT 1;
    INSERT INTO "row" (room_id, code, sequence) SELECT min(id), 'by-hand', 90 FROM room;
    INSERT INTO position (row_id, room_id, number, cooling_zone_id)
      SELECT r.id, r.room_id, n, (SELECT min(id) FROM cooling_zone WHERE room_id = r.room_id) FROM "row" r, generate_series(1, 2) n
       WHERE r.code = 'by-hand';
    INSERT INTO position_feed (position_id, slot, device_id, top_id, room_id, provenance)
      SELECT p.id, f.slot, f.device_id, f.top_id, f.room_id, 'recorded' FROM position p JOIN "row" r ON r.id = p.row_id AND r.code = 'by-hand'
        JOIN LATERAL (SELECT position_id FROM position_feed WHERE room_id = p.room_id AND position_id <> p.id ORDER BY position_id LIMIT 1) o ON true
        JOIN position_feed f ON f.position_id = o.position_id;
    INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state)
      SELECT d.code || '/by hand', d.id, t.id, t.height_u, 'in_service' FROM room m JOIN datacenter d ON d.id = m.datacenter_id, rack_type t
       ORDER BY m.id, t.id LIMIT 1;
    INSERT INTO occupancy (position_id, kind, valid_from, rack_id)
      SELECT min(p.id), 'occupied', '2026-01-01', (SELECT id FROM rack WHERE code LIKE '%/by hand') FROM position p JOIN "row" r ON r.id = p.row_id
       WHERE r.code = 'by-hand';
    INSERT INTO rack_unit_reservation (rack_id, unit, owner, reason, ticket, valid_to)
      SELECT id, 7, 'Storage', 'growth', 'T-1', '2030-01-01' FROM rack WHERE code LIKE '%/by hand';
    INSERT INTO datacenter (zone_id, code, name) SELECT min(id), 'DC-BY-HAND', 'By hand' FROM zone;
  `);
}

/** The tables of an installation whose people have added the same things themselves, under numbers of their own. */
const elsewhere = (files: readonly ImportFile[], before: readonly ImportFile[]): ImportFile[] => {
  const known = new Set(readNetbox(before).objects.map(({ kind, externalId }) => `${kind}/${externalId}`));
  const at = (kind: string, id: string) => (known.has(`${kind}/${id}`) ? id : `${id}77`);
  const moved = readNetbox(files).objects.map((one): SourceObject => {
    const { columns } = TABLES.find(({ name }) => name === one.kind) as Table<Columns>;
    const facts = Object.entries(one.facts).map(([column, text]) => {
      const to = columns[column]?.references;
      return [column, to === undefined ? text : at(to, text)];
    });
    return { ...one, externalId: at(one.kind, one.externalId), facts: Object.fromEntries(facts) };
  });
  return tablesCsv(moved, "4.x");
};

describe.each(sources)("%s", (_, folder) => {
  test("has got things by hand, is exported, and imported again with no difference", async () => {
    await empty(database);
    await take(filesIn(folder));
    const before = await out();
    await add();
    const fleet = await exported(ports);
    const files = await out();
    await expectNothingNew(files);
    await expectNothingNew(await out({ format: "json", version: "4.x" }));
    await expectNothingNew(await out(FORMS));
    // NetBox gives them numbers of its own: they are known by their names
    const others = elsewhere(files, before);
    expect(texts(others)).not.toEqual(texts(files));
    const counted = (await check(others)).report.counts.filter(({ noun }) => noun !== "netbox_object");
    expect(counted.filter(({ create, update }) => create + update > 0)).toEqual([]);
    await take(others);
    expect(await exported(ports)).toEqual(fleet);
    expect(texts(await out())).toEqual(texts(others));

    // from now on what NetBox says of them is written, and nothing else of them
    const renamed = others.map(({ name, bytes }) => ({
      name,
      bytes: Buffer.from(
        Buffer.from(bytes)
          .toString()
          .replace(/\bby hand\b/g, "by NetBox"),
      ),
    }));
    await take(renamed);
    const changed = await exported(ports);
    expect(changed).toEqual(new Map([...fleet].map(([name, text]) => [name, text.replaceAll("by hand", "by NetBox")])));
  });

  test("is given back as it was, by table and by list, and comes back with no difference", async () => {
    await empty(database);
    await take(filesIn(folder));
    await expectNothingNew(filesIn(folder));
    for (const format of ["csv", "json", "forms"] as const) {
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
    await expectNothingNew(await out(FORMS));
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

  test("is taken out for the import forms, and into an empty Headroom from there", async () => {
    await empty(database);
    await take(filesIn(folder));
    const forms = await out(FORMS);
    await empty(database);
    await take(forms);
    await expectNothingNew(forms);
    const again = await out(FORMS);
    expect(texts(again)).toEqual(texts(forms));
    await expectNothingNew(again);
  });
});

test("what NetBox has no place for is told from counts alone", async () => {
  await empty(database);
  await take(filesIn(small));
  await add();
  await database.pool.query("UPDATE rack SET tags = '{\"not a slug\",plain}' WHERE code LIKE '%/by hand'");
  const told = async (wanted: NetboxWanted, datacenter: string | null = null) =>
    new Map(
      (await netboxLosses(ports, planner, { datacenter, ...wanted })).map(({ what, count }) => [
        what.split(":")[0],
        count,
      ]),
    );
  const all = await told({ format: "csv", version: "4.x" });
  expect(all.get("tags that are no slug")).toBe(1);
  const counted = async (text: string) => Number((await database.pool.query(text)).rows[0].count);
  expect(all.get("rooms")).toBe(await counted("SELECT count(*) FROM room"));
  expect(all.get("rows")).toBe(await counted(`SELECT count(*) FROM "row"`));
  expect((await told({ format: "csv", version: "3.6" })).size).toBeGreaterThanOrEqual(all.size);
  await database.pool.query("UPDATE external_object SET facts = facts - 'name' WHERE kind = 'dcim_device'");
  const plugs = await counted("SELECT count(*) FROM external_object WHERE kind = 'dcim_powerport'");
  expect((await told(FORMS)).get("dcim_powerport of devices without a name")).toBe(plugs);
  const { rows: datacenters } = await database.pool.query("SELECT code FROM datacenter ORDER BY id");
  const one = await told({ format: "csv", version: "4.x" }, datacenters[0].code);
  expect(one.get("rooms")).toBeLessThan(all.get("rooms")!);
  await expect(told(FORMS, "no such place")).rejects.toMatchObject({ code: "NOT_FOUND" });
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
      // into the same Headroom: everything is known by what it is called
      const fleet = await exported(ports);
      await expectNothingNew(first);
      await take(first);
      expect(await exported(ports)).toEqual(fleet);
      expect(texts(await out())).toEqual(texts(first));
      const forms = await out(FORMS);
      await expectNothingNew(forms);
      await empty(database);
      await take(forms);
      expect(texts(await out(FORMS))).toEqual(texts(forms));
      await expectNothingNew(forms);
      await empty(database);
      await take(first);
      const second = await out();
      expect(texts(second)).toEqual(texts(first));
      await expectNothingNew(second);
    }),
    { numRuns, endOnFailure: true },
  );
});
