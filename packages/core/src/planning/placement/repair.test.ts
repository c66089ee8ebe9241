import { expect, test } from "vitest";
import { compileDatacenter } from "../../topology/compiled";
import type { DatacenterModel, PlacedRacks } from "../../topology/datacenter";
import { repairPlan } from "./repair";

const device = (id: string) => ({ id, parentId: null, roomId: "r", capacityW: 20_000, failoverCapacityW: 40_000 });
const model: DatacenterModel = {
  id: "dc",
  rooms: [{ id: "r" }],
  rows: ["one", "two"].map((id) => ({
    id,
    roomId: "r",
    ...(id === "one" ? { tags: ["eu"] } : { tags: ["eu", "pci"] }),
  })),
  groups: [
    { id: "g1", rowId: "one", positions: 10, feeds: ["A", "B"], coolingZoneId: "z1", positionWeightLimitKg: 1000 },
    { id: "g2", rowId: "two", positions: 10, feeds: ["C", "D"], coolingZoneId: "z2" },
  ],
  devices: ["A", "B", "C", "D"].map(device),
  coolingZones: ["z1", "z2"].map((id) => ({ id, roomId: "r", capacityW: 1000 })),
};
const lot = (id: string, rowId: string, racks: number, more: Partial<PlacedRacks> = {}): PlacedRacks => ({
  id,
  kind: "occupied",
  rowId,
  racks: { [rowId === "one" ? "g1" : "g2"]: racks },
  powerW: 1000,
  coolingW: 100,
  ...more,
});
const repair = (placed: readonly PlacedRacks[], change: Partial<DatacenterModel> = {}) => {
  const dc = compileDatacenter({ ...model, ...change });
  if (!dc.ok) throw new Error(JSON.stringify(dc.error));
  return repairPlan(dc.value, placed);
};

test("nothing broken, nothing moved", () => {
  expect(repair([lot("a", "one", 5)])).toEqual({ broken: [], moves: [], remaining: [] });
});

test("the smallest move that mends it: two racks of the lot that draws most", () => {
  const placed = [lot("many", "one", 6, { coolingW: 100 }), lot("few", "one", 2, { coolingW: 300 })];
  const { broken, moves, remaining } = repair(placed);
  expect(broken).toMatchObject([
    { limit: "cooling", subjectKind: "coolingZone", subjectId: "z1", load: 1200, over: 200 },
  ]);
  expect(moves).toMatchObject([{ lotId: "few", racks: 1, fromRowId: "one", toRowId: "two", to: { g2: 1 } }]);
  expect(remaining).toEqual([]);
});

test("racks keep what their row had: none goes to a row that lacks a tag", () => {
  const placed = [lot("a", "two", 11)];
  const { broken, moves, remaining } = repair(placed);
  expect(broken.map((b) => b.limit).sort()).toEqual(["cooling", "positions"]);
  expect([moves, remaining.length]).toEqual([[], 2]);
});

test("what a person reserved stays", () => {
  expect(repair([lot("a", "one", 11, { kind: "reserved", coolingW: 0 })]).moves).toEqual([]);
});

test("too heavy for its position, and too many of a key in one place", () => {
  const heavy = repair([lot("a", "one", 2, { weightKg: 1500 })]);
  expect(heavy.broken).toMatchObject([
    { limit: "positionWeight", subjectId: "g1", load: 1500, capacity: 1000, over: 500 },
  ]);
  expect(heavy.moves).toMatchObject([{ racks: 2, toRowId: "two" }]);
  const spread = { spread: { key: "k", scope: "row", maxRacksPerDomain: 3 } } as const;
  const many = repair([lot("a", "one", 5, spread)]);
  expect(many.broken).toMatchObject([{ limit: "spread", subjectKind: "row", subjectId: "one", key: "k", over: 2 }]);
  expect(many.moves).toMatchObject([{ racks: 2, toRowId: "two" }]);
  expect(many.remaining).toEqual([]);
});

test("requests that must be apart or together", () => {
  const apart = { antiAffinity: { key: "k", scope: "row" } } as const;
  const two = repair([lot("a", "one", 3, apart), lot("b", "one", 1, apart)]);
  expect(two.broken).toMatchObject([{ limit: "antiAffinity", subjectId: "one", load: 2, capacity: 1 }]);
  expect(two.moves).toMatchObject([{ lotId: "b", racks: 1, toRowId: "two" }]);
  const together = { affinity: { key: "k", scope: "row" } } as const;
  const torn = repair([lot("a", "two", 1, together), lot("b", "two", 1, together), lot("c", "one", 1, together)]);
  expect(torn.broken).toMatchObject([{ limit: "affinity", subjectId: "two", load: 1, over: 1 }]);
  expect(torn.moves).toMatchObject([{ lotId: "c", toRowId: "two" }]);
  expect([two.remaining, torn.remaining]).toEqual([[], []]);
});

test("a row that is closed to the racks is no place for them", () => {
  const dc = compileDatacenter(model);
  if (!dc.ok) throw new Error(JSON.stringify(dc.error));
  const heavy = [lot("a", "one", 2, { weightKg: 1500 })];
  const opens = (moving: PlacedRacks, rowId: string) => !(moving.id === "a" && rowId === "two");
  expect(repairPlan(dc.value, heavy, { opens }).moves).toEqual([]);
  expect(repairPlan(dc.value, heavy, { opens: () => true }).moves).toMatchObject([
    { toRowId: "two", eases: [{ limit: { limit: "positionWeight", over: 500 }, left: 0 }] },
  ]);
});
