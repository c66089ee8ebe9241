import fc from "fast-check";
import { expect, test } from "vitest";
import { reservedBlocks } from "./rackModelOf";

test("neighbouring units with the same owner and reason are one block", () => {
  const units = [5, 6, 8].map((unit) => ({ unit, owner: "Ines", reason: "spare" }));
  expect(reservedBlocks(units, []).map((block) => [block.startU, block.heightU, block.face])).toEqual([
    [5, 2, "both"],
    [8, 1, "both"],
  ]);
});

test("a device takes its face, and a half-unit device the whole unit, out of a reservation", () => {
  const units = [5, 6, 7].map((unit) => ({ unit, owner: "Ines", reason: "spare" }));
  const devices = [
    { startU: 5, heightU: 1, face: "front" as const },
    { startU: 7.5, heightU: 0.5, face: "both" as const },
  ];
  expect(reservedBlocks(units, devices).map((block) => [block.startU, block.heightU, block.face])).toEqual([
    [5, 1, "rear"],
    [6, 1, "both"],
  ]);
});

test("in an empty rack no unit is lost or doubled", () => {
  const units = fc.uniqueArray(fc.integer({ min: 1, max: 48 }));
  const owner = fc.constantFrom("a", "b");
  fc.assert(
    fc.property(units, owner, (list, who) => {
      const blocks = reservedBlocks(
        list.map((unit) => ({ unit, owner: unit % 7 === 0 ? "c" : who, reason: "" })),
        [],
      );
      const back = blocks.flatMap((block) => Array.from({ length: block.heightU }, (_, at) => block.startU + at));
      expect(back).toEqual([...list].sort((a, b) => a - b));
    }),
  );
});
