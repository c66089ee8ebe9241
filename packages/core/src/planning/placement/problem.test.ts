import { describe, expect, test } from "vitest";
import { planPlacement } from "./plan";
import type { PlacementProblem, PlacementRequest } from "./types";

const request: PlacementRequest = { id: "q", racks: 1, powerW: 1, coolingW: 1, reward: 1 };
const problem: PlacementProblem = {
  model: {
    id: "dc",
    rooms: [{ id: "r" }],
    rows: [{ id: "row", roomId: "r" }],
    groups: [],
    devices: [],
    coolingZones: [],
  },
  placed: [],
  history: [],
  requests: [request],
  batchSize: 1,
  mode: "online",
  policy: "place-all",
};

describe("what is wrong with a problem", () => {
  const cases: [string, Partial<PlacementProblem>, string][] = [
    ["no racks", { requests: [{ ...request, racks: 0 }] }, "requests[0].racks"],
    ["half a rack", { requests: [{ ...request, racks: 1.5 }] }, "requests[0].racks"],
    ["negative power", { requests: [{ ...request, powerW: -1 }] }, "requests[0].powerW"],
    ["cooling that is no number", { requests: [{ ...request, coolingW: Number.NaN }] }, "requests[0].coolingW"],
    ["endless reward", { requests: [{ ...request, reward: Number.POSITIVE_INFINITY }] }, "requests[0].reward"],
    ["an id twice", { requests: [request, request] }, "requests[1].id"],
    ["a row that is not there", { requests: [{ ...request, allowedRowIds: ["no"] }] }, "requests[0].allowedRowIds[0]"],
    [
      "a room that is not there",
      { requests: [{ ...request, allowedRoomIds: ["no"] }] },
      "requests[0].allowedRoomIds[0]",
    ],
    ["an empty batch", { batchSize: 0 }, "batchSize"],
    ["bad history", { history: [{ racks: -1, powerW: 1, coolingW: 1 }] }, "history[0].racks"],
    ["a bad model", { model: { ...problem.model, rows: [{ id: "row", roomId: "no" }] } }, "model"],
    [
      "racks in no row",
      { placed: [{ id: "p", kind: "occupied", rowId: "no", racks: { g: 1 }, powerW: 1, coolingW: 1 }] },
      "placed p",
    ],
  ];
  test.each(cases)("%s", (_, change, path) => {
    const result = planPlacement({ ...problem, ...change }, { seed: 1, steps: 0 });
    expect(result.ok ? [] : result.error.map((f) => f.path)).toContain(path);
  });

  test("a thousand million racks are no fault: they fit nowhere", () => {
    const result = planPlacement({ ...problem, requests: [{ ...request, racks: 1e9 }] }, { seed: 1, steps: 8 });
    expect(result.ok && result.value.decisions[0]?.kind).toBe("rejected");
  });
});
