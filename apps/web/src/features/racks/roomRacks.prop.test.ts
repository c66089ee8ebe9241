import fc from "fast-check";
import { expect, test } from "vitest";
import { passes, type RackFilter, type RoomMoment, rackColours, roomRacks, thumbRows } from "./roomRacks";

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
  from: fc.constant("2020-01-01"),
  to: fc.constant(null),
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
const now: RoomMoment = { on: "2026-11-28", plan: null, heights: new Map([["C5", 48]]) };
const place = { datacenter: "STO-1", room: { code: "1", name: "Room 1" } };

test("every rack that the filter asks for is drawn bright, once, and no other is", () => {
  fc.assert(
    fc.property(racks, filter, fc.constantFrom(...rackColours), (list, asked, colour) => {
      const all = roomRacks({ ...place, racks: list, states }, today, now);
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
    {
      ...{ ...place, states },
      racks: [{ ...wire, installedOn: "2023-11-28", from: "2023-11-28", to: null, d: [3, 1, 0, 3, 8, 4, 2, 0] }],
    },
    today,
    now,
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

const stands = (code: string, n: number, from: string, to: string | null) => ({
  ...{ code, row: "1-01", n, h: 42, type: "C5", state: "in_service" as const, powerW: 100, deratedW: 50 },
  ...{ installedOn: null, from, to, d: [] },
});

test("a day ahead tells what comes and leaves by then, and has a rack that moves once", () => {
  const dated = [
    stands("GOES", 1, "2024-01-01", "2027-01-10"),
    stands("COMES", 2, "2027-01-20", null),
    stands("MOVES", 3, "2024-01-01", "2027-01-15"),
    stands("MOVES", 4, "2027-01-15", null),
  ];
  const at = (on: string) =>
    roomRacks({ ...place, racks: dated, states }, today, { ...now, on }).map(({ code, n, comes, leaves }) => [
      ...[code, n, comes, leaves],
    ]);
  expect(at("2026-11-28")).toEqual([
    ["GOES", 1, null, null],
    ["COMES", 2, "from 2027-01-20", null],
    ["MOVES", 3, null, null],
  ]);
  expect(at("2027-02-26")).toEqual([
    ["GOES", 1, null, "leaves on 2027-01-10"],
    ["COMES", 2, null, null],
    ["MOVES", 4, null, null],
  ]);
});

test("a plan's racks stand dashed beside the others, in the order of the row", () => {
  const add = {
    ...{ datacenter: "STO-1", room: "1", row: "1-01", number: 2, rackType: "C5", powerW: 9000 },
    startsOn: "2027-01-10",
  };
  const plan = {
    id: 12,
    changes: {
      adds: [
        { ...add, rack: null },
        { ...add, room: "2", rack: null },
      ],
      moves: new Map([["R-3", "2-07, 01"]]),
      retires: new Set(["STO-1 1 1-01 1"]),
    },
  };
  const racks = [stands("R-1", 1, "2024-01-01", null), stands("R-3", 3, "2024-01-01", null)];
  const shown = roomRacks({ ...place, racks, states }, today, { ...now, plan });
  expect(shown.map(({ n, comes, leaves }) => [n, comes, leaves])).toEqual([
    [1, null, "retires"],
    [2, "with PL-12, from 2027-01-10", null],
    [3, null, "moves to 2-07, 01"],
  ]);
  expect(shown[1]?.heightU).toBe(48);
  // a row in which nothing stands yet has its place among the others
  const rows = [
    { ...stands("R-5", 1, "2024-01-01", null), row: "1-03" },
    { ...stands("R-9", 1, "2024-01-01", null), row: "1-10" },
  ];
  const later = roomRacks({ ...place, racks: rows, states }, today, {
    ...now,
    plan: { id: 12, changes: { ...plan.changes, adds: [{ ...add, row: "1-04", rack: null }] } },
  });
  expect(later.map(({ row }) => row)).toEqual(["1-03", "1-04", "1-10"]);
  const drawn = thumbRows(shown, "1", "fill", { q: "", state: "", type: "" })[0]?.racks;
  expect(drawn?.map(({ planned, leaving }) => [planned, leaving])).toEqual([
    [false, true],
    [true, false],
    [false, true],
  ]);
});
