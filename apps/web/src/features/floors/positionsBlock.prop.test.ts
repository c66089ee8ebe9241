import fc from "fast-check";
import { expect, test } from "vitest";
import { numbersOf } from "../reservations/words";
import { runsOf } from "./PositionsBlock";

test("the form reads back the positions that are filled in", () => {
  const some = fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(some, (numbers) => {
      expect(numbersOf(runsOf(numbers), 10_000)).toEqual(numbers);
    }),
  );
});
