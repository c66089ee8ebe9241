/** What people do here and what a NetBox says go together: neither takes away what the other knows. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import type { Database } from "@headroom/db/client";
import { verifyRollups } from "@headroom/services/capacity/verify";
import { checkImport } from "@headroom/services/import/check";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import type { ImportFile } from "@headroom/services/ports/imports";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { empty, exported, openWithAda, planner, portsOf } from "../fleet/fixture";

const small = fileURLToPath(new URL("../../../interchange/src/netbox/fixtures/small/", import.meta.url));
const files = readdirSync(small).map((name): ImportFile => ({ name, bytes: readFileSync(small + name) }));

let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = await openWithAda((await testDatabase()).url);
  ports = portsOf(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await empty(database);
  await take(files);
});

const check = (some: readonly ImportFile[]) =>
  checkImport(ports, planner, { kind: "netbox", files: some, options: {} });
async function take(some: readonly ImportFile[]) {
  const run = await check(some);
  expect(run.report.rejected).toEqual([]);
  return commitImport(ports, planner, { id: run.id, confirmed: run.report.assumptions.map(({ id }) => id) });
}
/** The installation after its people have changed a table. */
const after = (table: string, change: (text: string) => string) =>
  files.map((one) =>
    one.name === `${table}.csv` ? { ...one, bytes: Buffer.from(change(Buffer.from(one.bytes).toString())) } : one,
  );
const sql = async (text: string) => (await database.pool.query(text)).rows;

test("a device that is renamed there keeps its meter, its reservations and its history here", async () => {
  const [server] = await sql("SELECT id, name FROM server ORDER BY id LIMIT 1");
  await sql(`
    INSERT INTO server_reservation (server_id, owner, reason) VALUES (${server.id}, 'Storage', 'spare');
    INSERT INTO server_reading (server_id, measured_at, power_w) VALUES (${server.id}, now(), 250);`);
  await sql("UPDATE rack_unit_reservation SET ticket = 'T-9', valid_to = '2031-01-01'");
  await take(after("dcim_device", (text) => text.replace(server.name, "renamed")));
  await take(after("dcim_rackreservation", (text) => text.replace("Kept for a switch", "other words")));
  const [now] = await sql(`SELECT s.name, s.record_version AS version,
      (SELECT count(*)::int FROM server_reservation WHERE server_id = s.id) AS kept,
      (SELECT count(*)::int FROM server_reading WHERE server_id = s.id) AS read,
      (SELECT count(*)::int FROM rack_unit_reservation WHERE ticket = 'T-9' AND valid_to = '2031-01-01') AS tickets
    FROM server s WHERE s.id = ${server.id}`);
  // renamed, and back
  expect(now).toMatchObject({ name: server.name, version: 3, kept: 1, read: 1 });
  expect(now.tickets).toBeGreaterThan(0);
});

test("what people corrected of a thing stays where NetBox says something new of another field of it", async () => {
  await sql("UPDATE rack SET rack_type_id = (SELECT max(id) FROM rack_type), installed_on = '2020-02-02'");
  const before = await sql("SELECT id, rack_type_id, installed_on FROM rack ORDER BY id");
  await take(after("dcim_rack", (text) => text.replace(/,A01,/, ",A77,")));
  expect((await sql("SELECT code FROM rack WHERE code LIKE '%A77'")).length).toBe(1);
  expect(await sql("SELECT id, rack_type_id, installed_on FROM rack ORDER BY id")).toEqual(before);
});

test("a rack that moves to another site leaves the account of the one and comes into that of the other", async () => {
  const changed = after("dcim_rack", (text) => text.replace(/^(.*,3,Closet,.*),,2,,(.*)$/m, "$1,,1,,$2")).map((one) =>
    one.name === "dcim_device.csv"
      ? {
          ...one,
          bytes: Buffer.from(
            Buffer.from(one.bytes)
              .toString()
              .replace(/^(.*,strip,.*,3),2,(.*)$/m, "$1,1,$2"),
          ),
        }
      : one,
  );
  await take(changed);
  const [rack] = await sql(
    "SELECT d.code FROM rack k JOIN datacenter d ON d.id = k.datacenter_id WHERE k.code LIKE '%Closet'",
  );
  expect(rack.code).toBe((await sql("SELECT code FROM datacenter ORDER BY id LIMIT 1"))[0].code);
  const differences: unknown[] = [];
  await verifyRollups(ports, planner, (one) => differences.push(one));
  expect(differences).toEqual([]);
});

test("what was deleted here stays deleted, until NetBox says something new of it or needs it", async () => {
  const [server] = await sql("SELECT id, name FROM server ORDER BY id LIMIT 1");
  await sql(`DELETE FROM server WHERE id = ${server.id}`);
  const without = await exported(ports);
  await take(files);
  expect(await exported(ports)).toEqual(without);
  await take(after("dcim_device", (text) => text.replace(server.name, "back again")));
  expect((await sql("SELECT name FROM server WHERE name = 'back again'")).length).toBe(1);

  const racks = await sql(
    "SELECT k.id, k.code FROM rack k JOIN server s ON s.rack_id = k.id WHERE s.name = 'back again'",
  );
  await sql(`DELETE FROM server WHERE rack_id = ${racks[0].id}; DELETE FROM occupancy WHERE rack_id = ${racks[0].id};
    DELETE FROM rack_unit_reservation WHERE rack_id = ${racks[0].id}; DELETE FROM rack WHERE id = ${racks[0].id}`);
  await take(after("dcim_device", (text) => text.replace(server.name, "once more")));
  expect(
    (await sql(`SELECT k.code FROM server s JOIN rack k ON k.id = s.rack_id WHERE s.name = 'once more'`))[0].code,
  ).toBe(racks[0].code);
});

test("units and names that something here has are refused in words", async () => {
  const [server] = await sql("SELECT s.*, k.code FROM server s JOIN rack k ON k.id = s.rack_id ORDER BY s.id LIMIT 1");
  // the device of NetBox is gone here, and something else has its units or its name
  await sql(`DELETE FROM server WHERE id = ${server.id}`);
  const put = (name: string, startU: number) =>
    sql(`INSERT INTO server (rack_id, server_type_id, name, rack_height_u, start_u, height_u, face, state)
      VALUES (${server.rack_id}, ${server.server_type_id}, '${name}', ${server.rack_height_u}, ${startU}, 1, 'both', 'racked') RETURNING id`);
  const [other] = await put("in its place", server.start_u);
  const changed = after("dcim_device", (text) => text.replace(server.name, "new name"));
  const run = await check(changed);
  expect(run.report.rejected.map(({ column, value }) => [column, value])).toEqual([["server.units", "new name"]]);
  await sql(`DELETE FROM server WHERE id = ${other.id}`);
  await put("new name", 30);
  const again = await check(changed);
  expect(again.report.rejected.map(({ column, value }) => [column, value])).toEqual([["server.name", "new name"]]);
});
