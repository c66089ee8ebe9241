import type { FloorPosition } from "@headroom/contracts/fleet";
import type { RackPlaces } from "@headroom/contracts/rack-places";
import { expect, test } from "vitest";
import { placeReasons } from "./placeReasons";

const floor = {
  datacenter: {
    ...{ id: 1, code: "N1", name: "N1", region: "north", zone: "a", version: 1 },
    asOf: "2026-11-23T12:00:00.000Z",
  },
};
const places: RackPlaces = {
  ...{ rackId: 7, rack: "R7", positionId: 1 },
  groups: [
    {
      id: "tight",
      limits: [{ limit: "failover", subject: "RD-11", failed: "UPS-2", load: 97_200, capacity: 95_000, unit: "W" }],
    },
  ],
  rows: [
    { id: "frozen", frozen: { from: "2026-11-20", to: "2026-12-04", reason: "year end" }, rule: null },
    { id: "ruled", frozen: null, rule: "Cages of a customer" },
  ],
};
const reasons = (position: Partial<FloorPosition>, rowId = "open") =>
  placeReasons(floor, places, { rowId, position: { id: 2, n: 2, g: "wide", ...position } });

test("a free position of a group without a broken limit takes it; where it stands already is said", () => {
  expect(reasons({})).toEqual([]);
  expect(reasons({ id: 1 })).toEqual(["It stands here"]);
});

test("every way in which somebody else has the position has its words", () => {
  expect(reasons({ o: "blocked", note: "column" })).toEqual(["Blocked: column"]);
  expect(reasons({ o: "occupied", rack: "R2" })).toEqual(["R2 stands there"]);
  expect(reasons({ o: "occupied", rack: "R2", to: "2026-12-10" })[0]).toMatch(/^R2 stands there until 10 Dec/);
  expect(reasons({ o: "reserved", note: "Ada: move", to: "2026-12-10" })[0]).toMatch(
    /^Reserved until 10 Dec.*: Ada: move$/,
  );
  expect(reasons({ o: "held", planId: 3 })).toEqual(["Held for PL-3"]);
  expect(reasons({ o: "committed", planId: 3 })).toEqual(["Committed to PL-3"]);
});

test("closed rows and broken limits come after who has the position, and all of them are told", () => {
  expect(reasons({}, "frozen")[0]).toMatch(/^Frozen until 4 Dec.*: year end$/);
  expect(reasons({}, "ruled")).toEqual(["A rule keeps it out of this row: Cages of a customer"]);
  expect(reasons({ g: "tight" })).toEqual(["Failover, RD-11 if UPS-2 fails: 97.2\u00a0kW on 95.0\u00a0kW"]);
  expect(reasons({ g: "tight", o: "held", planId: 3 }, "frozen")).toHaveLength(3);
});
