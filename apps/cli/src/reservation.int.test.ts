import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestDatabase, testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, expect, it } from "vitest";
import { run as runHeadroom } from "./testing/run";

const fleet = {
  "regions.csv": "code,name,geography,latitude,longitude\nnorth,North,,60,10\n",
  "zones.csv": "region,code,name\nnorth,a,Zone A\n",
  "datacenters.csv": "region,zone,code,name\nnorth,a,N1,North One\n",
  "hardware_families.csv": "code,name\ncompute,Compute\n",
  "rack_types.csv":
    "code,name,family,height_u,power_w,derated_w,cooling_w,weight_kg,ports\nr42,Rack,compute,42,10000,7000,7000,900,4\n",
  "racks.csv": "code,datacenter,rack_type,height_u,state\nR1,N1,r42,42,in_service\n",
};

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), "headroom-reservation-"));
  for (const [name, text] of Object.entries(fleet)) writeFileSync(join(folder, name), text);
  expect(await runHeadroom(database.url, "import", "fleet", folder, "--yes")).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runHeadroom(database.url, "reservation", ...args);
const terms = ["--owner", "Ben", "--reason", "patching", "--to", "2999-01-01"];

it("makes, lists, extends and ends a reservation, and says who has what is taken", { timeout: 120_000 }, async () => {
  const made = await run("create", "units", "R1", "20-22", "--face", "front", "--ticket", "CHG-7", ...terms);
  expect(made).toMatchObject({ code: 0 });
  expect(made.out).toMatch(
    /^units-\d+ {2}R1 U20,21,22 front {2}Ben {2}CHG-7 {2}.* {2}2999-01-01 {2}now {2}patching\n$/,
  );
  const name = made.out.split(" ")[0]!;
  const taken = await run("create", "units", "R1", "22", ...terms);
  expect(taken).toMatchObject({ code: 2, out: "" });
  expect(taken.err).toContain("U22 has Ben, until 2999-01-01");
  expect((await run("extend", name, "--to", "never")).out).toContain("until further notice");
  expect(JSON.parse((await run("list", "--rack", "R1", "--json")).out)).toMatchObject({
    ...{ total: 1, rows: [{ kind: "units", numbers: [20, 21, 22], said: "Ben", to: null }] },
  });
  expect((await run("end", name, "--reason", "done")).err).toContain("is free from today on");
  expect((await run("list", "--rack", "R1")).out).toBe("");
  expect((await run("end", name, "--reason", "done")).err).toContain(`there is no reservation ${name}`);
});
