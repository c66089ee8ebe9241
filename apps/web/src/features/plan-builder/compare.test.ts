import type { ColumnDecision } from "@headroom/contracts/scenario";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compare, countKinds } from "./compare";

const placeArb = fc.record({
  datacenter: fc.constantFrom("N1", "N2"),
  room: fc.constant("1"),
  row: fc.constant("R1"),
  rowId: fc.integer({ min: 1, max: 3 }),
  racks: fc.integer({ min: 1, max: 3 }),
});
const columnArb = fc.uniqueArray(
  fc
    .record({ requestId: fc.integer({ min: 1, max: 6 }), places: fc.array(placeArb, { maxLength: 2 }) })
    .map(({ requestId, places }): ColumnDecision => {
      const racksPlaced = places.reduce((sum, place) => sum + place.racks, 0);
      return {
        requestId,
        outcome: racksPlaced > 0 ? "placed" : "rejected",
        racks: Math.max(1, racksPlaced),
        racksPlaced,
        places,
        certificate: null,
      };
    }),
  { selector: (decision) => decision.requestId, maxLength: 5 },
);

const opposite = { add: "retire", retire: "add", move: "move", same: "same" } as const;

test("a column against itself is the same, and the other way round is the opposite", () => {
  fc.assert(
    fc.property(columnArb, columnArb, (a, b) => {
      expect(compare(a, a).every((row) => row.kind === "same")).toBe(true);
      const there = new Map(compare(a, b).map((row) => [row.requestId, row.kind]));
      const back = new Map(compare(b, a).map((row) => [row.requestId, row.kind]));
      expect([...there.keys()].sort()).toEqual([...back.keys()].sort());
      for (const [id, kind] of there) expect(back.get(id)).toBe(opposite[kind]);
    }),
  );
});

test("the order in which a request's rows are listed is nothing, and what is placed nowhere in both is the same", () => {
  const place = { datacenter: "N1", room: "1", row: "R1", rowId: 1, racks: 2 };
  const other = { ...place, rowId: 2 };
  const of = (requestId: number, ...places: (typeof place)[]): ColumnDecision => ({
    requestId,
    outcome: places.length > 0 ? "placed" : "rejected",
    racks: 4,
    racksPlaced: places.length * 2,
    places,
    certificate: null,
  });
  const rows = compare(
    [of(1, place, other), of(2), of(3, place), of(4), of(5, place)],
    [of(1, other, place), of(2), of(3, other), of(4, place), of(5)],
  );
  expect(rows.map((row) => row.kind)).toEqual(["same", "same", "move", "add", "retire"]);
  expect(countKinds(rows)).toEqual({ add: 1, move: 1, retire: 1, same: 2 });
});
