import fc from "fast-check";
import { expect, test } from "vitest";
import { racksFor } from "./racks-for";

const rack = { cores: 2560, memoryGib: 20_480, storageTb: 1228.8, gpus: 0 };

test.each([
  ["racks", 7, 7],
  ["cores", 2560, 1],
  ["cores", 2561, 2],
  ["memory_gib", 1, 1],
  ["storage_tb", 12_288, 10],
  ["storage_tb", 12_289, 11],
] as const)("%s: %d need %d racks", (unit, amount, racks) => {
  expect(racksFor(unit, amount, rack)).toBe(racks);
});

test("a rack without the thing brings none of it", () => {
  expect(racksFor("gpus", 8, rack)).toBeNull();
});

test("never too few, never one too many", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 5000 }), (amount, cores) => {
      const racks = racksFor("cores", amount, { ...rack, cores })!;
      expect(racks * cores).toBeGreaterThanOrEqual(amount);
      expect((racks - 1) * cores).toBeLessThan(amount);
    }),
  );
});
