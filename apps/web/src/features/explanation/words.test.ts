import type { RelaxationDto } from "@headroom/contracts/explanation";
import { expect, test } from "vitest";
import { choiceWords, relaxationWords, waysOut } from "./words";

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

test("each limit's relief is said in its own words and unit", () => {
  const words = (limit: RelaxationDto["limit"], unit: RelaxationDto["unit"], by: number, subject: string) =>
    relaxationWords({ ...raise(subject, by), limit, unit, row: null });
  expect(words("space", "positions", 3, "1A+1B")).toBe("3 more positions on 1A+1B");
  expect(words("freeze", "days", 21, "SIN-2")).toBe("21 days later, after the freeze of SIN-2");
  expect(words("tags", "tags", 1, "nordic")).toBe("the tag nordic, if true of the place");
  expect(words("roomWeight", "kg", 900, "1")).toBe("900 kg more on the floor of 1");
  expect(relaxationWords({ ...fewer, row: null, subject: "3 rows" })).toBe("4 racks fewer, split over 3 rows");
});
