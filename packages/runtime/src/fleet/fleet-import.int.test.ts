import { testDatabase } from "@headroom/config/vitest/database";
import type { Database } from "@headroom/db/client";
import { openDatabase } from "@headroom/db/client";
import { tinyFleet } from "@headroom/db/testing/tiny-fleet";
import { checkFleet } from "@headroom/services/import/check-fleet";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { check, exported, imported, planner, portsOf, toFiles } from "./fixture";

let database: Database;
let ports: Ports;
beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  await tinyFleet(database);
  ports = portsOf(database);
});
afterAll(() => database.close());

const actor = { ...planner, id: "u1" };
const file = (name: string, text: string) => toFiles(new Map([[name, text]]));
const one = async (sql: string) => (await database.pool.query(sql)).rows[0];
const servers = "rack,name,server_type,start_u,height_u,face,state\n";

describe("files over a fleet", () => {
  it("change what they name, and leave columns they do not have as they were", async () => {
    const before = await exported(ports);
    const run = await imported(
      ports,
      file("racks.csv", "code,datacenter,rack_type,height_u,state\nR1,N1,storage,42,draining\n"),
    );
    expect(run.report.counts).toEqual([{ noun: "rack", read: 1, create: 0, update: 1, same: 0, rejected: 0 }]);
    const after = await exported(ports);
    expect(after.get("racks.csv")).toBe(
      before.get("racks.csv")!.replace("compute,42,in_service", "storage,42,draining"),
    );
    expect({ ...Object.fromEntries(after), "racks.csv": "" }).toEqual({
      ...Object.fromEntries(before),
      "racks.csv": "",
    });
  });

  it("leave one audit event with hashes and counts, and the account as it is now", async () => {
    const event = await one("SELECT action, entity_kind, after FROM audit_event ORDER BY id DESC LIMIT 1");
    expect(event).toMatchObject({
      action: "import.commit",
      after: {
        kind: "fleet",
        files: [{ name: "racks.csv", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
        updated: { rack: 1 },
      },
    });
    const account = await one(
      "SELECT d.version, c.version AS of, c.account #>> '{total,power,installed}' AS installed FROM datacenter d JOIN datacenter_capacity c ON c.datacenter_id = d.id",
    );
    // R1 is a storage rack of 6 kW now, R2 a compute rack of 10 kW
    expect(account).toEqual({ version: 2, of: 2, installed: "16000" });
    expect(await one("SELECT count(*)::int AS rows FROM import_row")).toEqual({ rows: 0 });
  });

  it("move a device and all that hangs from it to another tree", async () => {
    const head = "datacenter,room,code,kind,parent,capacity_w,failover_capacity_w\n";
    const refused = await check(ports, file("power_devices.csv", `${head}N1,1,RD-11,row_device,UPS-2,40000,60000\n`));
    expect(refused.report.rejected).toMatchObject([
      { file: "power_devices.csv", line: 2, expected: expect.stringContaining("UPS-2") },
    ]);
    // both trees change places: no position is ever fed twice from one
    await imported(
      ports,
      file(
        "power_devices.csv",
        `${head}N1,1,RD-11,row_device,UPS-2,40000,60000\nN1,1,RD-12,row_device,UPS-1,40000,60000\n`,
      ),
    );
    const tops = await one(
      "SELECT count(*) FILTER (WHERE f.top_id = d.top_id)::int AS right, count(*)::int AS feeds FROM position_feed f JOIN power_device d ON d.id = f.device_id",
    );
    expect(tops).toEqual({ right: 20, feeds: 20 });
  });

  it.each([
    [
      "servers.csv",
      `${servers}R1,new,srv,2,2,both,in_service\n`,
      2,
      "start_u",
      "units that server n1-r1-01 does not take",
    ],
    ["servers.csv", `${servers}R1,new,srv,42,2,both,in_service\n`, 2, "start_u", "units up to 42, the rack's height"],
    ["servers.csv", `${servers}R1,new,srv,1.75,1,both,in_service\n`, 2, "start_u", "a multiple of 0.5 from 1 to 100"],
    [
      "servers.csv",
      `${servers}R1,a,srv,9,1.5,both,in_service\nR1,b,srv,10.5,1,rear,in_service\nR1,c,srv,10,0.5,front,in_service\n`,
      4,
      "start_u",
      "units that server a does not take",
    ],
    ["servers.csv", `${servers}R9,new,srv,9,2,both,in_service\n`, 2, "rack", "a rack of the inventory or of racks.csv"],
    [
      "servers.csv",
      `${servers}R1,a,srv,9,2,both,in_service\nR1,a,srv,11,2,both,in_service\n`,
      3,
      "name",
      "each server once; it is in line 2 already",
    ],
    ["rows.csv", "datacenter,room,code,sequence\nN1,1,03,2\n", 2, "sequence", "another sequence than 02 has"],
    [
      "placements.csv",
      "rack,valid_from,datacenter,room,row,number\nR1,2026-03-01,N1,1,01,6\n",
      2,
      "rack",
      "one place at a time; on these days it stands at N1 1 01 1",
    ],
    [
      "placements.csv",
      "rack,valid_from,valid_to,datacenter,room,row,number\nR1,2026-01-05,2026-03-01,N1,1,01,1\nR1,2026-03-01,,N1,1,01,3\n",
      3,
      "number",
      "a position that is free on these days; a reservation has it",
    ],
    [
      "positions.csv",
      "datacenter,room,row,number,cooling_zone\nN1,1,01,7,C1\n",
      2,
      "number",
      "two feeds or more of it in feeds.csv",
    ],
    [
      "reservations.csv",
      "datacenter,room,row,number,valid_from,owner_email,reason\nN1,1,01,6,2026-01-01,x@example.org,x\n",
      2,
      "owner_email",
      "the address of a person with an account",
    ],
    [
      "freeze_windows.csv",
      "datacenter,room,row,starts_on,ends_on,reason\nN1,,,2026-02-02,2026-02-01,x\n",
      2,
      "ends_on",
      "a day not before 2026-02-02",
    ],
    [
      "power_devices.csv",
      "datacenter,room,code,kind,parent,capacity_w,failover_capacity_w\nN1,1,UPS-1,ups,RD-13,1,1\n",
      2,
      "parent",
      "a device that does not hang below this one",
    ],
  ])("%s is refused with its line: %s", async (name, text, line, column, expected) => {
    const before = await exported(ports);
    const run = await check(ports, file(name, text));
    expect(run.state).toBe("rejected");
    expect(run.report.rejected[0]).toMatchObject({ file: name, line, column, expected, advice: expect.any(String) });
    expect(await exported(ports)).toEqual(before);
  });

  it("may let racks trade places, servers trade units, rows trade their order", async () => {
    const placed = "rack,valid_from,datacenter,room,row,number\nR1,2026-01-05,N1,1,01,5\nR2,2026-02-05,N1,1,01,1\n";
    const rows = "datacenter,room,code,sequence\nN1,1,01,2\nN1,1,02,1\n";
    const units = `${servers}R1,n1-r1-01,srv,3,2,both,in_service\nR1,n1-r1-03,srv,1,2,both,in_service\n`;
    const files = toFiles(
      new Map([
        ["placements.csv", placed],
        ["rows.csv", rows],
        ["servers.csv", units],
      ]),
    );
    const run = await imported(ports, files);
    expect(run.report.counts.map(({ noun, update }) => [noun, update])).toEqual([
      ["row", 2],
      ["placement", 2],
      ["server", 2],
    ]);
    expect((await check(ports, files)).report.counts.every(({ update, create }) => update + create === 0)).toBe(true);
  });

  it("are written by people who may, once", async () => {
    const input = { kind: "fleet" as const, files: file("zones.csv", "region,code,name\nnorth,b,B\n"), mapping: {} };
    await expect(checkFleet(ports, { ...planner, role: "auditor" }, input)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    const run = await checkFleet(ports, actor, input);
    await commitImport(ports, actor, { id: run.id, confirmed: [] });
    await expect(commitImport(ports, actor, { id: run.id, confirmed: [] })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("are compared anew when they are written", async () => {
    const input = { kind: "fleet" as const, files: file("zones.csv", "region,code,name\nnorth,c,C\n"), mapping: {} };
    const run = await checkFleet(ports, actor, input);
    await database.pool.query("UPDATE region SET code = 'south'");
    await expect(commitImport(ports, actor, { id: run.id, confirmed: [] })).rejects.toMatchObject({
      code: "CONFLICT",
      details: { rejected: [{ file: "zones.csv", line: 2, column: "region" }] },
    });
    await database.pool.query("UPDATE region SET code = 'north'");
    await commitImport(ports, actor, { id: run.id, confirmed: [] });
  });

  it("go on where reading was interrupted", async () => {
    const lines = Array.from({ length: 12_000 }, (_, i) => `R1,idle-${i},srv,1,1,front,retired\n`);
    const files = file("servers.csv", servers + lines.join(""));
    const heard: number[] = [];
    const stop = (_: string, read: number) => {
      heard.push(read);
      if (read >= 10_000) throw new Error("the line is cut");
    };
    await expect(checkFleet(ports, actor, { kind: "fleet", files, mapping: {}, onRead: stop })).rejects.toThrow(
      "the line is cut",
    );
    const interrupted = await one("SELECT id, state FROM import_run ORDER BY id DESC LIMIT 1");
    expect(interrupted.state).toBe("reading");
    const run = await checkFleet(ports, actor, {
      kind: "fleet",
      files,
      mapping: {},
      onRead: (_, read) => heard.push(read),
    });
    expect([run.id, heard]).toEqual([interrupted.id, [5_000, 10_000, 12_000]]);
    expect(run.report.counts).toMatchObject([{ create: 12_000, rejected: 0 }]);
  });

  it("may be one datacenter of many", async () => {
    await database.pool.query(
      "INSERT INTO region (code, name, geography, latitude, longitude) VALUES ('far', 'Far', '', 0, 0)",
    );
    const part = await exported(ports, "csv", "N1");
    expect(part.get("regions.csv")).not.toContain("far");
    expect(part.get("servers.csv")?.split("\n")).toHaveLength(4);
    await expect(exported(ports, "csv", "N2")).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
