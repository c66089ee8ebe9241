import fc from "fast-check";
import { expect, test } from "vitest";
import { numbersOf, rangesText } from "./words";

test("what is shown of numbers is read back as the same numbers", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }), (list) => {
      const numbers = list.sort((a, b) => a - b);
      expect(numbersOf(rangesText(numbers).replaceAll("\u00a0", ""), 60)).toEqual(numbers);
    }),
  );
  for (const text of ["", "0", "5-3", "61", "3 to 5", "a"]) expect(numbersOf(text, 60)).toBeNull();
});
