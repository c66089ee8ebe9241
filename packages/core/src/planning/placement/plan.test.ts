import { expect, test } from "vitest";
import type { DatacenterModel } from "../../topology/datacenter";
import { planPlacement } from "./plan";
import type { PlacementProblem, PlacementRequest } from "./types";

const device = (id: string) => ({ id, parentId: null, roomId: "r", capacityW: 1e6, failoverCapacityW: 1e6 });
const model: DatacenterModel = {
  id: "dc",
  rooms: [{ id: "r" }],
  rows: [
    { id: "one", roomId: "r" },
    { id: "two", roomId: "r" },
  ],
  groups: [
    { id: "g1", rowId: "one", positions: 8, feeds: ["A", "B"], coolingZoneId: "z" },
    { id: "g2", rowId: "two", positions: 6, feeds: ["A", "B"], coolingZoneId: "z" },
  ],
  devices: [device("A"), device("B")],
  coolingZones: [{ id: "z", roomId: "r", capacityW: 1e6 }],
};
const ask = (id: string, racks: number, reward = 1): PlacementRequest => ({
  id,
  racks,
  powerW: 1,
  coolingW: 1,
  reward,
});
const problem: PlacementProblem = {
  model,
  placed: [],
  history: [{ racks: 1, powerW: 1, coolingW: 1 }],
  requests: [],
  batchSize: 2,
  mode: "online",
  policy: "place-all",
};

function decide(change: Partial<PlacementProblem>, steps = 48) {
  const result = planPlacement({ ...problem, ...change }, { seed: 1, steps });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

test("a large request among many small ones: place-all takes it, selective withholds it and says the price", () => {
  const requests = [ask("small", 1), ask("large", 8)];
  expect(decide({ requests }).decisions.map((d) => d.kind)).toEqual(["placed", "placed"]);
  const [small, large] = decide({ requests, policy: "selective" }).decisions;
  expect(small?.kind).toBe("placed");
  expect(large).toMatchObject({
    kind: "rejected",
    cause: "withheld",
    withheld: { rowId: "one", racks: { g1: 8 }, reward: 1 },
    certificate: { rowsThatFit: 1 },
  });
  if (large?.kind === "rejected") expect(large.withheld!.expectedLoss).toBeGreaterThan(large.withheld!.reward);
});

test("a batch with no room for all of it earns what it can, whatever the order of arrival", () => {
  const requests = [ask("low", 8, 1), ask("high", 8, 5)];
  expect(decide({ requests }).decisions.map((d) => d.kind)).toEqual(["rejected", "placed"]);
});

test("offline finds the best set where the order of arrival misleads", () => {
  const requests = [ask("a", 5), ask("b", 5), ask("c", 3), ask("d", 3), ask("e", 3), ask("f", 3), ask("g", 2)];
  const result = decide({ requests, mode: "offline" }, 300);
  // 3+3+2 and 3+3: five requests fill all fourteen positions
  expect(result.reward).toBe(5);
});

test("progress ends with everything decided, and every batch is announced once", () => {
  const batches: number[] = [];
  const decided: number[] = [];
  const requests = [ask("a", 1), ask("b", 2), ask("c", 3), ask("d", 4), ask("e", 5)];
  const result = planPlacement(
    { ...problem, requests },
    { seed: 1, steps: 12, onBatch: (batch) => batches.push(batch), onProgress: (p) => decided.push(p.decided) },
  );
  expect(batches).toEqual([0, 1, 2]);
  expect(decided).toEqual([2, 4, 5]);
  expect(result.ok && result.value.batches).toBe(3);
});
