/** Where people here and a NetBox both say something new of where a rack stands, a person chooses; undecided, it stays. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import type { Database } from "@headroom/db/client";
import { refreshCapacity } from "@headroom/services/capacity/refresh";
import { verifyRollups } from "@headroom/services/capacity/verify";
import { checkImport } from "@headroom/services/import/check";
import { commitImport } from "@headroom/services/import/commit";
import type { Ports } from "@headroom/services/ports";
import type { ImportFile } from "@headroom/services/ports/imports";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { empty, exported, netboxFiles, openWithAda, planner, portsOf } from "../fleet/fixture";

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
type Choice = "here" | "source";
async function take(some: readonly ImportFile[], choice?: Choice) {
  const { id, report } = await check(some);
  expect(report.rejected).toEqual([]);
  const choices = choice ? Object.fromEntries((report.conflicts ?? []).map((one) => [one.id, choice])) : {};
  await commitImport(ports, planner, { id, confirmed: report.assumptions.map((one) => one.id), choices });
  const differences: unknown[] = [];
  await verifyRollups(ports, planner, (one) => differences.push(one));
  expect(differences).toEqual([]);
  return report;
}
const sql = async (text: string) => (await database.pool.query(text)).rows;
const edited = (some: readonly ImportFile[], edits: Readonly<Record<string, (text: string) => string>>) =>
  some.map((one) => {
    const edit = edits[one.name.replace(".csv", "")];
    return edit ? { ...one, bytes: Buffer.from(edit(Buffer.from(one.bytes).toString())) } : one;
  });
const expectNothingNew = async (some: readonly ImportFile[]) => {
  const { report } = await check(some);
  expect(report.rejected).toEqual([]);
  expect(report.conflicts).toEqual([]);
  expect(report.counts.filter(({ create, update }) => create + update > 0)).toEqual([]);
};
/** Statements, with the accounts they change. */
async function written(text: string): Promise<void> {
  await sql(text);
  const ids = (await sql("SELECT id FROM datacenter ORDER BY id")).map(({ id }) => id);
  await ports.work.write((repositories) => refreshCapacity(repositories, ids, ports.clock.now()));
}
/** Where racks stand today, and whether that is in their own datacenter. */
const stands = async (code: string) =>
  (
    await sql(`SELECT m.name AS room, r.code AS row, m.datacenter_id = k.datacenter_id AS own, p.id AS position
      FROM rack k LEFT JOIN occupancy o ON o.rack_id = k.id AND o.kind = 'occupied' AND daterange(o.valid_from, o.valid_to) @> '2026-11-23'::date
      LEFT JOIN position p ON p.id = o.position_id LEFT JOIN "row" r ON r.id = p.row_id LEFT JOIN room m ON m.id = r.room_id
      WHERE k.code LIKE '%${code}'`)
  )[0];

/** A row of people's own, as the services would write it. */
const byHand = () =>
  written(`
    INSERT INTO "row" (room_id, code, sequence) SELECT id, 'by-hand', 90 FROM room WHERE name = 'Hall A';
    INSERT INTO position (row_id, room_id, number, cooling_zone_id)
      SELECT r.id, r.room_id, n, (SELECT min(id) FROM cooling_zone WHERE room_id = r.room_id) FROM "row" r, generate_series(1, 3) n WHERE r.code = 'by-hand';
    INSERT INTO position_feed (position_id, slot, device_id, top_id, room_id, provenance)
      SELECT p.id, f.slot, f.device_id, f.top_id, f.room_id, 'recorded' FROM position p JOIN "row" r ON r.id = p.row_id AND r.code = 'by-hand'
        JOIN LATERAL (SELECT position_id FROM position_feed WHERE room_id = p.room_id AND position_id <> p.id ORDER BY position_id LIMIT 1) o ON true
        JOIN position_feed f ON f.position_id = o.position_id`);
const rackByHand = () =>
  written(`
    INSERT INTO rack (code, datacenter_id, rack_type_id, height_u, state)
      SELECT d.code || '/Z9', d.id, t.id, t.height_u, 'in_service' FROM room m JOIN datacenter d ON d.id = m.datacenter_id, rack_type t
       WHERE m.name = 'Hall A' ORDER BY t.id LIMIT 1;
    INSERT INTO occupancy (position_id, kind, valid_from, rack_id)
      SELECT min(p.id), 'occupied', '2026-01-01', (SELECT id FROM rack WHERE code LIKE '%/Z9') FROM position p JOIN "row" r ON r.id = p.row_id AND r.code = 'by-hand';
    INSERT INTO server (rack_id, server_type_id, name, rack_height_u, start_u, height_u, face, state)
      SELECT k.id, t.id, 'in Z9', k.height_u, 5, t.height_u, 'both', 'in_service' FROM rack k, server_type t
       WHERE k.code LIKE '%/Z9' AND t.full_depth AND t.height_u >= 1 ORDER BY t.id LIMIT 1`);
/** The same fleet as NetBox has it, where it has put the rack of ours into row 1, or into the hall, in no row. */
async function takenOver(location: string) {
  const out = await netboxFiles(ports, { format: "csv", version: "4.x" });
  const at = (text: string, name: string) => text.split("\n")[0]!.split(",").indexOf(name);
  return edited(out, {
    dcim_rack: (text) => {
      const column = at(text, "location_id");
      return text
        .split("\n")
        .map((line) =>
          line.includes(",Z9,") ? line.split(",").with(column, location).join(",").replace(/^\d+/, "4711") : line,
        )
        .join("\n");
    },
    dcim_device: (text) => {
      const [location_id, rack] = [at(text, "location_id"), at(text, "rack_id")];
      return text
        .split("\n")
        .map((line) =>
          line.includes("in Z9") ? line.split(",").with(location_id, location).with(rack, "4711").join(",") : line,
        )
        .join("\n");
    },
    dcim_powerfeed: (text) => {
      const rack = at(text, "rack_id");
      return text
        .split("\n")
        .map((line) => (line.includes("Z9 ") ? line.split(",").with(rack, "4711").join(",") : line))
        .join("\n");
    },
  });
}

test("a rack of ours that NetBox has taken into another row is asked about", async () => {
  await byHand();
  await rackByHand();
  const theirs = await takenOver("2");
  const fleet = await exported(ports);
  const { report } = await check(theirs);
  expect(report.rejected).toEqual([]);
  expect(report.conflicts).toEqual([
    {
      id: "place rack:4711",
      noun: "rack",
      name: expect.stringMatching(/\/Z9$/),
      field: "place",
      before: null,
      here: expect.stringMatching(/Hall A, by-hand$/),
      source: expect.stringMatching(/Hall A, row-1$/),
    },
  ]);
  expect(report.counts.filter(({ noun, create, update }) => noun !== "netbox_object" && create + update > 0)).toEqual(
    [],
  );
  // undecided it stays, and is not asked about again
  await take(theirs);
  expect(await exported(ports)).toEqual(fleet);
  await expectNothingNew(theirs);
  await expectNothingNew(await netboxFiles(ports, { format: "csv", version: "4.x" }));
});

test("a rack of ours goes where NetBox has it when that is chosen", async () => {
  await byHand();
  await rackByHand();
  const before = await stands("/Z9");
  const theirs = await takenOver("2");
  await take(theirs, "source");
  expect(await stands("/Z9")).toMatchObject({ room: "Hall A", row: "row-1", own: true });
  expect((await stands("/Z9")).position).not.toBe(before.position);
  expect((await sql("SELECT count(*)::int AS n FROM rack WHERE code LIKE '%Z9'"))[0].n).toBe(1);
  await expectNothingNew(theirs);
  const out = await netboxFiles(ports, { format: "csv", version: "4.x" });
  await expectNothingNew(out);
});

test.each(["here", "source"] as const)(
  "a rack of NetBox that people moved here and NetBox moved to another site: %s stays",
  async (choice) => {
    await byHand();
    await written(`
      UPDATE occupancy SET position_id = (SELECT min(p.id) FROM position p JOIN "row" r ON r.id = p.row_id WHERE r.code = 'by-hand')
       WHERE rack_id = (SELECT id FROM rack WHERE code LIKE '%/A02')`);
    const was = await stands("/A02");
    // the device in it and its feed go with it, and NetBox says its serial, too
    const theirs = edited(files, {
      dcim_rack: (text) => text.replace(/^(.*,2,A02,,available),,(.*,f?t?,.*?),2,,1,(.*)$/m, "$1,SN-2,$2,,,2,$3"),
      dcim_device: (text) => text.replace(/^(.*top-down.*,1,1),2,,,,2,1,/m, "$1,,,,,2,2,"),
      dcim_powerfeed: (text) => text.replace(/^.*,PA-2,.*\n/m, ""),
    });
    const { report } = await check(theirs);
    expect(report.rejected).toEqual([]);
    expect(report.conflicts).toMatchObject([
      {
        field: "place",
        before: expect.stringMatching(/row-1$/),
        here: expect.stringMatching(/by-hand$/),
        source: expect.stringMatching(/^oslo-1/),
      },
    ]);
    await take(theirs, choice);
    const [rack] = await sql("SELECT serial, code FROM rack WHERE code LIKE '%/A02'");
    expect(rack.serial).toBe("SN-2");
    if (choice === "here") {
      expect(await stands("/A02")).toEqual(was);
      expect(rack.code).toBe("bergen-1/A02");
    } else {
      expect(await stands("/A02")).toMatchObject({ room: "Main room", own: true });
      expect(rack.code).toBe("oslo-1/A02");
    }
    await expectNothingNew(theirs);
    await expectNothingNew(await netboxFiles(ports, { format: "csv", version: "4.x" }));
  },
);

test("a rack of ours that NetBox has in the same room, in no row, stays in its row", async () => {
  await byHand();
  await rackByHand();
  const theirs = await takenOver("1");
  const fleet = await exported(ports);
  const { conflicts } = await take(theirs);
  expect(conflicts).toEqual([]);
  expect(await exported(ports)).toEqual(fleet);
  await expectNothingNew(theirs);
  await expectNothingNew(await netboxFiles(ports, { format: "csv", version: "4.x" }));
});

test.each(["here", "source"] as const)("feeds of a rack of ours that NetBox has otherwise: %s stay", async (choice) => {
  await byHand();
  await rackByHand();
  const fed = () =>
    sql(`SELECT f.slot, d.code FROM position_feed f JOIN power_device d ON d.id = f.device_id
          WHERE f.position_id = ${before.position} ORDER BY f.slot`);
  const before = await stands("/Z9");
  const was = await fed();
  const theirs = edited(await takenOver("1"), {
    dcim_powerfeed: (text) =>
      `${text}${text
        .split("\n")[1]!
        .replace(/^1,/, "90,")
        .replace("PA-1", "theirs A")
        .replace(/,1,1,,/, ",1,4711,,")}\n`,
  });
  const { report } = await check(theirs);
  expect(report.conflicts).toMatchObject([
    { field: "feeds", here: expect.any(String), source: expect.stringContaining("theirs A") },
  ]);
  await take(theirs, choice);
  expect((await stands("/Z9")).position).toBe(before.position);
  if (choice === "here") expect(await fed()).toEqual(was);
  else expect((await fed()).map(({ code }) => code)).toContain("theirs A");
  await expectNothingNew(theirs);
});

test("a conflict that nobody has seen, and a choice about none, write nothing", async () => {
  await byHand();
  await rackByHand();
  const theirs = await takenOver("2");
  const { id, report } = await check(theirs);
  const confirmed = report.assumptions.map((one) => one.id);
  const commit = (choices: Readonly<Record<string, Choice>>) =>
    commitImport(ports, planner, { id, confirmed, choices });
  await expect(commit({ "place rack:1": "here" })).rejects.toMatchObject({ code: "INVALID_INPUT" });

  await empty(database);
  await take(files);
  await byHand();
  const early = await check(
    edited(files, { dcim_rack: (text) => text.replace(/^(.*,2,A02,.*),2,,1,(.*)$/m, "$1,,,1,$2") }),
  );
  expect(early.report.conflicts).toEqual([]);
  await written(`
    UPDATE occupancy SET position_id = (SELECT min(p.id) FROM position p JOIN "row" r ON r.id = p.row_id WHERE r.code = 'by-hand')
     WHERE rack_id = (SELECT id FROM rack WHERE code LIKE '%/A02')`);
  await expect(
    commitImport(ports, planner, { id: early.id, confirmed: early.report.assumptions.map((one) => one.id) }),
  ).rejects.toMatchObject({ code: "CONFLICT" });
});
