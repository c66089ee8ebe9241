import fc from "fast-check";
import { expect, test } from "vitest";
import { positionRanges } from "./diffRows";

test("neighbours become a range", () => {
  expect(positionRanges([9, 3, 4, 5])).toBe("3 – 5, 9");
});

test("every position is named once", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (numbers) => {
      const named = positionRanges(numbers)
        .split(", ")
        .flatMap((part) => {
          const [from = 0, to = from] = part.split(" – ").map(Number);
          return Array.from({ length: to - from + 1 }, (_, at) => from + at);
        });
      expect(named).toEqual([...numbers].sort((a, b) => a - b));
    }),
  );
});
