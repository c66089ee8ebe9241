import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testDatabase } from "@headroom/config/vitest/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "./testing/run";

let [full, empty] = ["", ""];
let folder: string;

/** A floor with one rack. */
const fleet = {
  "regions.csv": "code,name,geography,latitude,longitude\nnorth,'=North,,60,10\n",
  "zones.csv": "region,code,name\nnorth,a,Zone A\n",
  "datacenters.csv": "region,zone,code,name\nnorth,a,N1,North One\n",
  "rooms.csv": "datacenter,code,name\nN1,1,Room\n",
  "rows.csv": "datacenter,room,code,sequence\nN1,1,01,1\n",
  "cooling_zones.csv": "datacenter,room,code,capacity_w\nN1,1,C1,50000\n",
  "power_devices.csv":
    "datacenter,room,code,kind,capacity_w,failover_capacity_w\nN1,1,U1,ups,90000,90000\nN1,1,U2,ups,90000,90000\n",
  "positions.csv": "datacenter,room,row,number,cooling_zone\nN1,1,01,1,C1\n",
  "feeds.csv": "datacenter,room,row,number,slot,device\nN1,1,01,1,A,U1\nN1,1,01,1,B,U2\n",
  "hardware_families.csv": "code,name\ncompute,Compute\n",
  "rack_types.csv":
    "code,name,family,height_u,power_w,derated_w,cooling_w,weight_kg,ports\nr42,Rack,compute,42,9000,7000,7000,900,4\n",
  "racks.csv": "code,datacenter,rack_type,height_u,state\nR1,N1,r42,42,in_service\n",
  "placements.csv": "rack,valid_from,datacenter,room,row,number\nR1,2026-01-05,N1,1,01,1\n",
};

beforeAll(async () => {
  [full, empty] = [(await testDatabase()).url, (await testDatabase()).url];
  folder = mkdtempSync(join(tmpdir(), "headroom-fleet-"));
  mkdirSync(join(folder, "first"));
  for (const [name, text] of Object.entries(fleet)) writeFileSync(join(folder, "first", name), text);
  const done = await run(full, "import", "fleet", join(folder, "first"), "--yes");
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining("Written: 15 created") });
});
afterAll(() => rmSync(folder, { recursive: true }));

const contents = (of: string) =>
  Object.fromEntries(readdirSync(join(folder, of)).map((name) => [name, readFileSync(join(folder, of, name), "utf8")]));

describe("headroom export and import fleet", { timeout: 120_000 }, () => {
  it.each(["csv", "json"])("carry a fleet to another database and back as %s", async (format) => {
    const [there, back] = [`there-${format}`, `back-${format}`];
    const out = await run(full, "export", "fleet", join(folder, there), "--format", format);
    expect(out).toMatchObject({ code: 0, err: expect.stringMatching(/^Written: \d+ records/) });

    const dry = await run(empty, "import", "fleet", join(folder, there), "--dry-run");
    expect(dry).toMatchObject({ code: 0, err: expect.stringMatching(/this was a dry run|nothing to write/) });
    const done = await run(empty, "import", "fleet", join(folder, there), "--yes");
    expect(done.err).toMatch(/Written: \d+ created|nothing to write/);

    await run(empty, "export", "fleet", join(folder, back), "--format", format, "--datacenter", "N1");
    expect(contents(back)).toEqual(contents(there));
    const again = await run(empty, "import", "fleet", join(folder, back), "--yes");
    expect(again).toMatchObject({ code: 0, err: expect.stringContaining("nothing to write") });
  });

  it("read foreign columns with a mapping, and say where a row is wrong", async () => {
    writeFileSync(join(folder, "areas.csv"), "Area,Name\nnorth,First\n");
    const map = join(folder, "map.yaml");
    writeFileSync(
      map,
      "areas.csv:\n  type: zones\n  columns: { Area: region, Name: name }\n  constants: { code: z1 }\n",
    );
    const done = await run(full, "import", "fleet", folder, "--map", map, "--yes");
    expect(done).toMatchObject({ code: 0, err: expect.stringContaining("1 created") });
    writeFileSync(join(folder, "areas.csv"), "Area,Name\nnorth,First\nsouth,Second\n");
    const bad = await run(full, "import", "fleet", folder, "--map", map, "--yes");
    expect(bad.code).toBe(2);
    expect(bad.out).toContain(
      'areas.csv, line 3, region: "south", expected a region of the inventory or of regions.csv',
    );
  });

  it("tell the columns of a type, and what is wrong with a command", async () => {
    expect(await run(full, "import", "template", "zones")).toMatchObject({
      code: 0,
      out: "region,code,name\n",
      err: expect.stringContaining("code    text: unique in its region (key)"),
    });
    expect(await run(full, "export", "racks")).toMatchObject({
      code: 2,
      err: expect.stringContaining("expected fleet"),
    });
    const nowhere = await run(full, "export", "fleet", join(folder, "x"), "--datacenter", "N9");
    expect(nowhere).toMatchObject({ code: 2, err: "headroom export: there is no datacenter N9\n" });
  });
});

describe("headroom edit, undo and history", { timeout: 120_000 }, () => {
  it("show a change, write it, tell its story and take it back", async () => {
    const dry = await run(full, "edit", "racks", "R1", "serial=S-1", "rack_type=r42", "--dry-run");
    expect(dry).toMatchObject({ code: 0, out: "edit racks R1\n  serial: (nothing) -> S-1\n" });
    const done = await run(full, "edit", "racks", "R1", "serial=S-1", "--reason", "label read", "--yes");
    expect(done).toMatchObject({ code: 0, err: expect.stringContaining("Written as change 1") });
    const story = await run(full, "history", "racks", "R1");
    expect(story.out).toMatch(
      /version 2 {2}edit {2}headroom edit \(cli, record\.change\), change 1: label read\n {2}serial: \(nothing\) -> S-1/,
    );
    expect(story.out).toMatch(/version 1 {2}create {2}headroom import \(cli, import\.commit\)/);
    expect(await run(full, "undo", "1")).toMatchObject({ code: 0, out: "edit racks R1\n  serial: S-1 -> (nothing)\n" });
    expect(await run(full, "undo", "1")).toMatchObject({ code: 2, err: expect.stringContaining("undone already") });
  });

  it("make, place and refuse with a remedy, from words and from a file", async () => {
    const fields = ["code=R2", "datacenter=N1", "rack_type=r42", "height_u=42", "state=arrived"];
    expect(await run(full, "edit", "racks", "--new", ...fields, "--yes")).toMatchObject({ code: 0 });
    const taken = await run(full, "edit", "racks", "R2", "--move", "N1/1/01/1", "--yes");
    expect(taken).toMatchObject({
      code: 2,
      err: expect.stringContaining("rack R1 has it; choose another position or other days"),
    });
    const file = join(folder, "changes.json");
    const changes = [
      { op: "retire", type: "racks", key: ["R1"], on: "2026-06-01" },
      { op: "edit", type: "racks", key: ["R2"], fields: { state: "racked" } },
    ];
    writeFileSync(file, JSON.stringify({ changes }));
    expect(await run(full, "edit", "--file", file, "--yes")).toMatchObject({
      code: 0,
      out: expect.stringContaining("state: in_service -> retired"),
    });
    expect(await run(full, "edit", "racks", "R2", "state=planned", "--yes")).toMatchObject({
      ...{ code: 2, err: expect.stringContaining("expected one of in_service, arrived, retired") },
    });
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const past = await run(full, "export", "fleet", join(folder, "past"), "--as-of", yesterday);
    expect(past).toMatchObject({ code: 0, err: expect.stringContaining("Written: 0 records") });
  });
});
