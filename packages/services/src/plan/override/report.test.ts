import { expect, test } from "vitest";
import type { OverrideRecord, RuleRecord } from "../../ports/overrides";
import { OFTEN, offersOf } from "./report";

const place = (rowId: number) => ({ rowId, row: `R${rowId}`, room: "1", datacenter: "N1" });
const pia = { id: "pia", name: "pia", role: "planner" as const };

const moved = (change: Partial<OverrideRecord> = {}): OverrideRecord => ({
  ...{ id: 1, planId: 1, plan: "A plan", requestId: 1, request: "A request", racks: 2 },
  ...{ familyId: 1, family: "compute", rackType: "C6", from: place(1), to: place(2), reasonId: 7, reason: "Cabling" },
  ...{ note: "", cost: 0.5, racksLost: 0, state: "kept", author: pia, createdAt: "2026-11-23T00:00:00.000Z" },
  ...change,
});
const times = (count: number, change: Partial<OverrideRecord> = {}) =>
  Array.from({ length: count }, () => moved(change));
const rule = (change: Partial<RuleRecord>): RuleRecord => ({
  ...{ id: 1, ...place(1), familyId: 1, family: "compute", reason: "Cabling", author: pia },
  createdAt: "2026-11-23T00:00:00.000Z",
  ...change,
});

test("a reason is offered from the third time on, for its row and family", () => {
  expect(offersOf(times(OFTEN - 1), [])).toEqual([]);
  expect(offersOf(times(OFTEN), [])).toMatchObject([
    { rowId: 1, familyId: 1, family: "compute", reason: "Cabling", times: 3, cost: 1.5 },
  ]);
});

test("another reason or another row is another count", () => {
  expect(offersOf([...times(2), ...times(1, { reasonId: 8 }), ...times(2, { from: place(3) })], [])).toEqual([]);
});

test("several families that leave a row for one reason leave it as a whole", () => {
  const list = [...times(2), ...times(1, { familyId: 2, family: "storage" })];
  expect(offersOf(list, [])).toMatchObject([{ familyId: null, family: null, times: 3 }]);
});

test("what was given back, came from nowhere or is ruled already is not offered", () => {
  expect(offersOf([...times(2), moved({ state: "released" })], [])).toEqual([]);
  expect(offersOf([...times(2), moved({ from: null })], [])).toEqual([]);
  expect(offersOf(times(3), [rule({})])).toEqual([]);
  expect(offersOf(times(3), [rule({ familyId: null, family: null })])).toEqual([]);
  expect(offersOf(times(3), [rule({ familyId: 2, family: "storage" })])).toHaveLength(1);
});
