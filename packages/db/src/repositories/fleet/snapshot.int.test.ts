import { testDatabase } from "@headroom/config/vitest/database";
import { refreshCapacity } from "@headroom/services/capacity/refresh";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Database, openDatabase } from "../../client";
import { tinyFleet } from "../../testing/tiny-fleet";
import { createUnitOfWork } from "../../unit-of-work";

let database: Database;
const now = Date.parse("2026-11-23T12:00:00Z");
const today = "2026-11-23";

async function sql(text: string): Promise<void> {
  await database.pool.query(text);
}
const load = (asOf = today) =>
  createUnitOfWork(database).read(async ({ fleet }) => {
    const snapshot = await fleet.loadDatacenter({ code: "N1" }, asOf);
    if (!snapshot) throw new Error("N1 is missing");
    return snapshot;
  });

beforeAll(async () => {
  database = openDatabase((await testDatabase()).url);
  await tinyFleet(database);
});
afterAll(() => database.close());

describe("loadDatacenter", () => {
  it("groups positions of a row that share feeds and cooling zone, blocked ones left out", async () => {
    const { model, groupPositions, tags } = await load();
    expect(model.groups).toEqual([
      { id: "g1-1", rowId: "1", feeds: ["11", "12"], coolingZoneId: "1", positions: 3, blocked: 1 },
      { id: "g1-2", rowId: "1", feeds: ["13", "14"], coolingZoneId: "1", positions: 2 },
      { id: "g2-1", rowId: "2", feeds: ["11", "12"], coolingZoneId: "1", positions: 4 },
    ]);
    expect([...groupPositions]).toEqual([
      ["g1-1", [1, 3, 4]],
      ["g1-2", [5, 6]],
      ["g2-1", [7, 8, 9, 10]],
    ]);
    expect(tags).toEqual(["eu", "gov"]);
    expect(model.rows).toEqual([
      { id: "1", roomId: "1", tags: ["eu", "gov"] },
      { id: "2", roomId: "1", tags: ["eu", "gov"] },
    ]);
    expect(model.devices).toHaveLength(6);
    expect(model.devices[2]).toEqual({
      id: "11",
      parentId: "1",
      roomId: "1",
      capacityW: 40_000,
      failoverCapacityW: 60_000,
    });
  });

  it("reads what floors and positions carry, ports, and freezes that are not over", async () => {
    await sql("UPDATE room SET weight_limit_kg = 20000");
    await sql("UPDATE position SET weight_limit_kg = 1200 WHERE id IN (4, 8)");
    await sql('UPDATE "row" SET ports = 48 WHERE id = 2');
    await sql(`INSERT INTO freeze_window (datacenter_id, room_id, row_id, starts_on, ends_on, reason) VALUES
      (1, NULL, NULL, '2026-12-20', '2027-01-03', 'year end'), (1, 1, NULL, '2026-11-23', '2026-11-23', 'audit'),
      (1, 1, 2, '2026-11-30', '2026-12-01', 'cabling'), (1, NULL, NULL, '2026-11-01', '2026-11-22', 'over')`);
    const { model, groupPositions, version } = await load();
    await sql("DELETE FROM freeze_window");
    await sql('UPDATE "row" SET ports = NULL');
    await sql("UPDATE position SET weight_limit_kg = NULL");
    await sql("UPDATE room SET weight_limit_kg = NULL");
    expect(model.rooms).toEqual([{ id: "1", weightLimitKg: 20_000 }]);
    expect(model.rows.map((row) => row.ports)).toEqual([undefined, 48]);
    expect(model.freezes).toEqual([
      { scope: "room", id: "1", from: "2026-11-23", to: "2026-11-23", reason: "audit" },
      { scope: "row", id: "2", from: "2026-11-30", to: "2026-12-01", reason: "cabling" },
      { scope: "datacenter", id: "1", from: "2026-12-20", to: "2027-01-03", reason: "year end" },
    ]);
    // positions that carry less are a group of their own
    expect(model.groups.map((g) => [g.id, g.positionWeightLimitKg])).toEqual([
      ["g1-1", undefined],
      ["g1-2", 1200],
      ["g1-3", undefined],
      ["g2-1", undefined],
      ["g2-2", 1200],
    ]);
    expect(groupPositions.get("g2-2")).toEqual([8]);
    const after = await load();
    expect(after.model.freezes).toBeUndefined();
    expect(after.version).toBe(version + 1);
    await sql("UPDATE datacenter SET version = 1");
  });

  it("reads fault domains, network zones, and the rules that racks came under, lot by lot", async () => {
    await sql(`WITH n AS (INSERT INTO network_zone (room_id, code, ports) VALUES (1, 'SW-A', 96) RETURNING id)
               UPDATE "row" SET network_zone_id = (SELECT id FROM n), fault_domain = '1' WHERE id = 2`);
    await sql(`INSERT INTO placement_key (id, kind, name, scope, max_racks)
               VALUES (1, 'spread', 'k', 'fault_domain', 2), (2, 'anti_affinity', 'k', 'top_device', NULL)`);
    const { version } = await load();
    await sql(
      "INSERT INTO rack_key (rack_id, kind, key_id, lot) VALUES (1, 'spread', 1, 'a'), (1, 'anti_affinity', 2, 'a'), (2, 'spread', 1, 'b')",
    );
    const snapshot = await load();
    const zones = snapshot.model.networkZones;
    await sql("DELETE FROM rack_key");
    await sql("DELETE FROM placement_key");
    await sql(`UPDATE "row" SET network_zone_id = NULL, fault_domain = NULL`);
    await sql("DELETE FROM network_zone");
    expect(zones).toEqual([{ id: expect.any(String), roomId: "1", ports: 96 }]);
    // a name that looks like a room's number is not taken for that room
    expect(snapshot.model.rows.map((row) => [row.faultDomain, row.networkZoneId])).toEqual([
      [undefined, undefined],
      ["domain 1", zones![0]!.id],
    ]);
    expect(snapshot.names.faultDomains?.get("domain 1")).toEqual({ code: "1" });
    expect(snapshot.names.networkZones?.get(zones![0]!.id)).toEqual({ code: "SW-A" });
    const spread = { key: "k", scope: "faultDomain", maxRacksPerDomain: 2 };
    expect(snapshot.placed.filter((lot) => lot.kind === "occupied")).toMatchObject([
      { racks: { "g1-1": 1 }, spread, antiAffinity: { key: "k", scope: "topDevice" } },
      { racks: { "g1-2": 1 }, spread },
    ]);
    expect(snapshot.version).toBe(version + 1);
    const lotOf = (position: number) => snapshot.positions.find((p) => p.id === position)?.lotId;
    expect([lotOf(1), lotOf(5)]).toEqual(
      snapshot.placed
        .slice(0, 1)
        .concat(snapshot.placed[2]!)
        .map((lot) => lot.id),
    );
    await sql("UPDATE datacenter SET version = 1");
  });

  it.each([
    ["it ends before it begins", "(1, NULL, NULL, '2026-12-20', '2026-12-19', 'x')", "freeze_window_days_check"],
    ["of a row without its room", "(1, NULL, 2, '2026-12-20', '2026-12-20', 'x')", "freeze_window_row_check"],
    ["of a room that is not there", "(1, 9, NULL, '2026-12-20', '2026-12-20', 'x')", "room_id_datacenter_id_fkey"],
  ])("refuses a freeze: %s", async (_, values, constraint) => {
    const columns = "(datacenter_id, room_id, row_id, starts_on, ends_on, reason)";
    await expect(sql(`INSERT INTO freeze_window ${columns} VALUES ${values}`)).rejects.toThrow(constraint);
  });

  it("keeps a group's id when its first position is blocked", async () => {
    const before = await load();
    await sql("UPDATE position SET blocked_reason = 'pillar' WHERE id = 7");
    const after = await load();
    await sql("UPDATE position SET blocked_reason = NULL WHERE id = 7");
    expect(after.model.groups.map((g) => g.id)).toEqual(before.model.groups.map((g) => g.id));
    expect(after.groupPositions.get("g2-1")).toEqual([8, 9, 10]);
  });

  it("knows what stands and what is reserved, with its draw", async () => {
    const { placed } = await load();
    expect(placed).toEqual([
      {
        id: "1/occupied/10000/4000/900/4",
        kind: "occupied",
        rowId: "1",
        racks: { "g1-1": 1, "g1-2": 1 },
        powerW: 10_000,
        coolingW: 4000,
        weightKg: 900,
        ports: 4,
      },
      {
        id: "1/reserved/0/0/0/0/1",
        kind: "reserved",
        rowId: "1",
        racks: { "g1-1": 1 },
        powerW: 0,
        coolingW: 0,
        weightKg: 0,
        ports: 0,
      },
    ]);
  });

  it("counts what is promised later and forgets what is over", async () => {
    await sql(`INSERT INTO plan (id, title, state, policy, seed, steps, author_id, last_editor_id, updated_at)
               VALUES (1, 'p', 'committed', 'place-all', 1, 1, 'u1', 'u1', now());
               INSERT INTO plan_action (id, plan_id, sequence, kind, rack_type_id, datacenter_id, row_id, racks, starts_on)
               VALUES (1, 1, 1, 'add', 2, 1, 2, 1, '2027-03-01');
               INSERT INTO occupancy (position_id, kind, valid_from, plan_action_id) VALUES (8, 'committed', '2027-03-01', 1);
               UPDATE occupancy SET valid_to = '2026-12-01' WHERE reservation_id = 1`);
    const now_ = await load();
    const position = now_.positions.find((p) => p.id === 8);
    expect(position?.occupancy).toMatchObject({
      kind: "committed",
      planId: 1,
      rackType: { code: "storage", powerW: 6000 },
    });
    expect(now_.placed.map((p) => p.kind)).toEqual(["occupied", "reserved", "committed"]);
    const later = await load("2026-12-01");
    expect(later.placed.map((p) => p.kind)).toEqual(["occupied", "committed"]);
  });

  it("answers null for a datacenter that does not exist", async () => {
    const found = await createUnitOfWork(database).read(({ fleet }) => fleet.loadDatacenter({ id: 99 }, today));
    expect(found).toBeNull();
  });
});

describe("refreshCapacity", () => {
  const refresh = () => createUnitOfWork(database).write((repositories) => refreshCapacity(repositories, [1, 1], now));

  it("stores the account and this month's facts, and again the same", async () => {
    await refresh();
    await refresh();
    const work = createUnitOfWork(database);
    const [totals] = await work.read(({ capacity }) => capacity.totals());
    expect(totals).toMatchObject({ datacenterId: 1, version: 1, asOf: "2026-11-23T12:00:00.000Z" });
    expect(totals?.total.space).toMatchObject({ supply: 9, installed: 2, committed: 1, reserved: 1, free: 5 });
    expect(totals?.total.power).toMatchObject({ supply: 200_000, installed: 20_000, committed: 6000 });
    // R1 and the promised rack hang from RD-11: half of 16 kW, and the other half once UPS-2 is down. A larger share than UPS-1's 26 of 120 kW.
    expect(totals?.worstFailure).toEqual({ device: "RD-11", failed: "UPS-2", loadW: 16_000, limitW: 60_000 });
    const series = await work.read(({ facts }) => facts.series({ familyCode: "*", resources: ["space"] }));
    expect(series).toEqual([
      {
        month: "2026-11",
        resource: "space",
        limit: 9,
        installed: 2,
        inService: 1,
        committed: 1,
        reserved: 1,
        stranded: expect.any(Number),
      },
    ]);
    const families = await work.read(({ facts }) => facts.families("2026-11", ["power"], { regionId: 1 }));
    expect(families.get("compute")?.[0]).toMatchObject({ installed: 20_000, inService: 10_000, committed: 0 });
    expect(families.get("storage")?.[0]).toMatchObject({ installed: 0, committed: 6000 });
  });

  it("leaves earlier months alone", async () => {
    await sql(`INSERT INTO capacity_month SELECT '2026-10-01', datacenter_id, region_id, family_code, resource, 1, 1, 1, 1, 1, 1
                 FROM capacity_month WHERE month = '2026-11-01'`);
    await refresh();
    const work = createUnitOfWork(database);
    const series = await work.read(({ facts }) =>
      facts.series({ familyCode: "*", resources: ["space"], to: "2026-10" }),
    );
    expect(series).toMatchObject([{ month: "2026-10", limit: 1, installed: 1 }]);
  });
});
