import fc from "fast-check";
import { expect, test } from "vitest";
import { choosePositions } from "./positions";

const at = (...numbers: number[]) => numbers.map((number) => ({ id: 100 + number, number }));

test("neighbours before lower numbers that are apart", () => {
  expect(choosePositions(at(9, 1, 3, 4, 8, 7), 3)).toEqual(at(7, 8, 9));
  expect(choosePositions(at(1, 3, 4, 6), 2)).toEqual(at(3, 4));
  expect(choosePositions(at(1, 3, 5), 2)).toEqual(at(1, 3));
  expect(choosePositions(at(1, 2), 3)).toBeNull();
});

test("as many as asked, each once, all of them free, and together wherever that is possible", () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { minLength: 1 });
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 12 }), (free, count) => {
      const chosen = choosePositions(at(...free), count);
      expect(chosen === null).toBe(free.length < count);
      if (chosen === null) return;
      const taken = chosen.map((p) => p.number);
      expect(new Set(taken).size).toBe(count);
      expect(taken.every((n) => free.includes(n))).toBe(true);
      const runs = free.filter((n) => Array.from({ length: count }, (_, k) => n + k).every((m) => free.includes(m)));
      if (runs.length > 0) expect(taken).toEqual(Array.from({ length: count }, (_, k) => Math.min(...runs) + k));
    }),
  );
});
