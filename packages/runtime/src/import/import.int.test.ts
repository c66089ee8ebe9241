import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { testDatabase } from "@headroom/config/vitest/database";
import type { ImportRunDto } from "@headroom/contracts/imports";
import { type Database, openDatabase } from "@headroom/db/client";
import { createUnitOfWork } from "@headroom/db/unit-of-work";
import type { Actor } from "@headroom/services/actor";
import { getFloor } from "@headroom/services/datacenter/floor";
import { neverJobs } from "@headroom/services/fakes/jobs";
import { type CheckInput, checkImport } from "@headroom/services/import/check";
import { commitImport } from "@headroom/services/import/commit";
import { getImport } from "@headroom/services/import/get";
import { listImports } from "@headroom/services/import/list";
import type { Ports } from "@headroom/services/ports";
import type { ImportFile } from "@headroom/services/ports/imports";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importers } from "../importers";

const small = fileURLToPath(new URL("../../../interchange/src/netbox/fixtures/small/", import.meta.url));
const demo = fileURLToPath(new URL("../../../../../shared/data/netbox/v4.2_csv/", import.meta.url));
const instance = fileURLToPath(
  new URL("../../../../../shared/bench/placement/instances/small-independent-s1.json", import.meta.url),
);

const planner: Actor = { id: "ada", name: "Ada", role: "planner", via: "web", requestId: "t" };
let database: Database;
let ports: Ports;

const filesIn = (folder: string): ImportFile[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".csv"))
    .map((name) => ({ name, bytes: readFileSync(folder + name) }));
const netbox = (files: readonly ImportFile[], options = {}): CheckInput => ({ kind: "netbox", files, options });
/** The same files with one replaced by what `change` makes of its text. */
const edited = (files: readonly ImportFile[], name: string, change: (text: string) => string): ImportFile[] =>
  files.map((f) => (f.name === name ? { name, bytes: Buffer.from(change(Buffer.from(f.bytes).toString())) } : f));

const confirmed = (run: ImportRunDto) => run.report.assumptions.map((a) => a.id);
const check = (input: CheckInput) => checkImport(ports, planner, input);
const commit = (run: ImportRunDto) => commitImport(ports, planner, { id: run.id, confirmed: confirmed(run) });
/** Of records; what is kept of NetBox's things beside them is counted apart. */
const sum = (run: ImportRunDto, of: "create" | "update" | "same") =>
  run.report.counts.reduce((total, { noun, ...count }) => total + (noun === "netbox_object" ? 0 : count[of]), 0);

/** Number of rows of every table that an import writes, and a digest of what stands in them. */
async function contents(): Promise<Record<string, string>> {
  const tables = [
    "region",
    "zone",
    "datacenter",
    "room",
    "row",
    "cooling_zone",
    "power_device",
    "position",
    "position_feed",
  ];
  tables.push("hardware_family", "server_type", "rack_type", "rack", "server", "rack_unit_reservation", "occupancy");
  tables.push("request", "external_ref", "capacity_month");
  const found: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await database.pool.query(
      `SELECT count(*) || '/' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS it FROM "${table}" t`,
    );
    found[table] = rows[0].it;
  }
  return found;
}

async function start(): Promise<void> {
  database = openDatabase((await testDatabase()).url);
  await database.pool.query(
    "INSERT INTO user_account (id, name, email, role, updated_at) VALUES ('ada', 'Ada', 'ada@example.org', 'planner', now())",
  );
  ports = {
    clock: { now: () => Date.parse("2026-11-23T12:00:00Z") },
    work: createUnitOfWork(database),
    jobs: neverJobs,
    passwords: { hash: async () => "x" },
    importers,
  };
}

describe("importing NetBox tables", () => {
  let files: readonly ImportFile[];
  beforeAll(async () => {
    files = filesIn(small);
    await start();
  });
  afterAll(() => database.close());

  it("only reports at first", async () => {
    const before = await contents();
    const run = await check(netbox(files));
    expect(run).toMatchObject({ kind: "netbox", state: "checked", committedAt: null, createdBy: "Ada" });
    expect(run.report.rejected).toEqual([]);
    expect(run.report.counts).toContainEqual({ noun: "rack", read: 3, create: 3, update: 0, same: 0, rejected: 0 });
    expect(run.report.assumptions.length).toBeGreaterThan(0);
    expect(await contents()).toEqual(before);
  });

  it("writes nothing while an assumption is not confirmed", async () => {
    const run = await check(netbox(files));
    const before = await contents();
    const some = confirmed(run).slice(1);
    await expect(commitImport(ports, planner, { id: run.id, confirmed: some })).rejects.toMatchObject({
      code: "INVALID_INPUT",
      details: { issues: [{ path: "confirmed", got: [confirmed(run)[0]] }] },
    });
    expect(await contents()).toEqual(before);
  });

  it("writes all of it, with an account, facts, references and an audit event", async () => {
    const run = await check(netbox(files));
    const done = await commit(run);
    expect(done).toMatchObject({ state: "committed", committedAt: "2026-11-23T12:00:00.000Z" });
    const { rows } = await database.pool.query(
      `SELECT (SELECT count(*)::int FROM rack) AS racks, (SELECT count(*)::int FROM server) AS servers,
              (SELECT count(*)::int FROM datacenter) AS datacenters, (SELECT count(*)::int FROM datacenter_capacity) AS accounts,
              (SELECT count(*)::int FROM occupancy WHERE kind = 'occupied') AS standing,
              (SELECT count(*)::int FROM audit_event WHERE action = 'import.commit') AS events,
              (SELECT count(DISTINCT datacenter_id)::int FROM capacity_month WHERE month = '2026-11-01') AS facts`,
    );
    const servers = run.report.counts.find((c) => c.noun === "server")?.create;
    expect(rows[0]).toEqual({ racks: 3, servers, datacenters: 2, accounts: 2, standing: 3, events: 1, facts: 2 });
    const { rows: refs } = await database.pool.query("SELECT count(*)::int AS n FROM external_ref");
    expect(refs[0].n).toBe(sum(run, "create"));
  });

  it("is a conflict when it was committed already", async () => {
    const [run] = await listImports(ports, planner);
    expect(run?.state).toBe("committed");
    await expect(commit(run as ImportRunDto)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(commitImport(ports, planner, { id: 999, confirmed: [] })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("changes nothing the second time", async () => {
    const before = await contents();
    const run = await check(netbox(files));
    expect([sum(run, "create"), sum(run, "update")]).toEqual([0, 0]);
    expect(sum(run, "same")).toBeGreaterThan(0);
    await commit(run);
    expect(await contents()).toEqual(before);
    const { rows } = await database.pool.query("SELECT DISTINCT version FROM datacenter");
    expect(rows).toEqual([{ version: 1 }]);
  });

  it("takes over what changed and nothing else", async () => {
    const renamed = edited(files, "dcim_device.csv", (text) => text.replace(/active/, "offline"));
    const run = await check(netbox(renamed));
    expect([sum(run, "create"), sum(run, "update")]).toEqual([0, 1]);
    const before = await contents();
    await commit(run);
    const after = await contents();
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    expect(changed.sort()).toEqual(["external_ref", "server"]);
    const { rows } = await database.pool.query("SELECT count(*)::int AS n FROM server WHERE condition = 'offline'");
    expect(rows[0].n).toBeGreaterThan(0);
  });

  it("lets racks trade places", async () => {
    const codes =
      "SELECT k.id, k.code, o.position_id FROM rack k JOIN occupancy o ON o.rack_id = k.id AND o.valid_to IS NULL ORDER BY k.id";
    const before = (await database.pool.query(codes)).rows;
    const swapped = before.map((row) => row.code);
    [swapped[0], swapped[1]] = [swapped[1], swapped[0]];
    const run = await check(netbox(swapNames(files, "A01", "A02")));
    expect(run.report.rejected).toEqual([]);
    expect(sum(run, "update")).toBeGreaterThan(0);
    await commit(run);
    const after = (await database.pool.query(codes)).rows;
    expect(after.map((row) => row.code)).toEqual(swapped);
  });

  it("refuses broken files, readably, and keeps nothing to commit", async () => {
    const before = await contents();
    const run = await check(
      netbox(edited(files, "dcim_rack.csv", (text) => text.replace(/\b42\b/, "9".repeat(10_000_000)))),
    );
    expect(run.state).toBe("rejected");
    const [cell] = run.report.rejected;
    expect(cell).toMatchObject({ file: "dcim_rack.csv", line: 2 });
    expect(JSON.stringify(run.report).length).toBeLessThan(50_000);
    await expect(commit(run)).rejects.toMatchObject({ code: "WRONG_STATE" });
    expect((await check(netbox(files, { rackPowerWW: 3 }))).report.rejected[0]).toMatchObject({
      column: "rackPowerWW",
    });
    expect((await check(netbox([]))).state).toBe("rejected");
    expect(await contents()).toEqual(before);
  });

  it("refuses a code that something else has, without touching either", async () => {
    await database.pool.query("UPDATE external_ref SET source = 'other' WHERE kind = 'datacenter'");
    const run = await check(netbox(files));
    expect(run.state).toBe("rejected");
    expect(run.report.rejected.map((r) => r.column)).toContain("datacenter.code");
    await database.pool.query("UPDATE external_ref SET source = 'netbox' WHERE kind = 'datacenter'");
  });

  it("is all or nothing: a failure at the very end leaves no trace", async () => {
    const grown = edited(files, "dcim_site.csv", (text) => text.replace(/Oslo[^,\n]*/, "Renamed"));
    const run = await check(netbox(grown));
    expect(sum(run, "update")).toBeGreaterThan(0);
    const before = await contents();
    await database.pool.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no events today'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON audit_event EXECUTE FUNCTION refuse()`);
    await expect(commit(run)).rejects.toThrow(/no events today/);
    await database.pool.query("DROP TRIGGER refuse ON audit_event");
    expect(await contents()).toEqual(before);
    expect((await getImport(ports, planner, { id: run.id })).state).toBe("checked");
    const [one, other] = await Promise.allSettled([commit(run), commit(run)]);
    expect([one.status, other.status].sort()).toEqual(["fulfilled", "rejected"]);
    const lost = one.status === "rejected" ? one : (other as PromiseRejectedResult);
    expect(lost.reason).toMatchObject({ code: "CONFLICT" });
  });

  it("does not take a position that somebody else has", async () => {
    const reset = await check(netbox(files));
    await commit(reset);
    await database.pool.query(`
      INSERT INTO reservation (id, datacenter_id, owner_id, reason, valid_from)
        SELECT 1, datacenter_id, 'ada', 'kept', '2026-01-01' FROM rack LIMIT 1;
      WITH gone AS (DELETE FROM occupancy WHERE rack_id = (SELECT min(id) FROM rack) RETURNING position_id)
        INSERT INTO occupancy (position_id, kind, valid_from, reservation_id) SELECT position_id, 'reserved', '2026-11-01', 1 FROM gone;
      UPDATE external_ref SET digest = 'changed' WHERE kind = 'rack' AND local_id = (SELECT min(id) FROM rack)`);
    const run = await check(netbox(files));
    expect(run).toMatchObject({ state: "rejected", report: { rejected: [{ column: "rack.position" }] } });
  });

  it("is for planners and admins", async () => {
    const manager: Actor = { ...planner, role: "manager" };
    await expect(checkImport(ports, manager, netbox(files))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(commitImport(ports, manager, { id: 1, confirmed: [] })).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await getImport(ports, manager, { id: 1 })).id).toBe(1);
  });
});

/** Two names of a rack table for each other. */
const swapNames = (files: readonly ImportFile[], a: string, b: string): ImportFile[] =>
  edited(files, "dcim_rack.csv", (text) => text.replaceAll(a, "\u0001").replaceAll(b, a).replaceAll("\u0001", b));

describe.skipIf(!existsSync(demo))("importing NetBox's public demo data (needs ../shared/data/netbox)", () => {
  beforeAll(start);
  afterAll(() => database.close());

  it("takes all of it, twice the same", async () => {
    const run = await check(netbox(filesIn(demo)));
    expect(run.report.rejected).toEqual([]);
    expect(run.report.counts).toContainEqual({ noun: "rack", read: 42, create: 42, update: 0, same: 0, rejected: 0 });
    expect(run.report.counts).toContainEqual({
      noun: "datacenter",
      read: 24,
      create: 24,
      update: 0,
      same: 0,
      rejected: 0,
    });
    await commit(run);
    const before = await contents();
    const again = await check(netbox(filesIn(demo)));
    expect([sum(again, "create"), sum(again, "update")]).toEqual([0, 0]);
    await commit(again);
    expect(await contents()).toEqual(before);
    const { rows } = await database.pool.query(
      "SELECT d.code FROM datacenter d JOIN rack k ON k.datacenter_id = d.id GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    );
    const floor = await getFloor(ports, planner, { code: rows[0].code });
    expect(floor.accounts.space.installed).toBeGreaterThan(0);
    expect(floor.accounts.space.installed).toBe(
      floor.rooms.flatMap((r) => r.rows.flatMap((w) => w.positions)).filter((p) => p.o === "occupied").length,
    );
  });
});

describe.skipIf(!existsSync(instance))("importing a placement instance (needs ../shared/bench/placement)", () => {
  beforeAll(start);
  afterAll(() => database.close());
  const file = (): ImportFile => ({ name: "small.json", bytes: readFileSync(instance) });

  it("makes a datacenter, with its requests where that is asked for", async () => {
    const input: CheckInput = { kind: "datacenter", files: [file()], options: { requests: 1 } };
    const run = await check(input);
    expect(run.report.rejected).toEqual([]);
    await commit(run);
    const parsed = JSON.parse(readFileSync(instance, "utf8"));
    const { rows } = await database.pool.query(
      "SELECT (SELECT count(*)::int FROM position) AS positions, (SELECT count(*)::int FROM request WHERE state = 'open') AS requests",
    );
    expect(rows[0]).toEqual({
      positions: parsed.datacenter.positionGroups.reduce((n: number, g: { positions: number }) => n + g.positions, 0),
      requests: parsed.requests.length,
    });
    const again = await check(input);
    expect([sum(again, "create"), sum(again, "update")]).toEqual([0, 0]);
  });

  it("says where a broken file is wrong", async () => {
    const half = { name: "half.json", bytes: readFileSync(instance).subarray(0, 1000) };
    const run = await check({ kind: "datacenter", files: [half], options: {} });
    expect(run).toMatchObject({ state: "rejected", report: { rejected: [{ file: "half.json" }] } });
    await expect(check({ kind: "datacenter", files: [], options: {} })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

/** A datacenter of the second format: a room with two rows, each in a fault domain, on the ports of one switch. */
const second = (change: object = {}) => ({
  name: "second.json",
  bytes: Buffer.from(
    JSON.stringify({
      format: "headroom.placement-instance/2",
      name: "SECOND",
      batchSize: 1,
      history: [],
      datacenter: {
        rooms: [{ id: "A", weightLimitKg: 9000 }],
        rows: [
          { id: "1", room: "A", faultDomain: "east", networkZone: "SW", ports: 40, tags: ["pci"] },
          { id: "2", room: "A", faultDomain: "west", networkZone: "SW" },
        ],
        networkZones: [{ id: "SW", room: "A", ports: 96 }],
        coolingZones: [{ id: "C", room: "A", capacityW: 20_000 }],
        powerDevices: ["U1", "U2"].map((id) => ({
          ...{ id, room: "A", parent: null, capacityW: 50_000, failoverCapacityW: 90_000 },
        })),
        positionGroups: ["1", "2"].map((row) => ({
          ...{ id: `g${row}`, row, positions: 4, feeds: ["U1", "U2"], coolingZone: "C", positionWeightLimitKg: 1200 },
        })),
        ...change,
      },
      placed: [
        {
          ...{ request: "old", row: "1", racks: { g1: 2 }, powerW: 5000, coolingW: 1000, weightKg: 900, ports: 8 },
          spread: { key: "k", scope: "faultDomain", maxRacksPerDomain: 4 },
        },
      ],
      requests: [],
    }),
  ),
});

describe("importing the second format", () => {
  beforeAll(start);
  afterAll(() => database.close());

  it("carries fault domains, network zones, ports and weights, and says what it leaves out", async () => {
    const input: CheckInput = { kind: "datacenter", files: [second()], options: {} };
    const run = await check(input);
    expect(run.report.rejected).toEqual([]);
    expect(run.report.warnings).toEqual([
      "1 lots and requests come without the rules of their keys",
      "1 rows come without their tags",
    ]);
    await commit(run);
    const snapshot = await ports.work.read(({ fleet }) => fleet.loadDatacenter({ code: "SECOND" }, "2026-11-23"));
    const { rooms, rows, networkZones, groups } = snapshot!.model;
    expect(rooms).toMatchObject([{ weightLimitKg: 9000 }]);
    expect(rows.map((row) => [row.faultDomain, row.ports, row.networkZoneId])).toEqual([
      ["domain east", 40, networkZones![0]!.id],
      ["domain west", undefined, networkZones![0]!.id],
    ]);
    expect(networkZones).toMatchObject([{ ports: 96 }]);
    expect(groups.every((group) => group.positionWeightLimitKg === 1200)).toBe(true);
    expect(snapshot!.placed).toMatchObject([{ racks: { [groups[0]!.id]: 2 }, weightKg: 900, ports: 8 }]);
    const again = await check(input);
    expect([sum(again, "create"), sum(again, "update")]).toEqual([0, 0]);
    const zones = [{ id: "SW", room: "A", ports: 48 }];
    await commit(await check({ ...input, files: [second({ networkZones: zones })] }));
    const after = await ports.work.read(({ fleet }) => fleet.loadDatacenter({ code: "SECOND" }, "2026-11-23"));
    expect(after!.model.networkZones).toMatchObject([{ ports: 48 }]);
    expect(after!.version).toBeGreaterThan(snapshot!.version);
  });

  it("refuses positions with other than two feeds", async () => {
    const groups = [
      { id: "g1", row: "1", positions: 4, feeds: ["U1"], singleFeed: true, coolingZone: "C" },
      { id: "g2", row: "2", positions: 4, feeds: ["U1", "U2"], coolingZone: "C" },
    ];
    const run = await check({ kind: "datacenter", files: [second({ positionGroups: groups })], options: {} });
    expect(run.report.rejected).toMatchObject([
      { column: "$.datacenter.positionGroups[0].feeds", expected: "exactly two feeds", value: "1 feed" },
    ]);
  });
});
