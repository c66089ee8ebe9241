import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestDatabase, testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run as runHeadroom } from "./testing/run";

let database: TestDatabase;
let folder: string;

/** Two UPS, two racks of 10 kW on both, two servers in the first one; the second one is not in service. */
const fleet = {
  "regions.csv": "code,name,geography,latitude,longitude\nnorth,North,,60,10\n",
  "zones.csv": "region,code,name\nnorth,a,Zone A\n",
  "datacenters.csv": "region,zone,code,name\nnorth,a,N1,North One\n",
  "rooms.csv": "datacenter,code,name\nN1,1,Room\n",
  "rows.csv": "datacenter,room,code,sequence\nN1,1,01,1\n",
  "cooling_zones.csv": "datacenter,room,code,capacity_w\nN1,1,C1,50000\n",
  "power_devices.csv":
    "datacenter,room,code,kind,capacity_w,failover_capacity_w\nN1,1,U1,ups,100000,120000\nN1,1,U2,ups,100000,120000\n",
  "positions.csv": "datacenter,room,row,number,cooling_zone\nN1,1,01,1,C1\nN1,1,01,2,C1\n",
  "feeds.csv":
    "datacenter,room,row,number,slot,device\nN1,1,01,1,A,U1\nN1,1,01,1,B,U2\nN1,1,01,2,A,U1\nN1,1,01,2,B,U2\n",
  "hardware_families.csv": "code,name\ncompute,Compute\n",
  "server_types.csv":
    "code,name,family,height_u,nameplate_w,derated_w,weight_kg,ports\nsrv,Server,compute,1,500,350,20,2\n",
  "rack_types.csv":
    "code,name,family,height_u,power_w,derated_w,cooling_w,weight_kg,ports\nr42,Rack,compute,42,10000,7000,7000,900,4\n",
  "racks.csv": "code,datacenter,rack_type,height_u,state\nR1,N1,r42,42,in_service\nR2,N1,r42,42,ordered\n",
  "placements.csv": "rack,valid_from,datacenter,room,row,number\nR1,2026-01-05,N1,1,01,1\nR2,2026-01-05,N1,1,01,2\n",
  "servers.csv":
    "rack,name,server_type,start_u,height_u,face,state\nR1,web-01,srv,1,1,both,in_service\nR1,web-02,srv,2,1,both,in_service\n",
};

beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), "headroom-power-"));
  mkdirSync(join(folder, "fleet"));
  for (const [name, text] of Object.entries(fleet)) writeFileSync(join(folder, "fleet", name), text);
  expect(await run("import", "fleet", join(folder, "fleet"), "--yes")).toMatchObject({ code: 0 });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runHeadroom(database.url, ...args);

const readings = (...rows: string[]) => {
  const path = join(folder, "readings.csv");
  writeFileSync(path, `datacenter,room,device,rack,server,power_w,measured_at\n${rows.join("\n")}\n`);
  return path;
};

describe("power at a terminal", { timeout: 120_000 }, () => {
  const now = new Date().toISOString();

  it("shows what is not known as not known", async () => {
    const { code, out } = await run("power", "N1");
    expect(code).toBe(0);
    expect(out).toMatch(/^N1 +2 +20\.0 +14\.0 +not known +1$/m);
    expect(await run("power", "N9")).toMatchObject({ code: 2, err: "headroom power: there is no datacenter N9\n" });
  });

  it("takes a file of controllers whole, names the line that is wrong, and never says a password", async () => {
    const path = join(folder, "controllers.csv");
    const write = (...rows: string[]) =>
      writeFileSync(path, ["rack,unit,server,url,username,password,trust", ...rows].join("\n"));
    const key = "a key that only tests know: 0123456789";
    const withKey = (...args: string[]) => runHeadroom(database.url, ...args);
    write("R1,,web-01,https://10.0.0.1,root,hunter2,system", "R9,4,,https://10.0.0.2,root,hunter2,system");
    expect((await withKey("import", "controllers", path)).err).toContain("HEADROOM_SECRET_KEY");
    process.env.HEADROOM_SECRET_KEY = key;
    const refused = await withKey("import", "controllers", path);
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("line 3: NOT_FOUND") });
    write("R1,,web-01,https://10.0.0.1,root,hunter2,system", "R1,4,,https://10.0.0.2,root,hunter2,system");
    expect(await withKey("import", "controllers", path)).toMatchObject({
      code: 0,
      err: "Written: 2 new, 0 changed.\n",
    });
    process.env.HEADROOM_SECRET_KEY = "another key that only tests know: 0123";
    expect((await withKey("secrets", "rotate")).err).toContain("2 cannot be opened");
    process.env.HEADROOM_SECRET_KEYS_BEFORE = key;
    expect((await withKey("secrets", "rotate")).err).toContain("Sealed anew: 2 of 2");
    delete process.env.HEADROOM_SECRET_KEYS_BEFORE;
    expect((await withKey("secrets", "rotate")).err).toContain("Sealed anew: 0 of 2");
    delete process.env.HEADROOM_SECRET_KEY;
  });

  it("takes a file of readings whole, and again without a change", async () => {
    const path = readings(`,,,R1,web-01,400,${now}`, `N1,1,U1,,,3100.4,${now}`);
    expect((await run("import", "readings", path, "--dry-run")).err).toContain("2 readings are in order");
    expect(await run("import", "readings", path)).toMatchObject({ code: 0, err: expect.stringContaining("2 of 2") });
    expect((await run("import", "readings", path)).err).toContain("Written: 0 of 2 readings");
    const { out } = await run("power", "N1");
    expect(out).toMatch(/^N1 +2 +20\.0 +14\.0 +>= 0\.4 +1$/m);
    expect(out).toMatch(/^1\/U1 +100\.0 +10\.0 +7\.0 +>= 0\.2 +3\.1 +120\.0 +20\.0$/m);
  });

  it("says what is wrong with a file, and takes nothing of it", async () => {
    const path = readings(
      `,,,R1,,9000,${now}`,
      `,,,R9,,9000,${now}`,
      `,,,R1,,many,${now}`,
      ",,,R1,,1,2999-01-01T00:00Z",
    );
    const { code, out, err } = await run("import", "readings", path);
    expect(code).toBe(2);
    expect(out).toContain('readings.csv, line 3, rack: "R9", expected code of a rack');
    expect(out).toContain('readings.csv, line 4, power_w: "many", expected a number');
    expect(out).toContain("readings.csv, line 5, measured_at");
    expect(err).toContain("Nothing was written");
    expect((await run("power", "N1")).out).toMatch(/>= 0\.4/);
    expect((await run("import", "readings", join(folder, "none.csv"))).err).toContain("does not exist");
    expect((await run("import", "readings", "--fast", path)).err).toContain("--fast");
  });
});
