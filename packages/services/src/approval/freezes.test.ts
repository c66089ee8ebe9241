import type { DatacenterModel } from "@headroom/core/topology/datacenter";
import { expect, test } from "vitest";
import { freezesMet } from "./freezes";

const model: DatacenterModel = {
  id: "7",
  rooms: [{ id: "1" }],
  rows: [
    { id: "10", roomId: "1" },
    { id: "11", roomId: "1" },
  ],
  groups: [],
  devices: [],
  coolingZones: [],
  freezes: [
    { scope: "datacenter", id: "7", from: "2026-12-20", to: "2027-01-03", reason: "year end" },
    { scope: "row", id: "11", from: "2026-11-01", to: "2026-11-30", reason: "cabling" },
  ],
};
const met = (...landings: readonly (readonly [row: number, day: string])[]) =>
  freezesMet(
    [{ snapshot: { id: 7, code: "N1", model } }],
    landings.map(([rowId, startsOn]) => ({ datacenterId: 7, rowId, startsOn })),
  );

test("windows in force where and when something starts, each once", () => {
  expect(met([10, "2026-12-19"], [10, "2026-11-05"])).toEqual([]);
  expect(met([10, "2026-12-20"], [11, "2027-01-03"])).toEqual(["N1: year end, 2026-12-20 to 2027-01-03"]);
  expect(met([11, "2026-11-30"])).toEqual(["N1: cabling, 2026-11-01 to 2026-11-30"]);
});

test("what starts in a datacenter or row that is not there meets nothing", () => {
  expect(freezesMet([], [{ datacenterId: 7, rowId: 10, startsOn: "2026-12-25" }])).toEqual([]);
  expect(met([99, "2026-12-25"])).toEqual([]);
});
