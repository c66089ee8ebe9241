import { type LimitCheck, limitNames, type RelaxationDto } from "@headroom/contracts/explanation";
import { expect, test } from "vitest";
import { limitName, relaxationWords, waysOut } from "./words";

const raise = (subject: string, by: number): RelaxationDto => ({
  limit: "cooling",
  subject,
  failed: null,
  by,
  unit: "W",
  row: "1-17",
  verified: true,
});
const fewer: RelaxationDto = {
  limit: "size",
  subject: "1-03",
  failed: null,
  by: 4,
  unit: "racks",
  row: "1-03",
  verified: true,
};

test("limits of one row are one way out, raised together", () => {
  const ways = waysOut([raise("CZ1", 5000), raise("CZ2", 1000), fewer]);
  expect(ways).toHaveLength(2);
  expect(ways[0]?.gain).toBe("all of them together");
  expect(ways[0]?.text).toContain("CZ1");
  expect(ways[0]?.text).toContain("CZ2");
  expect(ways[1]?.gain).toBeUndefined();
});

test("one limit alone needs no company", () => {
  expect(waysOut([raise("CZ1", 5000)])).toEqual([expect.not.objectContaining({ gain: expect.anything() })]);
});

test("many limits are counted, not read out", () => {
  const [way] = waysOut(["CZ1", "CZ2", "CZ3", "CZ4"].map((zone) => raise(zone, 1000)));
  expect(way?.text).toContain("CZ2");
  expect(way?.text).not.toContain("CZ3");
  expect(way?.text).toContain("2 more limits by what they lack");
});

const base = { asked: 2, left: 1, margin: -1, ok: false, failed: null } as const;
const named: readonly [check: LimitCheck, words: string][] = [
  [{ ...base, limit: "space", subject: "1-17", of: "row", unit: "positions" }, "Positions, 1-17"],
  [{ ...base, limit: "cooling", subject: "CZ1", of: "coolingZone", unit: "W" }, "Cooling, CZ1"],
  [{ ...base, limit: "power", subject: "1A-2", of: "device", unit: "W" }, "Power, 1A-2"],
  [
    { ...base, limit: "failover", subject: "1A-2", of: "device", failed: "1C", unit: "W" },
    "Failover, 1A-2 if 1C fails",
  ],
  [{ ...base, limit: "positionWeight", subject: "1A+1B", of: "group", unit: "kg" }, "Weight of a rack, 1A+1B"],
  [{ ...base, limit: "roomWeight", subject: "1", of: "room", unit: "kg" }, "Weight in the room, 1"],
  [{ ...base, limit: "ports", subject: "SW1", of: "networkZone", unit: "ports" }, "Network ports, network zone SW1"],
  [{ ...base, limit: "tags", subject: "pci", of: "row", unit: "tags" }, "Tags, pci"],
  [
    {
      ...{ ...base, limit: "freeze", subject: "1-17", of: "row", unit: "days" },
      frozen: { from: "2026-12-20", to: "2027-01-03", reason: "year end" },
    },
    "Freeze, row 1-17, 20 Dec 2026 to 3 Jan 2027: year end",
  ],
  [
    { ...base, limit: "spread", subject: "east", of: "faultDomain", key: "index", unit: "racks" },
    "Spread, fault domain east, key index",
  ],
  [
    { ...base, limit: "antiAffinity", subject: "1", of: "room", key: "leader", unit: "requests" },
    "Apart from others, room 1, key leader",
  ],
  [
    { ...base, limit: "affinity", subject: "1-17", of: "row", key: "chat", elsewhere: ["1-04"], unit: "requests" },
    "Together with others, row 1-17, key chat, whose others are in 1-04",
  ],
];

test.each(named)("%o in words", (check, words) => {
  expect(limitName(check)).toBe(words);
});

test("every limit has words", () => {
  expect(new Set(named.map(([check]) => check.limit))).toEqual(new Set(limitNames));
});

test.each<[change: Partial<RelaxationDto>, words: string]>([
  [
    { limit: "spread", of: "faultDomain", subject: "east", key: "index", by: 1, unit: "racks" },
    "1 rack more of key index allowed in fault domain east, row 1-17",
  ],
  [
    { limit: "antiAffinity", of: "room", subject: "1", key: "leader", by: 2, unit: "requests" },
    "2 requests of key leader moved out of room 1, row 1-17",
  ],
  [
    { limit: "affinity", of: "row", subject: "1-17", key: "chat", by: 1, unit: "requests" },
    "letting it stand apart from the others of key chat, row 1-17",
  ],
  [
    { limit: "freeze", of: "datacenter", subject: "N1", by: 3, unit: "days" },
    "3 days later, when N1 is open again, row 1-17",
  ],
  [
    { limit: "ports", of: "networkZone", subject: "SW1", by: 8, unit: "ports" },
    "8 ports more on network zone SW1, row 1-17",
  ],
  [{ limit: "tags", of: "row", subject: "1-17", by: 1, unit: "tags" }, "1 tag more on row 1-17, row 1-17"],
  [
    { limit: "positionWeight", of: "group", subject: "1A+1B", by: 200, unit: "kg" },
    "200 kg more carried by each position of 1A+1B, row 1-17",
  ],
])("%o as a way out", (change, words) => {
  expect(relaxationWords({ ...raise("x", 1), ...change })).toBe(words);
});
