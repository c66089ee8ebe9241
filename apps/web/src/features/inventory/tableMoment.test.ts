import { recordType } from "@headroom/core/topology/records/fleet";
import type { RecordType } from "@headroom/core/topology/records/types";
import { expect, test } from "vitest";
import { planChanges } from "../when/planChanges";
import { columnsBeside, momentByDates, momentByPlan, plannedRows, timesOf } from "./tableMoment";

const type = (name: string) => recordType(name) as RecordType;
const changes = planChanges([
  {
    ...{ id: 1, kind: "add", requestId: 7, rackType: "C5", racks: 1, region: "eu-north", datacenter: "STO-1" },
    ...{ room: "1", row: "08", rowId: 3, positions: [4], powerW: 9000, cost: 0, startsOn: "2027-01-10" },
  },
  {
    ...{ id: 2, kind: "move", requestId: null, rackType: "C5", racks: 1, region: "eu-north", datacenter: "STO-1" },
    ...{ room: "1", row: "08", rowId: 3, positions: [5], powerW: 9000, cost: 0, startsOn: "2027-01-10" },
    moves: [{ rack: "R-7", fromRow: "02", from: 1, to: 5 }],
  },
]);

test("types that have days or a life stand in time, others do not", () => {
  expect(timesOf(type("racks"))).toEqual({ comes: "installed_on", leaves: "end_of_life", hasState: true });
  expect(timesOf(type("placements"))).toEqual({ comes: "valid_from", leaves: "valid_to", hasState: false });
  expect(timesOf(type("rooms"))).toBeNull();
  expect(columnsBeside(type("racks"), timesOf(type("racks"))!, ["code", "state"])).toEqual([
    "installed_on",
    "end_of_life",
  ]);
});

test("a row says what its days make of it until the day shown", () => {
  const times = timesOf(type("racks"))!;
  const days = { today: "2026-11-28", on: "2027-02-26" };
  const of = (cells: Record<string, string>) => momentByDates(times, (name) => cells[name] ?? null, days);
  expect(of({ state: "in_service", installed_on: "2024-01-01" })).toBeNull();
  expect(of({ state: "planned" })).toEqual({ tone: "planned", text: "to come, no day set" });
  expect(of({ state: "ordered", installed_on: "2027-01-10" })).toEqual({ tone: "coming", text: "comes 2027-01-10" });
  expect(of({ state: "ordered", installed_on: "2027-03-10" })?.tone).toBe("planned");
  expect(of({ state: "in_service", end_of_life: "2027-02-26" })).toEqual({
    tone: "leaving",
    text: "leaves 2027-02-26",
  });
  expect(of({ state: "in_service", end_of_life: "2027-02-27" })).toBeNull();
});

test("a plan moves racks and what is in them, and takes positions", () => {
  const none = () => null;
  expect(momentByPlan(type("racks"), ["R-7"], none, changes)?.text).toBe("moves to 1-08, 05");
  expect(momentByPlan(type("servers"), ["R-7", "c5-1"], () => "R-7", changes)?.text).toBe(
    "moves with its rack to 1-08, 05",
  );
  expect(momentByPlan(type("positions"), ["STO-1", "1", "08", 4], none, changes)?.text).toBe("C5 comes here");
  expect(momentByPlan(type("racks"), ["R-8"], none, changes)).toBeNull();
});

test("racks that only the plan knows stand beside the others, as far as they are asked for", () => {
  const rows = (filter: Parameters<typeof plannedRows>[2]) =>
    plannedRows(type("racks"), ["code", "state", "serial"], filter, { id: 12, changes });
  expect(rows([]).map(({ cells }) => cells)).toEqual([["STO-1, 1-08, 04", "planned", null]]);
  expect(rows([{ column: "datacenter", is: "one_of", values: ["sto-1"] }])).toHaveLength(1);
  expect(rows([{ column: "datacenter", is: "one_of", values: ["ASH-1"] }])).toHaveLength(0);
  expect(rows([{ column: "serial", is: "filled" }])).toHaveLength(0);
  expect(plannedRows(type("servers"), ["name"], [], { id: 12, changes })).toEqual([]);
});
