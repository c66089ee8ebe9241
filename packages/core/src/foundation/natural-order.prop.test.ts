import fc from "fast-check";
import { expect, it } from "vitest";
import { naturalOrder } from "./natural-order";

const name = fc.oneof(fc.string(), fc.stringMatching(/^[Rr][0-9]{0,4}([a-c][0-9]{0,3})?$/));

it("puts numbers in the order of their values", () => {
  expect(["R10", "R9", "R1", "A2", "R9b", "R09"].toSorted(naturalOrder)).toEqual([
    "A2",
    "R1",
    "R09",
    "R9",
    "R9b",
    "R10",
  ]);
});

it("is an order: reflexive, antisymmetric and transitive", () => {
  fc.assert(
    fc.property(name, name, name, (a, b, c) => {
      expect(naturalOrder(a, b) === 0).toBe(a === b);
      expect(Math.sign(naturalOrder(a, b))).toBe(-Math.sign(naturalOrder(b, a)) || 0);
      if (naturalOrder(a, b) <= 0 && naturalOrder(b, c) <= 0) expect(naturalOrder(a, c)).toBeLessThanOrEqual(0);
    }),
    { numRuns: 500 },
  );
});
