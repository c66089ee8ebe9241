import { expect, test } from "vitest";
import type { Instance, Placement } from "../instances/format";
import { check } from "./check";

const device = (id: string) => ({ id, parent: null, room: "r1", capacityW: 20_000, failoverCapacityW: 30_000 });
/** The worked example of the placement format. */
const example: Instance = {
  format: "headroom.placement-instance/1",
  name: "example",
  datacenter: {
    rooms: [{ id: "r1" }],
    rows: [{ id: "r1-1", room: "r1" }],
    positionGroups: [
      { id: "r1-1a", row: "r1-1", positions: 4, feeds: ["A", "B"], coolingZone: "z1" },
      { id: "r1-1b", row: "r1-1", positions: 4, feeds: ["A", "C"], coolingZone: "z1" },
    ],
    powerDevices: [device("A"), device("B"), device("C")],
    coolingZones: [{ id: "z1", room: "r1", capacityW: 8000 }],
  },
  placed: [],
  history: [],
  batchSize: 1,
  requests: [
    { id: "q1", racks: 3, powerW: 6000, coolingW: 1000, reward: 200 },
    { id: "q2", racks: 4, powerW: 5000, coolingW: 1000, reward: 200 },
    { id: "q3", racks: 1, powerW: 3000, coolingW: 500, reward: 200 },
  ],
};
const at = (request: string, racks: Record<string, number>, row = "r1-1"): Placement => ({ request, row, racks });
const q1 = at("q1", { "r1-1a": 3 });
const q2 = at("q2", { "r1-1b": 4 });

test("measures the worked example as the format does", () => {
  const measures = check(example, { placements: [q1, q2], rejected: ["q3"] });
  expect(measures).toMatchObject({ placed: 2, racks: 7, reward: 400, firstRejected: 2 });
  expect(measures.strandedAtEnd).toBeCloseTo(36.6667, 4);
  expect(measures.strandedAtFirst).toBeCloseTo(36.6667, 4);
});

test.each([
  ["failover", [q1, at("q2", { "r1-1a": 1, "r1-1b": 3 })], ["q3"], /A when B fails: 30500 W over 30000 W/],
  ["power", [q1, q2, at("q3", { "r1-1a": 1 })], [], /A: 20500 W over 20000 W/],
  ["positions", [at("q1", { "r1-1b": 3 }), q2], ["q3"], /r1-1b: 7 racks in 4 positions/],
  ["a count", [at("q1", { "r1-1a": 2 }), q2], ["q3"], /q1: .* is not what was asked/],
  ["a row", [at("q1", { "r1-1a": 3 }, "r1-2"), q2], ["q3"], /r1-1a is not in row r1-2/],
  ["twice", [q1, q2], ["q2", "q3"], /q2 appears 2 times/],
  ["not at all", [q1, q2], [], /q3 appears 0 times/],
  ["a stranger", [q1, q2], ["q3", "q9"], /q9 is no request/],
])("finds what is broken: %s", (_, placements, rejected, message) => {
  expect(() => check(example, { placements, rejected })).toThrow(message);
});

test("finds cooling over its limit, with racks that stood there before", () => {
  const warm = { ...example, placed: [{ ...at("p1", { "r1-1a": 1 }), powerW: 0, coolingW: 1500 }] };
  expect(() => check(warm, { placements: [q1, q2], rejected: ["q3"] })).toThrow(/z1: 8500 W of cooling over 8000 W/);
});
