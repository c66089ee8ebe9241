/** What a NetBox brought by its import forms is known when its tables or lists come, by what it is called, and gets its own numbers. */
import { testDatabase } from "@headroom/config/vitest/database";
import { netboxInventory } from "@headroom/core/topology/proposal/netbox.arbitrary";
import type { NetboxInventory, NetboxNotes } from "@headroom/core/topology/proposal/netbox-inventory";
import type { SourceObject } from "@headroom/core/topology/proposal/types";
import type { Database } from "@headroom/db/client";
import type { TableName } from "@headroom/interchange/netbox/column";
import { formsCsv } from "@headroom/interchange/netbox/export/forms-csv";
import { listsJson } from "@headroom/interchange/netbox/export/lists-json";
import { tablesCsv } from "@headroom/interchange/netbox/export/tables-csv";
import { sourceObject } from "@headroom/interchange/netbox/facts";
import { dump } from "@headroom/interchange/netbox/fixtures/dump";
import { readNetbox } from "@headroom/interchange/netbox/read";
import { verifyRollups } from "@headroom/services/capacity/verify";
import { checkImport } from "@headroom/services/import/check";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import type { ImportFile } from "@headroom/services/ports/imports";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { empty, exported, netboxFiles, openWithAda, planner, portsOf } from "../fleet/fixture";

const numRuns = Number(process.env.FAST_CHECK_RUNS ?? 8);

let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
  ports = portsOf(database);
});
afterAll(() => database.close());
beforeEach(() => empty(database));

const check = (files: readonly ImportFile[]) => checkImport(ports, planner, { kind: "netbox", files, options: {} });
async function take(files: readonly ImportFile[]) {
  const { id, report } = await check(files);
  expect(report.rejected.slice(0, 2)).toEqual([]);
  await commitImport(ports, planner, { id, confirmed: report.assumptions.map((one) => one.id) });
  return report;
}
const ofFleet = (report: Awaited<ReturnType<typeof check>>["report"]) =>
  report.counts.filter(({ noun, create, update }) => noun !== "netbox_object" && create + update > 0);
async function expectNothingNew(files: readonly ImportFile[]) {
  const { report } = await check(files);
  expect(report.rejected).toEqual([]);
  expect(report.adopted).toEqual([]);
  expect(report.counts.filter(({ create, update }) => create + update > 0)).toEqual([]);
}
const texts = (files: readonly ImportFile[]) =>
  Object.fromEntries(files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]));

/** The installation as forms can say it: names that tell things apart, and nothing that no form has a column for. */
function sayable(all: NetboxInventory): NetboxInventory {
  const noted = <T extends NetboxNotes>(one: T): T => {
    const { customFields, ...rest } = one;
    return (customFields ? { ...rest, customFields: '{"owner":"web"}' } : rest) as T;
  };
  const flat = new Set(all.deviceTypes.flatMap(({ id, heightU }) => (heightU === 0 ? [id] : [])));
  const starts = new Map(all.racks.map((rack) => [rack.id, rack.startingUnit - 1]));
  return {
    ...all,
    regions: all.regions.map((one) => noted({ ...one, slug: `region-${one.id}` })),
    sites: all.sites.map(noted),
    locations: all.locations.map((one) => noted({ ...one, name: `${one.name} ${one.id}`, slug: `l-${one.id}` })),
    rackRoles: all.rackRoles.map(noted),
    racks: all.racks.map((one) =>
      noted({
        ...one,
        startingUnit: 1,
        maxWeightKg: null,
        // a device's form names the rack by its site alone where the device has no location
        name: `${one.name} ${one.id}`,
      }),
    ),
    rackReservations: all.rackReservations.map((one) =>
      noted({ ...one, userId: null, units: one.units.map((unit) => unit - starts.get(one.rackId)!) }),
    ),
    deviceTypes: all.deviceTypes.map((one) => noted({ ...one, weightKg: null, powerPorts: null, interfaces: null })),
    devices: all.devices.map((one) =>
      noted(
        // what has no height has no position, so that what has no name is told by its own
        one.position === null || flat.has(one.deviceTypeId)
          ? { ...one, position: null, face: null }
          : { ...one, position: one.position - starts.get(one.rackId ?? "")! },
      ),
    ),
    powerPanels: all.powerPanels.map((one) => noted({ ...one, name: `P${one.id}` })),
    powerFeeds: all.powerFeeds.map((one) => noted({ ...one, name: `F-${one.id}` })),
    powerOutlets: [],
  };
}

const same = <T>(list: T[]) => list;
function objectsOf(inventory: NetboxInventory): SourceObject[] {
  const { objects, rejected } = readNetbox(dump(sayable(inventory), same, same));
  expect(rejected).toEqual([]);
  const names = new Map(objects.map((one) => [`${one.kind}/${one.externalId}`, one.facts.name ?? ""]));
  const slugs = new Set(objects.flatMap(({ facts }) => (facts.tags ? (JSON.parse(facts.tags) as string[]) : [])));
  return [
    ...[...slugs].map((slug, i) => sourceObject("extras_tag", String(i + 1), { name: slug, slug, color: "9e9e9e" })),
    ...objects.flatMap(({ kind, externalId, facts }): SourceObject[] => {
      const { available_power: _, ...rest } = facts;
      if (kind !== "dcim_powerport") return [sourceObject(kind as TableName, externalId, rest)];
      const device = names.get(`dcim_device/${facts.device_id}`);
      return device ? [sourceObject(kind, externalId, { ...rest, name: "PSU" })] : [];
    }),
  ];
}

/** Codes that repeat are told apart by numbers. */
const withoutNumbers = (fleet: ReadonlyMap<string, string>) =>
  new Map(
    [...fleet].map(([name, text]) => [
      name,
      text
        .replace(/ #[0-9.]+/g, " #")
        .split("\n")
        .sort()
        .join("\n"),
    ]),
  );

test("a random installation comes by forms, then by lists or tables, with no difference other than its numbers", async () => {
  await fc.assert(
    fc.asyncProperty(netboxInventory, fc.boolean(), fc.boolean(), async (inventory, backwards, lists) => {
      await empty(database);
      const objects = objectsOf(inventory);
      await take(formsCsv(backwards ? objects.toReversed() : objects, "4.x"));
      const before = await exported(ports);
      const own = lists ? listsJson(objects, "4.x") : tablesCsv(objects, "4.x");
      const { report } = await check(own);
      expect(report.rejected).toEqual([]);
      expect(report.conflicts).toEqual([]);
      expect(report.adopted!.reduce((sum, { count }) => sum + count, 0)).toBe(objects.length);
      expect(ofFleet(report).filter(({ create }) => create > 0)).toEqual([]);
      await take(own);
      expect(withoutNumbers(await exported(ports))).toEqual(withoutNumbers(before));
      const { rows } = await database.pool.query(`SELECT 1 FROM external_object WHERE length(external_id) > 15
        UNION ALL SELECT 1 FROM external_ref WHERE external_id ~ '[0-9]{16}'`);
      expect(rows).toEqual([]);
      await expectNothingNew(own);
      const out = await netboxFiles(ports, { format: "csv", version: "4.x" });
      await expectNothingNew(out);
      await expectNothingNew(await netboxFiles(ports, { format: "json", version: "4.x" }));
      await expectNothingNew(await netboxFiles(ports, { format: "forms", version: "4.x" }));
      const differences: unknown[] = [];
      await verifyRollups(ports, planner, (one) => differences.push(one));
      expect(differences).toEqual([]);
      await empty(database);
      await take(own);
      expect(texts(await netboxFiles(ports, { format: "csv", version: "4.x" }))).toEqual(texts(out));
    }),
    { numRuns, endOnFailure: true },
  );
});

test("what people corrected meanwhile stays, custom fields get their types, and what NetBox no longer has stays, too", async () => {
  const text = (name: string, lines: readonly string[]) => ({ name, bytes: Buffer.from(`${lines.join("\n")}\n`) });
  const forms = [
    text("sites.csv", ["name,slug,status", "Oslo,oslo,active"]),
    text("racks.csv", ["site,name,cf_cost,cf_owner", "Oslo,R1,12,web", "Oslo,R2,13,web", "Oslo,R3,14,web"]),
    text("manufacturers.csv", ["name,slug", "Maker,maker"]),
    text("device-roles.csv", ["name,slug,color", "Server,server,9e9e9e"]),
    text("device-types.csv", ["manufacturer,model,slug,u_height,is_full_depth", "Maker,M1,m1,1,true"]),
    text("devices.csv", [
      "name,role,manufacturer,device_type,site,rack,position,face,status",
      "d1,Server,Maker,M1,Oslo,R1,3,front,active",
    ]),
  ];
  await take(forms);
  const sql = (statement: string) => database.pool.query(statement);
  await sql(`UPDATE server SET name = 'corrected' WHERE name = 'd1'`);
  await sql(`UPDATE rack SET custom_fields = '{"cost": "99", "owner": "web"}' WHERE code = 'oslo/R2'`);
  const own = [
    text("dcim_site.csv", ["id,name,slug,status,region_id", "7,Oslo,oslo,active,"]),
    text("dcim_rack.csv", [
      "id,name,status,u_height,location_id,site_id,width,custom_field_data",
      `40,R1,active,42,,7,19,"{""cost"": 12, ""owner"": ""web""}"`,
      `41,R2,active,42,,7,19,"{""cost"": 13, ""owner"": ""web""}"`,
    ]),
    text("dcim_manufacturer.csv", ["id,name,slug", "5,Maker,maker"]),
    text("dcim_devicerole.csv", ["id,name,slug,color", "6,Server,server,9e9e9e"]),
    text("dcim_devicetype.csv", ["id,model,slug,u_height,is_full_depth,manufacturer_id", "8,M1,m1,1,t,5"]),
    text("dcim_device.csv", [
      "id,name,position,face,status,device_type_id,role_id,rack_id,site_id,location_id",
      "50,d1,3,front,active,8,6,40,7,",
    ]),
  ];
  const report = await take(own);
  expect(report.adopted).toEqual([
    { noun: "dcim_site", count: 1, names: ["Oslo"] },
    { noun: "dcim_manufacturer", count: 1, names: ["Maker"] },
    { noun: "dcim_rack", count: 2, names: ["R1", "R2"] },
    { noun: "dcim_devicerole", count: 1, names: ["Server"] },
    { noun: "dcim_devicetype", count: 1, names: ["M1"] },
    { noun: "dcim_device", count: 1, names: ["d1"] },
  ]);
  expect(ofFleet(report).filter(({ create }) => create > 0)).toEqual([]);
  const { rows } = await sql("SELECT code, custom_fields AS fields FROM rack ORDER BY code");
  expect(rows).toEqual([
    { code: "oslo/R1", fields: { cost: 12, owner: "web" } },
    { code: "oslo/R2", fields: { cost: "99", owner: "web" } },
    { code: "oslo/R3", fields: { cost: "14", owner: "web" } },
  ]);
  expect((await sql("SELECT name FROM server")).rows).toEqual([{ name: "corrected" }]);
  await expectNothingNew(own);
  const out = texts(await netboxFiles(ports, { format: "csv", version: "4.x" }));
  expect(out["dcim_device.csv"]).toContain("50,corrected");
  expect(out["dcim_rack.csv"]).toMatch(/^40,R1,/m);
});
