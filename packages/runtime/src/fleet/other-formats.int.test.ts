import { testDatabase } from "@headroom/config/vitest/database";
import type { Database } from "@headroom/db/client";
import { checkFleet } from "@headroom/services/import/check-fleet";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import type { RecordImportKind } from "@headroom/services/ports/fleet-records";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWithAda, planner, portsOf, toFiles } from "./fixture";

let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
  ports = portsOf(database);
});
afterAll(() => database.close());

const check = (kind: RecordImportKind, files: Record<string, string>) =>
  checkFleet(ports, planner, { kind, files: toFiles(new Map(Object.entries(files))), mapping: {} });
const one = async (sql: string) => (await database.pool.query(sql)).rows[0];

const device = `manufacturer: Acme
model: Server 1
slug: s1
u_height: 1.5
is_full_depth: true
module-bays:
  - name: PSU1
  - name: PSU2
`;
const supplies = "manufacturer,model,part_number,max_draw_w,connector\nAcme,P500,,500,\nAcme,P750,,750,\n";

it("device types: what has no power is confirmed, asked for, and kept once it was given", async () => {
  const run = await check("devicetypes", { "s1.yaml": device, "psu.csv": supplies });
  expect(run.report.assumptions).toMatchObject([{ id: "device_power", count: 1, value: "Acme Server 1" }]);
  await expect(commitImport(ports, planner, { id: run.id, confirmed: [] })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  await commitImport(ports, planner, { id: run.id, confirmed: ["device_power"] });
  const stored = "SELECT u_height, supply_bays, supply_model, power_w, power_source FROM device_type";
  expect(await one(stored)).toEqual({
    u_height: 1.5,
    supply_bays: 2,
    supply_model: null,
    power_w: null,
    power_source: "unknown",
  });

  const answer = "manufacturer,slug,supply_model,power_w\nAcme,s1,P750,\n";
  const answered = await check("devicetypes", { "s1.yaml": device, "psu.csv": supplies, "power.csv": answer });
  expect(answered.report.assumptions).toEqual([]);
  await commitImport(ports, planner, { id: answered.id, confirmed: [] });
  expect(await one(stored)).toMatchObject({ supply_model: "P750", power_w: 1500, power_source: "supplies" });

  // the library alone says nothing of the power, so it changes nothing of it
  const again = await check("devicetypes", { "s1.yaml": device, "psu.csv": supplies });
  expect(again.report.counts.every(({ create, update }) => create + update === 0)).toBe(true);
});

it("cloud regions: a fleet begins from real places", async () => {
  const csv =
    "id,provider,display_name,country,country_code,city,latitude,longitude,continent,availability_zones\n" +
    "a-1,a,One,Norway,NO,Oslo,59.9,10.7,europe,3\na-2,a,Two,Peru,PE,Lima,-12,-77,south-america,\n";
  const run = await check("regions", { "clouds.csv": csv });
  expect(run.report.counts).toMatchObject([
    { noun: "region", create: 2 },
    { noun: "zone", create: 3 },
  ]);
  await commitImport(ports, planner, { id: run.id, confirmed: [] });
  const region = await one("SELECT name, geography, latitude, compliance_tags FROM region WHERE code = 'a-1'");
  expect(region).toEqual({
    name: "One",
    geography: "europe / Norway / Oslo",
    latitude: 59.9,
    compliance_tags: ["no", "a"],
  });
  const bad = await check("regions", { "clouds.csv": csv.replace("59.9", "north") });
  expect(bad.report.rejected).toMatchObject([{ file: "clouds.csv", line: 2, column: "latitude", value: "north" }]);
});
