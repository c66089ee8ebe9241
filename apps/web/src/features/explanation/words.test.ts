import type { RelaxationDto } from "@headroom/contracts/explanation";
import { expect, test } from "vitest";
import { waysOut } from "./words";

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
