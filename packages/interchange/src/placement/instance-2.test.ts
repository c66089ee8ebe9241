import { planPlacement } from "@headroom/core/planning/placement/plan";
import { describe, expect, test } from "vitest";
import { faultLine } from "./fault";
import { parseInstance } from "./instance";

/** Every key that `/2` has and `/1` has not, each in use. */
const example = {
  format: "headroom.placement-instance/2",
  name: "two",
  datacenter: {
    rooms: [{ id: "r1", weightLimitKg: 50_000 }],
    rows: [
      { id: "a", room: "r1", tags: ["eu"], ports: 40, networkZone: "n", faultDomain: "north" },
      { id: "b", room: "r1" },
    ],
    positionGroups: [
      { id: "a1", row: "a", positions: 4, feeds: ["A", "B", "C"], coolingZone: "z", blocked: 1 },
      { id: "a2", row: "a", positions: 4, feeds: ["A"], coolingZone: "z", singleFeed: true },
      { id: "b1", row: "b", positions: 4, feeds: ["A", "B"], coolingZone: "z", positionWeightLimitKg: 1200 },
    ],
    powerDevices: ["A", "B", "C"].map((id) => ({
      id,
      parent: null as string | null,
      room: "r1",
      capacityW: 50_000,
      failoverCapacityW: 60_000,
    })),
    coolingZones: [{ id: "z", room: "r1", capacityW: 20_000 }],
    networkZones: [{ id: "n", room: "r1", ports: 30 }],
    freezes: [
      { scope: "row", id: "b", from: "2026-05-01", to: "2026-05-31", reason: "audit" },
      { scope: "datacenter", from: "2026-12-20", to: "2027-01-03" },
    ] as Record<string, string>[],
  },
  placed: [
    {
      request: "p1",
      row: "b",
      racks: { b1: 1 } as Record<string, number>,
      powerW: 1000,
      coolingW: 100,
      weightKg: 900,
      ports: 2,
      kind: "reserved",
      antiAffinity: { key: "db", scope: "row" },
    },
  ],
  history: [{ racks: 2, powerW: 3000, coolingW: 300, weightKg: 800, ports: 2 }],
  batchSize: 2,
  forbiddenRows: [] as string[],
  pinned: [{ request: "q1", row: "a", racks: { a1: 1, a2: 1 } as Record<string, number> }],
  requests: [
    {
      id: "q1",
      racks: 2,
      powerW: 3000,
      coolingW: 300,
      weightKg: 1300,
      ports: 4,
      reward: 200,
      requiredTags: ["eu"],
      allowedRows: ["a"],
      allowedRooms: ["r1"],
      forbiddenRows: ["b"],
      neededBy: "2026-05-17",
      spread: { key: "web", scope: "topDevice", maxRacksPerDomain: 3 },
      antiAffinity: { key: "db", scope: "row" },
      affinity: { key: "web", scope: "room" },
    },
    { id: "q2", racks: 1, powerW: 1000, coolingW: 100, reward: 200 },
  ] as Record<string, unknown>[],
};
type Example = typeof example;

const parse = (value: unknown) => parseInstance("x.json", new TextEncoder().encode(JSON.stringify(value)));
function lines(change: (copy: Example) => void): string[] {
  const copy = structuredClone(example);
  change(copy);
  const parsed = parse(copy);
  return parsed.ok ? [] : parsed.error.map(faultLine);
}

test("everything is read, and the plan goes by it", () => {
  const parsed = parse(example);
  if (!parsed.ok) throw new Error(parsed.error.map(faultLine).join("\n"));
  const { model, placed, requests, pinned } = parsed.value;
  expect(model.rooms[0]).toEqual({ id: "r1", weightLimitKg: 50_000 });
  expect(model.rows[0]).toEqual({
    id: "a",
    roomId: "r1",
    tags: ["eu"],
    ports: 40,
    networkZoneId: "n",
    faultDomain: "north",
  });
  expect(model.groups[1]).toMatchObject({ feeds: ["A"], singleFeed: true });
  expect(model.freezes).toEqual([
    { scope: "row", id: "b", from: "2026-05-01", to: "2026-05-31", reason: "audit" },
    { scope: "datacenter", id: "two", from: "2026-12-20", to: "2027-01-03", reason: "" },
  ]);
  expect(placed[0]).toMatchObject({ kind: "reserved", weightKg: 900, antiAffinity: { key: "db", scope: "row" } });
  expect(requests[0]).toMatchObject({ allowedRowIds: ["a"], allowedRoomIds: ["r1"], forbiddenRowIds: ["b"] });
  expect(pinned).toEqual([{ requestId: "q1", rowId: "a", racks: { a1: 1, a2: 1 } }]);
  const plan = planPlacement({ ...parsed.value, mode: "online", policy: "place-all" }, { seed: 1, steps: 4 });
  expect(plan.ok && plan.value.decisions).toMatchObject([
    { kind: "placed", rowId: "a", pinned: true },
    { kind: "placed" },
  ]);
});

test("in /1 the keys of /2 are ignored, as any other", () => {
  const copy = structuredClone(example) as Record<string, unknown> & Example;
  copy.format = "headroom.placement-instance/1";
  copy.datacenter.positionGroups = copy.datacenter.positionGroups.filter((g) => g.id === "b1");
  copy.datacenter.rows = copy.datacenter.rows.filter((row) => row.id === "b");
  const parsed = parse({ ...copy, pinned: 7, forbiddenRows: "no" });
  if (!parsed.ok) throw new Error(parsed.error.map(faultLine).join("\n"));
  expect(parsed.value.model).toEqual({
    id: "two",
    rooms: [{ id: "r1" }],
    rows: [{ id: "b", roomId: "r1" }],
    groups: [{ id: "b1", rowId: "b", positions: 4, feeds: ["A", "B"], coolingZoneId: "z" }],
    devices: expect.anything(),
    coolingZones: expect.anything(),
  });
  expect(parsed.value.requests[0]).toEqual({ id: "q1", racks: 2, powerW: 3000, coolingW: 300, reward: 200 });
  expect(parsed.value.placed[0]).toEqual({
    id: "p1",
    kind: "occupied",
    rowId: "b",
    racks: { b1: 1 },
    powerW: 1000,
    coolingW: 100,
  });
});

test("one format may be asked for", () => {
  const only = parseInstance("x.json", new TextEncoder().encode(JSON.stringify(example)), ["a/1"]);
  expect(only.ok ? "" : only.error.map(faultLine).join()).toContain('$.format: expected "a/1"');
});

describe("what is wrong, with its path", () => {
  const group = (c: Example, i: number) => c.datacenter.positionGroups[i]!;
  const request = (c: Example) => c.requests[0]!;
  const cases: [string, (c: Example) => void, string][] = [
    [
      "a format of tomorrow",
      (c) => {
        c.format = "headroom.placement-instance/3";
      },
      "$.format: expected",
    ],
    ["one feed that nobody meant", (c) => void delete group(c, 1).singleFeed, "$.datacenter.positionGroups[1].feeds"],
    ["a single feed of two", (c) => void group(c, 1).feeds.push("B"), "$.datacenter.positionGroups[1].feeds"],
    [
      "seven feeds",
      (c) => {
        group(c, 0).feeds = [..."ABCABCA"];
      },
      "[0].feeds: expected at most 6 feeds",
    ],
    [
      "negative weight",
      (c) => {
        request(c).weightKg = -1;
      },
      "$.requests[0].weightKg: expected a number from 0",
    ],
    [
      "half a port",
      (c) => {
        request(c).ports = 0.5;
      },
      "$.requests[0].ports: expected a whole number",
    ],
    [
      "a floor that carries no number",
      (c) => {
        group(c, 2).positionWeightLimitKg = -3;
      },
      "[2].positionWeightLimitKg",
    ],
    [
      "a day that never was",
      (c) => {
        request(c).neededBy = "2026-02-30";
      },
      "$.requests[0].neededBy: expected a day",
    ],
    [
      "an unknown row in a list",
      (c) => {
        request(c).allowedRows = ["a", "x"];
      },
      "$.requests[0].allowedRows[1]",
    ],
    [
      "an unknown room in a list",
      (c) => {
        request(c).allowedRooms = ["r1", "x"];
      },
      "$.requests[0].allowedRooms[1]",
    ],
    ["an unknown forbidden row", (c) => void c.forbiddenRows.push("x"), "$.forbiddenRows[0]"],
    [
      "a scope of its own",
      (c) => {
        request(c).affinity = { key: "k", scope: "city" };
      },
      "$.requests[0].affinity.scope",
    ],
    [
      "a key with two meanings",
      (c) => {
        request(c).antiAffinity = { key: "db", scope: "room" };
      },
      "$.requests[0].antiAffinity: expected what agrees with the rest, found key db says room, but row in placed[0]",
    ],
    [
      "an unknown network zone",
      (c) => {
        c.datacenter.rows[1]!.networkZone = "x";
      },
      "$.datacenter.rows[1].networkZone",
    ],
    [
      "a freeze of nothing",
      (c) => {
        c.datacenter.freezes[0]!.id = "x";
      },
      "$.datacenter.freezes[0].id",
    ],
    [
      "a freeze backwards",
      (c) => {
        c.datacenter.freezes[1]!.to = "2026-01-01";
      },
      "$.datacenter.freezes[1].to",
    ],
    [
      "a freeze of a planet",
      (c) => {
        c.datacenter.freezes[1]!.scope = "mars";
      },
      "$.datacenter.freezes[1].scope",
    ],
    [
      "a pin of nobody",
      (c) => {
        c.pinned[0]!.request = "x";
      },
      "$.pinned[0].request",
    ],
    [
      "a pin of too many",
      (c) => {
        c.pinned[0]!.racks.a1 = 3;
      },
      "$.pinned[0].racks",
    ],
    ["a pin into a forbidden row", (c) => void c.forbiddenRows.push("a"), "$.pinned[0].row: expected what agrees"],
    [
      "standing too heavily",
      (c) => {
        c.placed[0]!.weightKg = 1300;
      },
      "positionWeight: b1 has 1300 of 1200",
    ],
    [
      "standing of an unknown kind",
      (c) => {
        c.placed[0]!.kind = "ghost";
      },
      "$.placed[0].kind: expected occupied or",
    ],
    ["a row without groups", (c) => void c.datacenter.rows.push({ id: "c", room: "r1" }), "$.datacenter.rows[2]"],
    [
      "blocked below zero",
      (c) => {
        group(c, 0).blocked = -1;
      },
      "$.datacenter.positionGroups[0].blocked",
    ],
  ];
  test.each(cases)("%s", (_, change, expected) => {
    const found = lines(change);
    expect(found.join("\n")).toContain(expected);
    expect(found.length).toBe(1);
  });

  test("all of it at once, each on a line of its own", () => {
    const found = lines((c) => {
      request(c).powerW = -5;
      c.requests[1]!.racks = "two";
      c.requests.push({ ...c.requests[1]!, racks: 1 }, { ...c.requests[1]!, racks: 1 });
      group(c, 0).feeds[2] = "X";
      group(c, 2).coolingZone = "Y";
      c.datacenter.powerDevices[1]!.parent = "B";
      c.placed[0]!.racks = { a1: 1, none: 2 };
      c.batchSize = 0;
    });
    expect(found.map((line) => line.split(": ")[1]).sort()).toEqual([
      "$.batchSize",
      "$.datacenter.positionGroups[0].feeds",
      "$.datacenter.positionGroups[2].coolingZone",
      "$.datacenter.powerDevices[1].parent",
      '$.placed[0].racks["a1"]',
      '$.placed[0].racks["none"]',
      "$.requests[0].powerW",
      "$.requests[1].racks",
      "$.requests[2].id",
      "$.requests[3].id",
    ]);
  });
});
