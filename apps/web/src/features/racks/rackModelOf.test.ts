import fc from "fast-check";
import { expect, test } from "vitest";
import { reservedBlocks } from "./rackModelOf";

test("neighbouring units with the same owner and reason are one block", () => {
  const units = [5, 6, 8].map((unit) => ({ unit, owner: "Ines", reason: "spare", face: "both" as const, until: null }));
  expect(reservedBlocks(units, []).map((block) => [block.startU, block.heightU, block.face])).toEqual([
    [5, 2, "both"],
    [8, 1, "both"],
  ]);
});

test("a device takes its face, and a half-unit device the whole unit, out of a reservation", () => {
  const units = [5, 6, 7].map((unit) => ({ unit, owner: "Ines", reason: "spare", face: "both" as const, until: null }));
  const devices = [
    { startU: 5, heightU: 1, face: "front" as const },
    { startU: 7.5, heightU: 0.5, face: "both" as const },
  ];
  expect(reservedBlocks(units, devices).map((block) => [block.startU, block.heightU, block.face])).toEqual([
    [5, 1, "rear"],
    [6, 1, "both"],
  ]);
});

test("a reservation of one face leaves the other one free", () => {
  const units = [5, 6].flatMap((unit) => [
    { unit, owner: "Ines", reason: "spare", face: "front" as const, until: "2027-01-01" },
    { unit, owner: "Ben", reason: "cables", face: "rear" as const, until: null },
  ]);
  expect(reservedBlocks(units, []).map((block) => [block.startU, block.heightU, block.face, block.until])).toEqual([
    [5, 2, "rear", null],
    [5, 2, "front", "2027-01-01"],
  ]);
});

test("in an empty rack no unit is lost or doubled", () => {
  const units = fc.uniqueArray(fc.integer({ min: 1, max: 48 }));
  const owner = fc.constantFrom("a", "b");
  fc.assert(
    fc.property(units, owner, (list, who) => {
      const blocks = reservedBlocks(
        list.map((unit) => ({
          unit,
          owner: unit % 7 === 0 ? "c" : who,
          reason: "",
          face: "both" as const,
          until: null,
        })),
        [],
      );
      const back = blocks.flatMap((block) => Array.from({ length: block.heightU }, (_, at) => block.startU + at));
      expect(back.sort((a, b) => a - b)).toEqual([...list].sort((a, b) => a - b));
    }),
  );
});
