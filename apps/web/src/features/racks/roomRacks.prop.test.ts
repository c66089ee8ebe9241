import fc from "fast-check";
import { expect, test } from "vitest";
import { passes, type RackFilter, rackColours, roomRacks, thumbRows } from "./roomRacks";

const states = ["planned", "in_service", "draining", "offline"];
const elevation = fc.record({
  code: fc.string({ minLength: 1, maxLength: 6 }),
  row: fc.constantFrom("1-01", "1-02", "1-03"),
  n: fc.integer({ min: 1, max: 40 }),
  h: fc.constant(12),
  type: fc.constantFrom("C5", "M3"),
  state: fc.constantFrom("racked" as const, "in_service" as const),
  powerW: fc.nat(9000),
  deratedW: fc.nat(9000),
  installedOn: fc.constantFrom(null, "2020-01-01"),
  d: fc
    .array(fc.tuple(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 4 }), fc.nat(2), fc.nat(3)), {
      maxLength: 8,
    })
    .map((list) => list.flat()),
});
const racks = fc
  .array(elevation, { maxLength: 40 })
  .map((list) => list.map((one, at) => ({ ...one, code: `${one.code}${at}` })));
const filter: fc.Arbitrary<RackFilter> = fc.record({
  q: fc.constantFrom("", "1", "zz"),
  state: fc.constantFrom("", "racked", "dark"),
  type: fc.constantFrom("", "M3"),
});
const today = Date.parse("2026-11-28");

test("every rack that the filter asks for is drawn bright, once, and no other is", () => {
  fc.assert(
    fc.property(racks, filter, fc.constantFrom(...rackColours), (list, asked, colour) => {
      const all = roomRacks({ racks: list, states }, today);
      const drawn = thumbRows(all, "1", colour, asked).flatMap((row) => row.racks);
      expect(new Set(drawn.map((one) => one.code)).size).toBe(drawn.length);
      const bright = drawn.filter((one) => !one.faded).map((one) => one.code);
      expect(bright.sort()).toEqual(
        all
          .filter((one) => passes(one, asked))
          .map((one) => one.code)
          .sort(),
      );
    }),
  );
});

test("halves, faces and tones come back from the numbers", () => {
  const wire = {
    code: "R",
    row: "1-01",
    n: 3,
    h: 10,
    type: "C5",
    state: "in_service" as const,
    powerW: 100,
    deratedW: 50,
  };
  const [rack] = roomRacks(
    { racks: [{ ...wire, installedOn: "2023-11-28", d: [3, 1, 0, 3, 8, 4, 2, 0] }], states },
    today,
  );
  expect(rack?.devices).toEqual([
    { startU: 1.5, heightU: 0.5, face: "front", tone: "dark" },
    { startU: 4, heightU: 2, face: "both", tone: "planned" },
  ]);
  expect([rack?.usedU, rack?.dark, Math.round(rack?.ageYears ?? 0)]).toEqual([2.25, 1, 3]);
  expect(thumbRows(rack ? [rack] : [], "1", "power", { q: "", state: "", type: "" })).toMatchObject([
    { label: "01", racks: [{ heat: 5, short: "03" }] },
  ]);
});
