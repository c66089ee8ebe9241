import fc from "fast-check";
import { expect, test } from "vitest";
import { reservedRuns } from "./rackModelOf";

test("neighbouring units with the same owner and reason are one block", () => {
  const units = [5, 6, 8].map((unit) => ({ unit, owner: "Ines", reason: "spare" }));
  expect(reservedRuns(units).map((run) => [run.startU, run.heightU])).toEqual([
    [5, 2],
    [8, 1],
  ]);
});

test("no unit is lost or doubled", () => {
  const units = fc.uniqueArray(fc.integer({ min: 1, max: 48 }));
  const owner = fc.constantFrom("a", "b");
  fc.assert(
    fc.property(units, owner, (list, who) => {
      const runs = reservedRuns(list.map((unit) => ({ unit, owner: unit % 7 === 0 ? "c" : who, reason: "" })));
      const back = runs.flatMap((run) => Array.from({ length: run.heightU }, (_, at) => run.startU + at));
      expect(back).toEqual([...list].sort((a, b) => a - b));
    }),
  );
});
