import { expect, test } from "vitest";
import type { DatacenterModel } from "../../topology/datacenter";
import { planPlacement } from "./plan";
import { replan } from "./replan";
import type { PlacementProblem, PlacementRequest } from "./types";

const device = (id: string) => ({ id, parentId: null, roomId: "r", capacityW: 1e6, failoverCapacityW: 1e6 });
const model: DatacenterModel = {
  id: "dc",
  rooms: [{ id: "r" }],
  rows: ["one", "two"].map((id) => ({ id, roomId: "r" })),
  groups: ["one", "two"].flatMap((rowId) =>
    ["a", "b"].map((side) => ({
      id: `${rowId}-${side}`,
      rowId,
      positions: 4,
      feeds: side === "a" ? ["A", "B"] : ["A", "C"],
      coolingZoneId: `z-${rowId}`,
    })),
  ),
  devices: ["A", "B", "C"].map(device),
  coolingZones: ["one", "two"].map((id) => ({ id: `z-${id}`, roomId: "r", capacityW: 1000 })),
};
const ask = (id: string, racks: number): PlacementRequest => ({ id, racks, powerW: 1000, coolingW: 100, reward: 1 });
const base: PlacementProblem = {
  model,
  placed: [],
  history: [],
  requests: [ask("q1", 4), ask("q2", 8), ask("q3", 2)],
  batchSize: 3,
  mode: "online",
  policy: "place-all",
};
const plan = (change: Partial<PlacementProblem>) => {
  const result = planPlacement({ ...base, ...change }, { seed: 1, steps: 8 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

test("a pin stands where the planner wants it, with its price, and the others go around it", () => {
  const pin = { requestId: "q3", rowId: "one", racks: { "one-a": 1, "one-b": 1 } };
  const { decisions, reward } = plan({ pinned: [pin] });
  expect(decisions[2]).toMatchObject({ kind: "placed", rowId: "one", racks: pin.racks, pinned: true });
  expect(decisions[2]?.kind === "placed" && decisions[2].why.runnerUp?.rowId).toBe("two");
  expect(decisions[1]).toMatchObject({ kind: "placed", rowId: "two" });
  expect(decisions[0]).toMatchObject({ kind: "placed", rowId: "one" });
  expect(reward).toBe(3);
});

test("pins are checked one after the other: the one that breaks a limit is refused with its certificate", () => {
  const { decisions } = plan({
    pinned: [
      { requestId: "q2", rowId: "one", racks: { "one-a": 4, "one-b": 4 } },
      { requestId: "q1", rowId: "one", racks: { "one-a": 4 } },
    ],
  });
  expect(decisions[1]).toMatchObject({ kind: "placed", rowId: "one" });
  expect(decisions[0]).toMatchObject({
    kind: "rejected",
    cause: "pin",
    pin: { rowId: "one", fits: false, racks: { "one-a": 4, "one-b": 0 }, first: { limit: "positions", margin: -4 } },
  });
  // it would have a place elsewhere, and says so, but nobody moves what a planner fixed
  expect(decisions[0]?.kind === "rejected" && decisions[0].certificate.rowsThatFit).toBe(1);
});

test.each([
  ["of nobody", { requestId: "no", rowId: "one", racks: { "one-a": 4 } }, "pinned[0].requestId"],
  ["nowhere", { requestId: "q1", rowId: "no", racks: { "one-a": 4 } }, "pinned[0].rowId"],
  ["in groups of another row", { requestId: "q1", rowId: "one", racks: { "two-a": 4 } }, 'pinned[0].racks["two-a"]'],
  ["of half a rack", { requestId: "q1", rowId: "one", racks: { "one-a": 3.5 } }, 'pinned[0].racks["one-a"]'],
  ["of too few racks", { requestId: "q1", rowId: "one", racks: { "one-a": 3 } }, "pinned[0].racks"],
] as const)("a pin %s is a fault", (_, pin, path) => {
  const result = planPlacement({ ...base, pinned: [pin] }, { seed: 1, steps: 0 });
  expect(result.ok ? [] : result.error.map((f) => f.path)).toContain(path);
});

test("a pin into a forbidden row contradicts itself, and so does a second one", () => {
  const pin = { requestId: "q1", rowId: "one", racks: { "one-a": 4 } };
  const result = planPlacement({ ...base, pinned: [pin, pin], forbiddenRowIds: ["one"] }, { seed: 1, steps: 0 });
  expect(result.ok ? [] : result.error.map((f) => f.path)).toEqual([
    "pinned[0].rowId",
    "pinned[1].requestId",
    "pinned[1].rowId",
  ]);
});

test("nobody uses a forbidden row", () => {
  const { decisions } = plan({ forbiddenRowIds: ["one"] });
  expect(decisions.filter((d) => d.kind === "placed").map((d) => d.rowId)).toEqual(["two", "two"]);
  expect(decisions.find((d) => d.kind === "rejected")).toMatchObject({
    certificate: { rowsConsidered: 1, rowsNotAllowed: 1 },
  });
});

test("replanning with a new pin moves who is in the way, says so, and leaves the rest", () => {
  const previous = plan({}).decisions;
  const first = previous[1];
  if (first?.kind !== "placed") throw new Error("unexpected");
  const other = first.rowId === "one" ? "two" : "one";
  const pinned = [{ requestId: "q2", rowId: other, racks: { [`${other}-a`]: 4, [`${other}-b`]: 4 } }];
  const result = replan({ ...base, pinned }, previous, { seed: 1, steps: 8 });
  if (!result.ok) throw new Error("unexpected");
  const causes = Object.fromEntries(result.value.changes.map((c) => [c.requestId, c.cause]));
  expect(causes).toEqual({ q1: "broken", q2: "pinned", q3: "broken" });
  expect(result.value.changes.every((c) => c.is.kind === "placed")).toBe(true);
  const moved = result.value.changes.find((c) => c.requestId === "q1")!;
  expect(moved.old).toMatchObject({ rowId: other, first: { limit: "positions" } });
});

test("a row that is gone frees its requests to go elsewhere", () => {
  const requests = [ask("q1", 4)];
  const previous = plan({ requests }).decisions;
  const rowId = previous[0]?.kind === "placed" ? previous[0].rowId : "";
  const smaller = {
    ...model,
    rows: model.rows.filter((row) => row.id !== rowId),
    groups: model.groups.filter((group) => group.rowId !== rowId),
  };
  const result = replan({ ...base, model: smaller, requests }, previous, { seed: 1, steps: 0 });
  expect(result.ok && result.value.changes).toMatchObject([{ requestId: "q1", cause: "gone", old: null }]);
  expect(result.ok && result.value.result.decisions[0]?.kind).toBe("placed");
});
