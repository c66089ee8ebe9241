import { type LimitCheck, limitNames, type RelaxationDto } from "@headroom/contracts/explanation";
import { expect, test } from "vitest";
import { choiceWords, leftWords, limitName, relaxationWords, slackWords, usedWords, waysOut } from "./words";

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
  expect(way?.text).toContain("what 2 more limits lack");
});

const place = (row: string, terms: Record<string, number>) => ({
  ...{ row, room: "1", terms, score: Object.values(terms).reduce((sum, points) => sum + points, 0) },
});
const chosenOf = (here: Record<string, number>, there: Record<string, number>) => ({
  ...{ ...place("1-02", here), groups: {}, runnerUp: place("1-09", there), nextLimit: null },
});

test("why here names what spoke for it and what against, and by how little", () => {
  expect(choiceWords(chosenOf({ balance: 5.44, power: 4.92 }, { balance: 5.64, power: 4.82 }))).toBe(
    "Row 1-02 and not 1-09, by 0.10 points: loads the UPS pairs more evenly, although it takes a larger share of the power.",
  );
  expect(choiceWords(chosenOf({ space: 1, power: 2 }, { space: 1, power: 2 }))).toContain("as good");
});

test("one that is worse by itself does not pretend to be better", () => {
  const words = choiceWords(chosenOf({ power: 2 }, { power: 1.5 }));
  expect(words).toContain("although 1-09 alone would be 0.50 points better");
  expect(words).toContain("decided together");
});

test("a relief is never rounded to less than it takes", () => {
  const kilowatts = (text: string) => Number(/([\d.,]+)\s(?:kW|MW)/.exec(text)![1]!.replace(",", ""));
  for (const by of [38_334, 65_940.5, 140_001, 999_500])
    expect(kilowatts(relaxationWords(raise("CZ1", by))) * (by >= 999_000 ? 1e6 : 1e3)).toBeGreaterThanOrEqual(by);
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
    "Freeze of row 1-17, 20 Dec 2026 to 3 Jan 2027 (year end)",
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

test("a rule that is broken has no amount left, but a state", () => {
  const broken = (limit: LimitCheck["limit"]) => leftWords({ ...base, limit, unit: "requests" });
  expect(broken("antiAffinity")).toBe("another is there");
  expect(broken("affinity")).toBe("none of them is there");
  expect(broken("freeze")).toBe("closed that day");
  expect(broken("tags")).toBe("not there");
  expect(leftWords({ ...base, limit: "ports", unit: "ports" })).toBe("1 port left");
  const apart: LimitCheck = { ...base, limit: "affinity", subject: "1-17", left: 0, capacity: 1, unit: "requests" };
  expect([usedWords(apart), slackWords(apart)]).toEqual(["none of them is there", ""]);
  expect(usedWords({ ...apart, left: 1, margin: 0, ok: true })).toBe("kept");
});

const reliefs: readonly [change: Partial<RelaxationDto>, words: string][] = [
  [{ limit: "size", of: undefined, by: 4, unit: "racks" }, "4 racks fewer, row 1-17"],
  [{ limit: "size", by: 4, unit: "racks", row: null, subject: "3 rows" }, "4 racks fewer, split over 3 rows"],
  [{ limit: "space", of: "group", subject: "1A+1B", by: 3, unit: "positions" }, "3 more positions on 1A+1B, row 1-17"],
  [{ limit: "cooling", of: "coolingZone", subject: "CZ1", by: 5000 }, "5.0\u00a0kW more cooling in CZ1, row 1-17"],
  [{ limit: "power", of: "device", subject: "1A-2", by: 5000 }, "5.0\u00a0kW more power on 1A-2, row 1-17"],
  [
    { limit: "failover", of: "device", subject: "1A-2", failed: "1C", by: 5000 },
    "5.0\u00a0kW more failover capacity on 1A-2, for when 1C fails, row 1-17",
  ],
  [
    { limit: "positionWeight", of: "group", subject: "1A+1B", by: 200, unit: "kg" },
    "200 kg more carried by each position of 1A+1B, row 1-17",
  ],
  [
    { limit: "roomWeight", of: "room", subject: "1", by: 900, unit: "kg" },
    "900 kg more carried by the floor of room 1, row 1-17",
  ],
  [
    { limit: "ports", of: "networkZone", subject: "SW1", by: 8, unit: "ports" },
    "8 more ports in network zone SW1, row 1-17",
  ],
  [
    { limit: "tags", of: "row", subject: "nordic", by: 1, unit: "tags" },
    "the tag nordic, if true of the place, row 1-17",
  ],
  [
    { limit: "freeze", of: "datacenter", subject: "N1", by: 3, unit: "days" },
    "3 days later, after the freeze of N1, row 1-17",
  ],
  [
    { limit: "spread", of: "faultDomain", subject: "east", key: "index", by: 1, unit: "racks" },
    "1 more rack of key index allowed in fault domain east, row 1-17",
  ],
  [
    { limit: "antiAffinity", of: "room", subject: "1", key: "leader", by: 2, unit: "requests" },
    "2 requests of key leader moved out of room 1, row 1-17",
  ],
  [
    { limit: "affinity", of: "row", subject: "1-17", key: "chat", by: 1, unit: "requests" },
    "leave to stand apart from the others of key chat, row 1-17",
  ],
];

test.each(reliefs)("%o as a way out", (change, words) => {
  expect(relaxationWords({ ...raise("x", 1), ...change })).toBe(words);
});

test("every limit has a way out in words", () => {
  expect(new Set(reliefs.map(([change]) => change.limit))).toEqual(new Set([...limitNames, "size"]));
});

test("a row is said once, with its room", () => {
  const freeze: RelaxationDto = { ...raise("17", 3), limit: "freeze", of: "row", unit: "days", room: "2", row: "17" };
  expect(relaxationWords(freeze)).toBe("3 days later, after the freeze of row 2-17");
  expect(waysOut([freeze])[0]?.text).toBe("3 days later, after the freeze of row 2-17");
  expect(waysOut([{ ...raise("CZ1", 1000), room: "2", row: "17" }])[0]?.text).toBe(
    "1.0\u00a0kW more cooling in CZ1, row 2-17",
  );
});
