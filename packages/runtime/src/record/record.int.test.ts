import { testDatabase } from "@headroom/config/vitest/database";
import type { RecordChange, RecordOutcome } from "@headroom/contracts/record";
import type { RecordTypeName } from "@headroom/core/topology/records/types";
import type { Database } from "@headroom/db/client";
import { openDatabase } from "@headroom/db/client";
import { tinyFleet } from "@headroom/db/testing/tiny-fleet";
import type { Ports } from "@headroom/services/ports";
import { applyChanges, previewChanges, undoChange } from "@headroom/services/record/change";
import { getRecord, recordAsOf, recordHistoryOf } from "@headroom/services/record/read";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exported, planner, portsOf } from "../fleet/fixture";

let database: Database;
let ports: Ports;
beforeEach(async () => {
  database = openDatabase((await testDatabase()).url);
  await tinyFleet(database);
  ports = portsOf(database);
});
afterEach(() => database.close());

const ada = { ...planner, id: "u1" };
const get = (type: RecordTypeName, ...key: (string | number)[]) => getRecord(ports, ada, { type, key });
const apply = (...changes: RecordChange[]) => applyChanges(ports, ada, { changes, reason: "a reason" });
const preview = (...changes: RecordChange[]) => previewChanges(ports, ada, { changes });
async function done(outcome: Promise<RecordOutcome>) {
  const found = await outcome;
  if (found.kind !== "done") throw new Error(JSON.stringify(found, null, 1));
  return found;
}
async function refused(outcome: Promise<RecordOutcome>) {
  const found = await outcome;
  if (found.kind !== "refused") throw new Error("it was not refused");
  return found;
}
async function edit(type: RecordTypeName, key: (string | number)[], fields: Record<string, string | number | null>) {
  const { id, version } = await get(type, ...key);
  return { op: "edit" as const, type, id, version, fields };
}
const rows = async (sql: string) => (await database.pool.query(sql)).rows;

describe("changes of records", () => {
  it("are shown before anything is written, with what they do to capacity", async () => {
    const before = await exported(ports);
    await apply(await edit("rooms", ["N1", "1"], { name: "Room one" })); // makes an account
    const changed = await exported(ports);
    const found = await preview(await edit("rack_types", ["compute"], { power_w: 12_000 }));
    expect(found).toMatchObject({ problems: [], conflicts: [] });
    expect(found.objects).toMatchObject([
      {
        at: 0,
        type: "rack_types",
        op: "edit",
        key: ["compute"],
        fields: [{ field: "power_w", before: 10_000, after: 12_000 }],
      },
    ]);
    expect(found.capacity).toMatchObject([
      { datacenter: "N1", before: { installedW: 20_000 }, after: { installedW: 24_000 } },
    ]);
    expect(await exported(ports)).toEqual(changed);
    expect(changed).not.toEqual(before);
  });

  it("make, edit and delete, with one audit event and the account as it is then", async () => {
    const r2 = await get("racks", "R2");
    const outcome = await done(
      apply(
        {
          op: "create",
          type: "racks",
          fields: { code: "R3", datacenter: "N1", rack_type: "storage", height_u: 42, state: "ordered" },
        },
        {
          op: "create",
          type: "servers",
          fields: { rack: "R2", name: "s", server_type: "srv", start_u: 1, height_u: 2, face: "both", state: "racked" },
        },
        {
          op: "edit",
          type: "racks",
          id: r2.id,
          version: r2.version,
          fields: { state: "in_service", tags: ["a", "b"], custom_fields: { x: 1 } },
        },
      ),
    );
    expect(outcome.objects.map(({ type, op, version }) => [type, op, version])).toEqual([
      ["racks", "create", 1],
      ["servers", "create", 1],
      ["racks", "edit", 2],
    ]);
    expect(await get("racks", "R2")).toMatchObject({
      version: 2,
      fields: { state: "in_service", tags: ["a", "b"], custom_fields: '{"x": 1}' },
    });
    expect(await get("racks", "R3")).toMatchObject({
      id: outcome.objects[0]!.id,
      fields: { state: "ordered", rack_type: "storage" },
    });
    expect(await rows("SELECT action, entity_id, reason, after -> 'counts' AS counts FROM audit_event")).toEqual([
      {
        action: "record.change",
        entity_id: String(outcome.change),
        reason: "a reason",
        counts: { rack: { create: 1, edit: 1 }, server: { create: 1 } },
      },
    ]);
    expect(
      await rows(
        "SELECT d.version = c.version AS same FROM datacenter d JOIN datacenter_capacity c ON c.datacenter_id = d.id",
      ),
    ).toEqual([{ same: true }]);
    const r3 = await get("racks", "R3");
    await done(apply({ op: "delete", type: "racks", id: r3.id, version: 1 }));
    await expect(get("racks", "R3")).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(
      (await refused(apply({ op: "delete", type: "racks", id: r2.id, version: 2 }))).problems
        .map((p) => p.value)
        .sort(),
    ).toEqual(["1 of placement", "1 of server"]);
  });

  it("keep what a rack holds when it moves, and who a server is when it changes racks", async () => {
    const r1 = await get("racks", "R1");
    const moved = await done(
      apply({
        op: "move",
        type: "racks",
        id: r1.id,
        version: r1.version,
        to: { datacenter: "N1", room: "1", row: "02", number: 1 },
      }),
    );
    expect(moved.objects.map(({ type, op }) => [type, op])).toEqual([
      ["placements", "edit"],
      ["placements", "create"],
    ]);
    expect(
      await rows(
        "SELECT position_id, valid_from::text AS a, valid_to::text AS z FROM occupancy WHERE rack_id = 1 ORDER BY 2",
      ),
    ).toEqual([
      { position_id: 1, a: "2026-01-05", z: "2026-11-23" },
      { position_id: 7, a: "2026-11-23", z: null },
    ]);
    const server = await get("servers", "R1", "n1-r1-01");
    await done(
      apply({
        op: "edit",
        type: "servers",
        id: server.id,
        version: 1,
        fields: { rack: "R2", name: "moved", start_u: 9 },
      }),
    );
    const now = await get("servers", "R2", "moved");
    expect(now).toMatchObject({ id: server.id, version: 2, fields: { rack: "R2", start_u: 9 } });
    const history = await recordHistoryOf(ports, ada, { type: "servers", id: server.id });
    expect(history).toMatchObject([
      {
        ...{ version: 2, op: "edit", by: { action: "record.change", actor: "Ada", via: "cli", reason: "a reason" } },
        fields: [
          { field: "rack", before: "R1", after: "R2" },
          { field: "name", before: "n1-r1-01", after: "moved" },
          { field: "start_u", before: 1, after: 9 },
        ],
      },
      { version: 1, op: "create", by: null },
    ]);
    const today = now.changedAt.slice(0, 10);
    expect(await recordAsOf(ports, ada, { type: "servers", id: server.id, day: today })).toMatchObject({
      fields: { name: "moved" },
    });
  });

  it("retire a rack with what is in it and give its place free", async () => {
    const r1 = await get("racks", "R1");
    const { change } = await done(apply({ op: "retire", type: "racks", id: r1.id, version: r1.version }));
    expect(await rows("SELECT DISTINCT state FROM server WHERE rack_id = 1")).toEqual([{ state: "retired" }]);
    expect(await get("racks", "R1")).toMatchObject({ fields: { state: "retired" }, nextStates: ["arrived"] });
    expect(await rows("SELECT valid_to::text AS z FROM occupancy WHERE rack_id = 1")).toEqual([{ z: "2026-11-23" }]);
    await done(undoChange(ports, ada, { change: change! }));
    expect(await rows("SELECT valid_to AS z FROM occupancy WHERE rack_id = 1")).toEqual([{ z: null }]);
    expect(await get("racks", "R1")).toMatchObject({ version: 3, fields: { state: "in_service" } });
    await expect(undoChange(ports, ada, { change: change! })).rejects.toMatchObject({ code: "WRONG_STATE" });
  });

  it("rename things that others refer to, who follow, and let two trade their names", async () => {
    const [one, two] = [await edit("racks", ["R1"], { code: "R2" }), await edit("racks", ["R2"], { code: "R1" })];
    await done(
      apply(
        one,
        two,
        await edit("rooms", ["N1", "1"], { code: "hall" }),
        await edit("positions", ["N1", "1", "01", 1], { weight_limit_kg: 900 }),
      ),
    );
    expect(await get("racks", "R2")).toMatchObject({ id: one.id, version: 2 });
    expect(await get("positions", "N1", "hall", "01", 1)).toMatchObject({ fields: { weight_limit_kg: 900 } });
    expect(await get("servers", "R2", "n1-r1-01")).toMatchObject({ id: 1, version: 1 });
    const taken = await refused(apply(await edit("racks", ["R1"], { code: "R2" })));
    expect(taken.problems).toMatchObject([{ field: "code", value: "R2" }]);
    const a = await edit("servers", ["R2", "n1-r1-01"], { start_u: 3 });
    const b = await edit("servers", ["R2", "n1-r1-03"], { start_u: 1 });
    await done(apply(a, b));
    expect(await get("servers", "R2", "n1-r1-01")).toMatchObject({ version: 2, fields: { start_u: 3 } });
  });

  it("say of an object that changed meanwhile what it was, is and should be, and write nothing of the others", async () => {
    const mine = await edit("racks", ["R1"], { serial: "MINE", end_of_life: "2030-01-01" });
    const other = await edit("racks", ["R2"], { serial: "X" });
    await done(apply(await edit("racks", ["R1"], { serial: "THEIRS", installed_on: "2026-01-06" })));
    const { conflicts } = await refused(apply(other, mine));
    expect(conflicts).toMatchObject([
      {
        ...{ at: 1, type: "racks", version: 1, now: 2, key: ["R1"] },
        fields: [
          { field: "serial", base: "SN1", theirs: "THEIRS", mine: "MINE", clash: true },
          { field: "installed_on", base: "2026-01-05", theirs: "2026-01-06", mine: "2026-01-05", clash: false },
          { field: "end_of_life", base: null, theirs: null, mine: "2030-01-01", clash: false },
        ],
      },
    ]);
    expect(await get("racks", "R2")).toMatchObject({ version: 1, fields: { serial: "SN2" } });
  });

  it("are undone as long as nobody changed what they changed", async () => {
    const before = await exported(ports);
    const { change } = await done(
      apply(await edit("racks", ["R1"], { serial: "A" }), await edit("racks", ["R2"], { serial: "B" })),
    );
    await done(apply(await edit("racks", ["R2"], { serial: "C" })));
    expect((await refused(undoChange(ports, ada, { change: change! }))).conflicts).toMatchObject([
      { type: "racks", key: ["R2"], fields: [{ field: "serial", base: "B", theirs: "C", mine: "SN2", clash: true }] },
    ]);
    expect(await get("racks", "R1")).toMatchObject({ fields: { serial: "A" } });
    await done(apply(await edit("racks", ["R2"], { serial: "SN2" }), await edit("racks", ["R1"], { serial: "SN1" })));
    expect(await exported(ports)).toEqual(before);
    const feed = await get("feeds", "N1", "1", "01", 1, "A");
    const gone = await done(
      apply({
        op: "create",
        type: "regions",
        fields: { code: "s", name: "South", geography: "", latitude: 1, longitude: 2 },
      }),
    );
    await done(undoChange(ports, ada, { change: gone.change! }));
    const back = await get("unit_reservations", "R1", 40).catch(() => null);
    expect(back).toBeNull();
    expect(await exported(ports)).toEqual(before);
    expect(
      (await refused(apply({ op: "delete", type: "feeds", id: feed.id, version: feed.version }))).problems,
    ).toMatchObject([{ value: "fewer than two feeds" }]);
  });

  it("bring back what was deleted as the same object, under its id and with its history", async () => {
    const r3 = { code: "R3", datacenter: "N1", rack_type: "storage", height_u: 42, state: "ordered" };
    await done(apply({ op: "create", type: "racks", fields: r3 }));
    await done(apply(await edit("racks", ["R3"], { serial: "X" })));
    await done(
      apply({
        op: "create",
        type: "power_devices",
        fields: {
          ...{ datacenter: "N1", room: "1", code: "P", kind: "panel", parent: "UPS-1" },
          ...{ capacity_w: 1_000, failover_capacity_w: 1_000 },
        },
      }),
    );
    const [rack, panel] = [await get("racks", "R3"), await get("power_devices", "N1", "1", "P")];
    const feed = await done(
      apply({
        op: "create",
        type: "feeds",
        fields: { datacenter: "N1", room: "1", row: "01", number: 4, slot: "C", device: "RD-13" },
      }),
    ).catch(() => null);
    expect(feed).toBeNull(); // from the top that feeds it already
    await rows(
      `INSERT INTO placement_key (kind, name, scope, max_racks) VALUES ('spread', 'web', 'row', 2), ('affinity', 'gone', 'room', NULL)`,
    );
    await rows(
      `INSERT INTO rack_key (rack_id, kind, key_id, lot) SELECT ${rack.id}, kind, id, 'lot 1' FROM placement_key`,
    );
    const rules = "SELECT k.name, q.lot FROM rack_key q JOIN placement_key k ON k.id = q.key_id";
    const before = await exported(ports);
    const { change } = await done(
      apply(
        { op: "delete", type: "racks", id: rack.id, version: rack.version },
        { op: "delete", type: "power_devices", id: panel.id, version: panel.version },
      ),
    );
    expect(await rows(rules)).toEqual([]);
    await rows("DELETE FROM placement_key WHERE name = 'gone'");
    await done(undoChange(ports, ada, { change: change! }));
    expect(await exported(ports)).toEqual(before);
    // its rules came back with it, as far as there are such keys
    expect(await rows(rules)).toEqual([{ name: "web", lot: "lot 1" }]);
    expect(await get("racks", "R3")).toMatchObject({ id: rack.id, version: 3, fields: { serial: "X" } });
    expect(await get("power_devices", "N1", "1", "P")).toMatchObject({ id: panel.id, version: 2 });
    const history = await recordHistoryOf(ports, ada, { type: "racks", id: rack.id });
    expect(history.map(({ version, op, by }) => [version, op, by?.action])).toEqual([
      [3, "create", "record.undo"],
      [2, "delete", "record.change"],
      [2, "edit", "record.change"],
      [1, "create", "record.change"],
    ]);
    const again = await done(apply({ op: "delete", type: "racks", id: rack.id, version: 3 }));
    await done(apply({ op: "create", type: "racks", fields: r3 }));
    expect((await refused(undoChange(ports, ada, { change: again.change! }))).problems).toMatchObject([
      { field: "code", value: "R3", expected: "a key that no other rack has" },
    ]);
  });

  it("give a feed another slot or position, and a placement another rack, where that leaves two feeds", async () => {
    const a = await get("feeds", "N1", "1", "01", 4, "A");
    await done(apply(await edit("feeds", ["N1", "1", "01", 4, "A"], { slot: "C" })));
    expect(await get("feeds", "N1", "1", "01", 4, "C")).toMatchObject({ id: a.id, version: 2 });
    expect(
      (await refused(apply(await edit("feeds", ["N1", "1", "01", 4, "C"], { number: 6, slot: "C" })))).problems,
    ).toMatchObject([{ type: "feeds" }]);
    await done(
      apply({
        op: "create",
        type: "racks",
        fields: { code: "R4", datacenter: "N1", rack_type: "storage", height_u: 42, state: "racked" },
      }),
    );
    const stay = await edit("placements", ["R2", "2026-02-05"], { rack: "R4" });
    await done(apply(stay));
    expect(await get("placements", "R4", "2026-02-05")).toMatchObject({ id: stay.id, version: 2 });
  });

  it("of one object at once are done by one person, and told to the others", async () => {
    const server = await get("servers", "R1", "n1-r1-01");
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        apply({
          op: "edit",
          type: "servers",
          id: server.id,
          version: 1,
          fields: { serial: `S${i}`, rack: i % 2 ? "R2" : "R1" },
        }),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === "done")).toHaveLength(1);
    for (const one of outcomes) {
      if (one.kind === "refused") expect(one).toMatchObject({ problems: [], conflicts: [{ version: 1, now: 2 }] });
    }
    expect(await rows("SELECT count(*)::int AS n FROM record_history WHERE table_name = 'server'")).toEqual([{ n: 1 }]);
  });

  it.each([
    ["a field that there is not", "R1", { colour: "red" }, "colour", "a field of racks"],
    ["a value of another kind", "R1", { height_u: "tall" }, "height_u", "a number"],
    [
      "a word of none",
      "R1",
      { state: "active" },
      "state",
      "planned, ordered, arrived, racked, in_service, draining, retired",
    ],
    ["a step that no action makes", "R1", { state: "planned" }, "state", "one of draining, racked, retired"],
    [
      "a reference to nothing",
      "R1",
      { rack_type: "none" },
      "rack_type",
      "a rack_type of the inventory or of rack_types.csv",
    ],
    ["too few units for what is in it", "R1", { height_u: 3 }, "height_u", "enough units for server n1-r1-03"],
  ])("are refused with a remedy: %s", async (_, rack, fields, field, expected) => {
    const before = await exported(ports);
    const { problems } = await refused(apply(await edit("racks", [rack], fields as never)));
    expect(problems).toMatchObject([{ at: 0, type: "racks", field }]);
    expect(problems[0]!.expected.replaceAll("rack type", "rack_type")).toContain(expected);
    expect(problems[0]!.advice).not.toBe("");
    expect(await exported(ports)).toEqual(before);
  });
});
