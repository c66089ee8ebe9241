import { testDatabase } from "@headroom/config/vitest/database";
import { roles } from "@headroom/core/access/permissions";
import { type Database, openDatabase } from "@headroom/db/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { smallWorld } from "./fixture";

let database: Database;
let world: Awaited<ReturnType<typeof smallWorld>>;
let api: ReturnType<(typeof world)["as"]>;

beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  world = await smallWorld(database);
  api = world.as("planner");
});
afterAll(async () => {
  expect(world.failures).toEqual([]);
  await database.close();
});

const code = (expected: string) => expect.objectContaining({ cause: expect.objectContaining({ code: expected }) });

describe("regions", () => {
  it("sums accounts and tells when the first resource runs out", async () => {
    const [north] = await api.region.list();
    expect(north).toMatchObject({ code: "north", zones: 1, datacenters: 1, rooms: 1, racks: 2 });
    expect(north?.accounts.space).toMatchObject({ supply: 9, installed: 2, held: 1, reserved: 1, free: 5 });
    expect(north?.accounts.power).toMatchObject({ supply: 200_000, installed: 20_000, held: 6000 });
    // The limit of nine is met at the slope of the last twelve months, space first.
    expect(north?.exhaustion).toMatchObject({ status: "known", resource: "space", basis: "plain trend of 12 months" });
    expect(north?.exhaustion.asOf).toBe("2026-11-23T12:00:00.000Z");
    expect(Object.keys(north?.exhaustionBy ?? {}).sort()).toEqual(["cooling", "power", "space"]);
  });

  it("opens one down to its datacenters, families and plans", async () => {
    const north = await api.region.get({ code: "north" });
    const [summary] = await api.region.list();
    expect(north.accounts).toEqual(summary?.accounts);
    expect(north.zoneList[0]?.datacenters[0]).toMatchObject({ code: "N1", rooms: 1, rows: 2, positions: 9, racks: 2 });
    // two racks stand, one of them in service, and nothing is committed
    const half = (installed: number) => ({ installed, inService: installed / 2, committed: 0 });
    expect(north.families).toEqual([
      {
        ...{ family: "compute", name: "Compute", racks: 2, powerW: 20_000 },
        by: { power: half(20_000), space: half(2), cooling: half(8000) },
      },
      {
        ...{ family: "storage", name: "Storage", racks: 0, powerW: 0 },
        by: { power: half(0), space: half(0), cooling: half(0) },
      },
    ]);
    expect(north.pendingPlans).toEqual([
      { id: 1, title: "Submitted", state: "submitted", racks: 1, powerW: 6000, startsOn: "2027-03-01" },
    ]);
    await expect(api.region.get({ code: "nowhere" })).rejects.toEqual(code("NOT_FOUND"));
  });
});

describe("a floor", () => {
  it("shows every position with what it is", async () => {
    const floor = await api.datacenter.floor({ code: "N1" });
    const rows = floor.rooms[0]?.rows ?? [];
    expect(rows.map((r) => [r.code, r.positions.map((p) => p.o ?? "free")])).toEqual([
      ["01", ["occupied", "blocked", "reserved", "free", "occupied", "free"]],
      ["02", ["free", "held", "free", "free"]],
    ]);
    expect(rows[0]?.positions[0]).toEqual({
      ...{ id: 1, n: 1, g: "g1-1", o: "occupied", rack: "R1", rackId: 1, type: "compute" },
      ...{ powerW: 10_000, deratedW: 7000, coolingW: 4000, weightKg: 900, ports: 4 },
    });
    expect(rows.map((r) => r.ports)).toEqual([null, null]);
    expect(floor.groups.map((g) => g.weightLimitKg)).toEqual([null, null, null]);
    expect(rows[0]?.positions[1]?.note).toBe("column");
    expect(rows[0]?.positions[2]?.note).toBe("Ada Planner: network move");
    expect(rows[1]?.positions[1]).toMatchObject({ o: "held", planId: 1, type: "storage", powerW: 6000 });
  });

  it("has the stored loads of every device, and groups that match the positions", async () => {
    const floor = await api.datacenter.floor({ code: "N1" });
    const device = floor.devices.find((d) => d.code === "RD-11");
    expect(device).toMatchObject({
      kind: "row_device",
      parentId: "1",
      topId: "1",
      loadW: 8000,
      afterFailureW: { 2: 16_000 },
    });
    expect(floor.worstFailure).toMatchObject({ device: "RD-11", failed: "UPS-2", datacenter: "N1", loadW: 16_000 });
    expect(floor.groups.map((g) => [g.id, g.positions, g.free])).toEqual([
      ["g1-1", 3, 1],
      ["g1-2", 2, 1],
      ["g2-1", 4, 3],
    ]);
    expect(floor.roomAccounts["1"]).toEqual(floor.accounts);
  });

  it("shows a day to come: what has left by then, with loads of what is still there", async () => {
    const client = await database.pool.connect();
    try {
      await client.query("BEGIN");
      await client.query("UPDATE occupancy SET valid_to = '2027-01-10' WHERE position_id = 5");
      await client.query("UPDATE datacenter SET version = version + 1 WHERE id = 1");
      await client.query("COMMIT");
      const now = await api.datacenter.floor({ code: "N1" });
      const [r2] = now.rooms[0]?.rows[0]?.positions.slice(4, 5) ?? [];
      expect(r2).toMatchObject({ o: "occupied", rack: "R2", to: "2027-01-10" });
      expect(now.ahead).toBeUndefined();
      const later = await api.datacenter.floor({ code: "N1", inDays: 90 });
      expect(later.ahead).toEqual({
        on: "2027-02-21",
        left: [{ positionId: 5, rack: "R2", type: "compute", on: "2027-01-10" }],
      });
      expect(later.rooms[0]?.rows[0]?.positions[4]?.o).toBeUndefined();
      expect(later.devices.find((d) => d.code === "RD-13")?.loadW).toBe(0);
      const soon = await api.datacenter.floor({ code: "N1", inDays: 7 });
      expect(soon.ahead?.left).toEqual([]);
      expect(soon.devices.find((d) => d.code === "RD-13")?.loadW).toBe(5000);
      // the region, the room and the rack say the same of that day
      const north = await api.region.get({ code: "north", inDays: 90 });
      expect(north.ahead).toEqual({ on: "2027-02-21", come: 0, leave: 1 });
      expect(north.accounts).toEqual(later.accounts);
      expect(north.zoneList[0]?.datacenters[0]).toMatchObject({ racks: 1, accounts: later.accounts });
      expect(await api.region.get({ code: "north", inDays: 7 })).toMatchObject({
        ...{ racks: 2, ahead: { on: "2026-11-30", come: 0, leave: 0 }, accounts: now.accounts },
      });
      expect((await api.rack.get({ code: "R2" })).leavesOn).toBe("2027-01-10");
      const room = await api.rack.elevations({ datacenter: "N1" });
      expect(room.racks.map(({ code, to }) => [code, to])).toEqual([
        ["R1", null],
        ["R2", "2027-01-10"],
      ]);
      expect(room.rooms[0]?.racks).toBe(2);
    } finally {
      await client.query("UPDATE occupancy SET valid_to = NULL WHERE position_id = 5");
      await client.query("UPDATE datacenter SET version = version + 1 WHERE id = 1");
      client.release();
    }
  });

  it("says of every group which limits a rack would break there, and of rows what closes them", async () => {
    const { rack, positionId, groups, rows } = await api.rack.places({ datacenter: "N1", rackId: 2 });
    expect([rack, positionId, rows]).toEqual(["R2", 5, []]);
    // nothing is tight yet
    expect(groups).toEqual([]);
    const client = await database.pool.connect();
    try {
      await client.query("UPDATE power_device SET capacity_w = 15000, failover_capacity_w = 15000 WHERE id = 11");
      await client.query("UPDATE datacenter SET version = version + 1 WHERE id = 1");
      await client.query(
        `INSERT INTO freeze_window (datacenter_id, room_id, row_id, starts_on, ends_on, reason, author_id)
         VALUES (1, 1, 2, '2026-11-20', '2026-12-04', 'year end', 'u1')`,
      );
      const tight = await api.rack.places({ datacenter: "N1", rackId: 2 });
      expect(tight.rows).toEqual([
        { id: "2", frozen: { from: "2026-11-20", to: "2026-12-04", reason: "year end" }, rule: null },
      ]);
      expect(tight.groups.map((group) => group.id)).toEqual(["g1-1", "g2-1"]);
      expect(tight.groups[0]?.limits).toContainEqual({
        ...{ limit: "failover", subject: "RD-11", failed: "UPS-2", unit: "W", capacity: 15_000 },
        load: expect.any(Number),
      });
    } finally {
      await client.query("DELETE FROM freeze_window WHERE reason = 'year end'");
      await client.query("UPDATE power_device SET capacity_w = 40000, failover_capacity_w = 60000 WHERE id = 11");
      await client.query("UPDATE datacenter SET version = version + 1 WHERE id = 1");
      client.release();
    }
    await expect(api.rack.places({ datacenter: "N1", rackId: 99 })).rejects.toEqual(code("NOT_FOUND"));
    await expect(api.rack.places({ datacenter: "N9", rackId: 2 })).rejects.toEqual(code("NOT_FOUND"));
  });

  it("draws a plan's racks where that is asked for", async () => {
    expect((await api.datacenter.floor({ code: "N1" })).plan).toBeNull();
    expect((await api.datacenter.floor({ code: "N1", planId: 1 })).plan).toEqual({
      ...{ id: 1, title: "Submitted", state: "submitted", version: expect.any(Number) },
      positions: [
        {
          ...{ positionId: 8, type: "storage", powerW: 6000, coolingW: 2000, weightKg: 1100, ports: 4 },
          ...{ actionId: expect.any(Number), requestId: expect.toSatisfy((id) => id === null || Number.isInteger(id)) },
        },
      ],
      leaving: [],
    });
    await expect(api.datacenter.floor({ code: "N1", planId: 99 })).rejects.toEqual(code("NOT_FOUND"));
    await expect(api.datacenter.floor({ code: "N9" })).rejects.toEqual(code("NOT_FOUND"));
  });

  it("holds a request against one of its rows", async () => {
    const { rooms } = await api.datacenter.floor({ code: "N1" });
    const [first, second] = rooms[0]?.rows ?? [];
    const row = (rowId: string | undefined, requestId?: number) =>
      api.datacenter.row({ rowId: Number(rowId), ...(requestId === undefined ? {} : { requestId }) });
    expect(await row(first?.id)).toEqual({ rowId: 1, row: "01", room: "1", datacenter: "N1", request: null });
    // Three racks of 10 kW where two positions are free: the other row takes two of them with its three free positions.
    const { request } = await row(first?.id, 1);
    expect(request).toMatchObject({
      id: 1,
      racks: 3,
      rackType: "compute",
      powerW: 10_000,
      counted: false,
      allowed: true,
    });
    expect(request?.certificate).toMatchObject({ row: "01", room: "1", fits: false });
    const broken = request?.certificate.checks.filter((check) => !check.ok) ?? [];
    expect(broken).toContainEqual(
      expect.objectContaining({ limit: "space", subject: "01", asked: 3, left: 2, margin: -1 }),
    );
    expect(request?.racksThatFit).toBe(2);
    expect(request?.raise.every((one) => one.verified && one.row === "01")).toBe(true);
    expect(request?.raise).not.toEqual([]);
    const there = (await row(second?.id, 1)).request;
    expect(request?.elsewhere).toEqual(there?.certificate.fits ? { rowId: 2, row: "02", room: "1" } : null);
    expect((await row(second?.id, 3)).request).toMatchObject({ counted: true, racks: 1 });
    await expect(row("99")).rejects.toEqual(code("NOT_FOUND"));
    await expect(row("1", 99)).rejects.toEqual(code("NOT_FOUND"));
  });

  it("is listed with its account", async () => {
    expect(await api.datacenter.list({})).toEqual(await api.datacenter.list({ region: "north" }));
    await expect(api.datacenter.list({ region: "south" })).rejects.toEqual(code("NOT_FOUND"));
  });
});

describe("racks", () => {
  it("open with neighbours, servers and the loads of their feeds", async () => {
    const rack = await api.rack.get({ code: "R1" });
    expect(rack).toMatchObject({ room: "1", row: "01", position: 1, previous: null, nextRack: "R2", servers: 2 });
    expect(rack.devices.map((d) => [d.name, d.startU])).toEqual([
      ["n1-r1-03", 3],
      ["n1-r1-01", 1],
    ]);
    expect(rack.feeds).toMatchObject([
      { slot: "A", device: "RD-11", top: "UPS-1", loadW: 8000, worstAfterFailureW: 16_000, failoverCapacityW: 60_000 },
      { slot: "B", device: "RD-12", top: "UPS-2", loadW: 8000, worstAfterFailureW: 16_000 },
    ]);
    expect(rack.rowRacks).toMatchObject([
      { code: "R1", position: 1, heightU: 42, state: "in_service" },
      { code: "R2", position: 5 },
    ]);
    // one of the two gone, the other carries the whole rack
    expect(rack.feeds.map((feed) => feed.after)).toEqual([
      [{ top: "UPS-2", loadW: 16_000, feeds: 1 }],
      [{ top: "UPS-1", loadW: 16_000, feeds: 1 }],
    ]);
    expect((await api.rack.get({ code: "R2" })).previous).toBe("R1");
    await expect(api.rack.get({ code: "R9" })).rejects.toEqual(code("NOT_FOUND"));
  });

  it("say what a device of theirs asks of another rack", async () => {
    const [upper] = (await api.rack.get({ code: "R1" })).devices;
    expect(await api.rack.device({ id: upper?.id ?? 0 })).toMatchObject({ rack: "R1", startU: 3, name: "n1-r1-03" });
    await expect(api.rack.device({ id: 999 })).rejects.toEqual(code("NOT_FOUND"));
    expect(await api.catalog.serverTypes()).toMatchObject([{ code: "srv", family: "compute" }]);
  });

  it("stand small beside each other, a room at a time", async () => {
    const room = await api.rack.elevations({ datacenter: "N1" });
    expect(room).toMatchObject({
      datacenter: "N1",
      region: "north",
      room: { code: "1" },
      rooms: [{ code: "1", racks: 2 }],
    });
    expect(room.racks.map((rack) => [rack.code, rack.row, rack.n, rack.d.length])).toEqual([
      ["R1", "01", 1, 8],
      ["R2", "01", 5, 0],
    ]);
    // lowest unit and height doubled, both faces, its state
    expect(room.racks[0]?.d.slice(0, 3)).toEqual([2, expect.any(Number), 2]);
    const [, lower] = (await api.rack.get({ code: "R1" })).devices;
    expect(room.states[room.racks[0]?.d[3] ?? -1]).toBe(lower?.state);
    await expect(api.rack.elevations({ datacenter: "N1", room: "9" })).rejects.toEqual(code("NOT_FOUND"));
    await expect(api.rack.elevations({ datacenter: "N9" })).rejects.toEqual(code("NOT_FOUND"));
  });

  it("are listed page by page, and found by the beginning of code or serial", async () => {
    const first = await api.rack.list({ limit: 1 });
    expect(first).toMatchObject({ rows: [{ code: "R1", family: "compute", servers: 2 }], next: "R1", total: 2 });
    const second = await api.rack.list({ limit: 1, cursor: first.next ?? "" });
    expect(second).toMatchObject({ rows: [{ code: "R2" }], next: null, total: 2 });
    const found = async (input: Parameters<typeof api.rack.list>[0]) =>
      (await api.rack.list(input)).rows.map((r) => r.code);
    expect(await found({ search: "sn2" })).toEqual(["R2"]);
    expect(await found({ search: "r_" })).toEqual([]);
    expect(await found({ state: "racked", datacenter: "N1", family: "compute" })).toEqual(["R2"]);
    expect(await found({ family: "storage" })).toEqual([]);
    expect(await found({ region: "north", type: "compute" })).toEqual(["R1", "R2"]);
  });
});

describe("search", () => {
  const labels = async (text: string) => (await api.search.find({ text })).map((h) => `${h.kind} ${h.key}`);
  it("finds every kind of thing", async () => {
    expect(await labels("nor")).toEqual(["regions north", "datacenters N1"]);
    expect(await labels("r1")).toEqual(["racks R1"]);
    expect(await labels("SRV1")).toEqual(["servers R1/n1-r1-01"]);
    expect(await labels("#1")).toEqual(["plan 1", "request 1"]);
    expect(await labels("PL-1")).toEqual(["plan 1"]);
    expect(await labels("rq-1")).toEqual(["request 1"]);
    expect(await labels("search")).toEqual(["request 1"]);
  });
  it("takes percent signs and underscores for themselves", async () => {
    expect(await labels("00%")).toEqual(["request 2"]);
    expect(await labels("%")).toEqual([]);
    expect(await labels("_")).toEqual([]);
    expect(await labels("'; DROP TABLE rack; --")).toEqual([]);
  });
});

describe("the overview", () => {
  const needs = async (role: "planner" | "approver" | "manager" | "auditor" | "admin", id: string) =>
    (await world.as(role, id).overview.get()).needsYou.map((n) => `${n.kind} ${n.entityKind} ${n.entityId}`);

  it("tells each role what needs it, by time left", async () => {
    expect(await needs("planner", "u1")).toEqual([
      "expiring_hold plan 1",
      "answer_request request 1",
      "finish_draft plan 2",
      "replan plan 3",
    ]);
    expect(await needs("approver", "u2")).toEqual(["sign plan 1"]);
    expect(await needs("manager", "u3")).toEqual(["declined request 2"]);
    expect(await needs("auditor", "u4")).toEqual([]);
  });

  it("asks nobody to sign what is theirs, or what they have put off", async () => {
    expect(await needs("admin", "u1")).not.toContain("sign plan 1");
    expect(await needs("admin", "u3")).not.toContain("sign plan 1");
    await database.pool.query("INSERT INTO inbox_snooze VALUES ('u2', 1, '2026-11-23T13:00:00Z')");
    expect(await needs("approver", "u2")).toEqual([]);
    await database.pool.query("UPDATE inbox_snooze SET until = '2026-11-23T11:00:00Z'");
    expect(await needs("approver", "u2")).toEqual(["sign plan 1"]);
  });

  it("has regions, waiting requests, running plans and, for those who may audit, changes", async () => {
    const overview = await api.overview.get();
    expect(overview.regions[0]).toMatchObject({ code: "north", freePositions: 5, usedPercent: 13 });
    expect(overview.requestsWaiting).toMatchObject([{ id: 1, rackType: "compute", planState: null }]);
    expect(overview.plansRunning).toEqual([{ id: 4, title: "Planning", state: "running", done: 3, total: 8 }]);
    expect(overview.changed.map((c) => c.title)).toEqual(["Racks for search", "Gone stale", "Submitted"]);
    expect((await world.as("operator", "u9").overview.get()).changed).toEqual([]);
  });
});

describe("utilisation", () => {
  it("gives the stored facts as they are", async () => {
    const whole = await api.utilisation.get({ resource: "space" });
    expect(whole.months).toHaveLength(12);
    expect(whole.months[3]).toEqual({
      month: "2026-03",
      limit: 9,
      installed: 1,
      inService: 1,
      committed: 0,
      reserved: 0,
      stranded: 0,
    });
    expect(whole.members).toMatchObject([
      { kind: "region", code: "north", status: "known", last: { installed: 2, reserved: 1 } },
    ]);
    expect(whole.exhaustion).toMatchObject({ status: "known" });
    const [region] = await api.region.list();
    expect(whole.exhaustion.months).toBe(region?.exhaustionBy.space?.months);
    expect(whole.unit).toBe("positions");
  });

  it("opens the members and families of a chosen month", async () => {
    const whole = await api.utilisation.get({ resource: "space" });
    expect(whole.month).toBe("2026-11");
    const march = await api.utilisation.get({ resource: "space", month: "2026-03" });
    const { month, ...values } = whole.months[3] ?? { month: "" };
    expect(march.month).toBe(month);
    expect(march.members).toMatchObject([{ code: "north", status: "known", last: values }]);
    expect(march.families.every((family) => family.last.installed === 0)).toBe(true);
    expect(whole.families.some((family) => family.last.installed > 0)).toBe(true);
    // The history and when it runs out stay those of the whole.
    expect([march.months, march.exhaustion]).toEqual([whole.months, whole.exhaustion]);
    expect((await api.utilisation.get({ resource: "space", month: "2019-01" })).month).toBe("2026-11");
    expect((await api.utilisation.get({ resource: "space", from: "2030-01" })).month).toBeNull();
  });

  it("narrows to a region, a datacenter, a family and a span", async () => {
    const region = await api.utilisation.get({ region: "north" });
    expect(region.members).toMatchObject([{ kind: "datacenter", code: "N1" }]);
    expect(region.unit).toBe("W");
    expect((await api.utilisation.get({ datacenter: "N1" })).members).toEqual([]);
    const family = await api.utilisation.get({ family: "compute" });
    expect(family.months).toMatchObject([{ month: "2026-11", limit: null, stranded: null, installed: 20_000 }]);
    const span = await api.utilisation.get({ resource: "space", from: "2026-01", to: "2026-02" });
    expect(span.months.map((m) => m.month)).toEqual(["2026-01", "2026-02"]);
    expect((await api.utilisation.get({ from: "2030-01" })).exhaustion.status).toBe("unknown");
    await expect(api.utilisation.get({ region: "south" })).rejects.toEqual(code("NOT_FOUND"));
    await expect(api.utilisation.get({ region: "south", datacenter: "N1" })).rejects.toEqual(code("NOT_FOUND"));
  });
});

describe("the audit trail", () => {
  it("is read newest first, page by page", async () => {
    const first = await api.audit.list({ limit: 2 });
    expect(first.rows.map((r) => r.action)).toEqual(["request.create", "plan.expire"]);
    expect(first.actions).toEqual(["plan.expire", "plan.submit", "request.create"]);
    expect(first.actors.map((a) => a.name)).toEqual(["Ada Planner", "Ben Approver", "Mia Manager"]);
    const second = await api.audit.list({ limit: 2, cursor: first.next ?? "" });
    expect(second).toMatchObject({ rows: [{ action: "plan.submit", reason: "please" }], next: null });
    await expect(api.audit.list({ cursor: "1; DROP" })).rejects.toEqual(code("INVALID_INPUT"));
  });

  it("is filtered by what happened, to what, by whom and when", async () => {
    const actions = async (input: Parameters<typeof api.audit.list>[0]) =>
      (await api.audit.list(input)).rows.map((r) => r.action);
    expect(await actions({ entityKind: "plan", entityId: "3" })).toEqual(["plan.expire"]);
    expect(await actions({ actorId: "u3" })).toEqual(["request.create"]);
    expect(await actions({ action: "plan.submit" })).toEqual(["plan.submit"]);
    expect(await actions({ search: "PLEASE" })).toEqual(["plan.submit"]);
    expect(await actions({ search: "100%" })).toEqual([]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await actions({ from: today, to: today })).toHaveLength(3);
    expect(await actions({ to: "2020-01-01" })).toEqual([]);
    const [event] = (await api.audit.list({ limit: 1 })).rows;
    expect(await api.audit.get({ id: Number(event?.id) })).toEqual(event);
    await expect(api.audit.get({ id: 999 })).rejects.toEqual(code("NOT_FOUND"));
  });
});

describe("who may read", () => {
  const reads = {
    "region.list": (a: typeof api) => a.region.list(),
    "region.get": (a: typeof api) => a.region.get({ code: "north" }),
    "datacenter.list": (a: typeof api) => a.datacenter.list({}),
    "datacenter.floor": (a: typeof api) => a.datacenter.floor({ code: "N1" }),
    "datacenter.row": (a: typeof api) => a.datacenter.row({ rowId: 1, requestId: 1 }),
    "rack.list": (a: typeof api) => a.rack.list({}),
    "rack.get": (a: typeof api) => a.rack.get({ code: "R1" }),
    "catalog.list": (a: typeof api) => a.catalog.list(),
    "search.find": (a: typeof api) => a.search.find({ text: "r" }),
    "overview.get": (a: typeof api) => a.overview.get(),
    "utilisation.get": (a: typeof api) => a.utilisation.get({}),
    "audit.list": (a: typeof api) => a.audit.list({}),
    "audit.get": (a: typeof api) => a.audit.get({ id: 1 }),
    "import.list": (a: typeof api) => a.import.list(),
  };
  const closedTo: Readonly<Record<string, readonly string[]>> = {
    "audit.list": ["operator"],
    "audit.get": ["operator"],
  };

  it.each(Object.keys(reads) as (keyof typeof reads)[])("%s, role by role", async (name) => {
    for (const role of roles) {
      const answer = reads[name](world.as(role));
      if (closedTo[name]?.includes(role)) await expect(answer).rejects.toEqual(code("FORBIDDEN"));
      else await expect(answer).resolves.toBeDefined();
    }
  });

  it.each(["check", "commit"] as const)("import.%s is for planners and admins", async (verb) => {
    for (const role of roles) {
      const { import: imports } = world.as(role);
      const answer =
        verb === "check"
          ? imports.check({ kind: "netbox", files: [{ name: "dcim_site.csv", base64: "" }] })
          : imports.commit({ id: 999, confirmed: [] });
      if (role !== "planner" && role !== "admin") await expect(answer).rejects.toEqual(code("FORBIDDEN"));
      else if (verb === "check") await expect(answer).resolves.toMatchObject({ state: "rejected" });
      else await expect(answer).rejects.toEqual(code("NOT_FOUND"));
    }
  });
});
