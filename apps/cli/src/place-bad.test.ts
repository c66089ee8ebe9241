import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { main } from "./main";

const folder = mkdtempSync(join(tmpdir(), "headroom-bad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());

/** One room, two rows, three feeds; every case breaks it in its own way. */
const good = {
  format: "headroom.placement-instance/1",
  name: "bad",
  datacenter: {
    rooms: [{ id: "r" }],
    rows: [
      { id: "r1", room: "r" },
      { id: "r2", room: "r" },
    ],
    positionGroups: [
      { id: "r1a", row: "r1", positions: 4, feeds: ["A", "B"], coolingZone: "z" },
      { id: "r2a", row: "r2", positions: 4, feeds: ["A", "C"], coolingZone: "z" },
    ],
    powerDevices: ["A", "B", "C"].map((id) => ({
      id,
      parent: null as string | null,
      room: "r",
      capacityW: 30_000,
      failoverCapacityW: 40_000,
    })),
    coolingZones: [{ id: "z", room: "r", capacityW: 12_000 }],
  },
  placed: [] as Record<string, unknown>[],
  history: [] as Record<string, unknown>[],
  batchSize: 2,
  requests: [
    { id: "q1", racks: 2, powerW: 3000, coolingW: 500, reward: 200 },
    { id: "q2", racks: 1, powerW: 3000, coolingW: 500, reward: 200 },
  ],
};
type Instance = typeof good;
const standing = { request: "p", row: "r1", racks: { r1a: 2 }, powerW: 1000, coolingW: 100 };

/** Runs `headroom place` in this process; its lines on stderr and its exit code. */
async function place(name: string, text: string): Promise<{ code: number; lines: string[]; out: string }> {
  const path = join(folder, `${name}.json`);
  const out = join(folder, `${name}.out`);
  writeFileSync(path, text);
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((chunk) => said.push(String(chunk)) > 0);
  const code = await main(["place", path, "--mode", "online", "--out", out]);
  return { code, out, lines: said.join("").trimEnd().replaceAll(path, "FILE").split("\n") };
}

const cases: [string, (c: Instance) => void, string[]][] = [
  [
    "racks that stand over limits, each of them",
    (c) => void c.placed.push({ ...standing, racks: { r1a: 5 }, powerW: 20_000, coolingW: 3000 }),
    ["positions: r1a has 5 of 4", "cooling: z has 15000 of 12000", "power: A has 50000 of 30000", "failover: A when B"],
  ],
  ["a row without groups", (c) => void c.datacenter.rows.push({ id: "r3", room: "r" }), ["$.datacenter.rows[2]: "]],
  [
    "unknown feeds, both of them",
    (c) => {
      c.datacenter.positionGroups[0]!.feeds = ["X", "Y"];
    },
    ["positionGroups[0].feeds: expected an id that exists, found group r1a: feeds names X", "names Y"],
  ],
  [
    "negative numbers wherever they are",
    (c) => {
      c.requests[0]!.powerW = -1;
      c.datacenter.powerDevices[0]!.capacityW = -1;
      c.datacenter.coolingZones[0]!.capacityW = -1;
      c.datacenter.positionGroups[1]!.positions = -1;
      c.history.push({ racks: -1, powerW: 1, coolingW: -1 });
      c.placed.push({ ...standing, racks: { r1a: -2 } });
    },
    [
      "$.requests[0].powerW",
      "$.datacenter.powerDevices[0].capacityW",
      "$.datacenter.coolingZones[0].capacityW",
      "$.datacenter.positionGroups[1].positions",
      "$.history[0].racks",
      "$.history[0].coolingW",
      '$.placed[0].racks["r1a"]',
    ],
  ],
  [
    "a thousand million racks, asked for and standing",
    (c) => {
      c.requests[1]!.racks = 1e9;
      c.placed.push({ ...standing, racks: { r1a: 1e9 } });
    },
    ["$.requests[1].racks", '$.placed[0].racks["r1a"]'],
  ],
  [
    "ids that appear again",
    (c) => {
      c.datacenter.rooms.push({ id: "r" });
      c.datacenter.rows.push({ id: "r1", room: "r" });
      c.datacenter.positionGroups.push({ ...c.datacenter.positionGroups[0]! });
      c.datacenter.powerDevices.push({ ...c.datacenter.powerDevices[0]! }, { ...c.datacenter.powerDevices[0]! });
      c.datacenter.coolingZones.push({ ...c.datacenter.coolingZones[0]! });
      c.requests.push({ ...c.requests[0]! });
      c.placed.push({ ...standing, request: "q2" });
    },
    [
      "$.datacenter.rooms[1].id",
      "$.datacenter.rows[2].id",
      "$.datacenter.positionGroups[2].id",
      "$.datacenter.powerDevices[3].id",
      "$.datacenter.powerDevices[4].id",
      "$.datacenter.coolingZones[1].id",
      "$.requests[1].id",
      "$.requests[2].id",
    ],
  ],
  [
    "things in other rooms",
    (c) => {
      c.datacenter.rooms.push({ id: "s" });
      c.datacenter.rows.push({ id: "s1", room: "s" });
      c.datacenter.positionGroups.push({ ...c.datacenter.positionGroups[0]!, id: "s1a", row: "s1" });
    },
    [
      "positionGroups[2].coolingZone: expected something in the same room",
      "feed A is in another room",
      "feed B is in another room",
    ],
  ],
  [
    "a tree that bites its tail",
    (c) => {
      c.datacenter.powerDevices[0]!.parent = "B";
      c.datacenter.powerDevices[1]!.parent = "A";
    },
    ["$.datacenter.powerDevices[0].parent", "$.datacenter.powerDevices[1].parent"],
  ],
  [
    "racks that stand in the wrong places",
    (c) =>
      void c.placed.push(
        { ...standing, row: "no", racks: { r1a: 1, none: 1 } },
        { ...standing, row: "r2", request: "p2" },
      ),
    ["$.placed[0].row", '$.placed[0].racks["none"]', '$.placed[1].racks["r1a"]: expected a group of row "r2"'],
  ],
];

describe("headroom place: bad files exit 2 with every fault and its path, and write nothing", () => {
  test.each(cases)("%s", async (name, change, expected) => {
    const copy = structuredClone(good);
    change(copy);
    const { code, lines, out } = await place(name.replace(/\W/g, "-"), JSON.stringify(copy));
    for (const text of expected) expect(lines.join("\n")).toContain(text);
    for (const line of lines) expect(line).toMatch(/^FILE: \$/);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.length).toBeGreaterThanOrEqual(expected.length);
    expect(code).toBe(2);
    expect(existsSync(out)).toBe(false);
  });

  test("a hundred faults are a hundred lines", async () => {
    const requests = Array.from({ length: 100 }, (_, i) => ({ ...good.requests[0]!, id: `q${i}`, powerW: "much" }));
    const { code, lines } = await place("hundred", JSON.stringify({ ...good, requests }));
    expect([code, lines.length]).toEqual([2, 100]);
    expect(lines[99]).toBe('FILE: $.requests[99].powerW: expected a number from 0 to 1000000000000, found "much"');
  });

  test.each([
    ["half a file", JSON.stringify(good).slice(0, 300), "FILE: line 1, column"],
    ["no JSON", "hello", "FILE: line 1, column 1: expected a JSON value"],
    ["an empty file", "", "expected JSON, found an empty file"],
  ])("%s", async (name, text, expected) => {
    const { code, lines } = await place(name.replace(/\W/g, "-"), text);
    expect(lines.join("\n")).toContain(expected);
    expect(code).toBe(2);
  });
});
