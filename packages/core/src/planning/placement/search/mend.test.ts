import { expect, test } from "vitest";
import { Random } from "../../../foundation/random";
import { compileProblem } from "../problem";
import type { PlacementProblem } from "../types";
import { Floor } from "./floor";
import { mend } from "./mend";
import { placeInOrder } from "./orders";
import { pricingOf } from "./pricing";
import { STRATEGIES } from "./strategy";

const device = (id: string) => ({ id, parentId: null, roomId: "r", capacityW: 1e6, failoverCapacityW: 1e6 });
const group = (id: string, rowId: string, positions: number) => ({
  ...{ id, rowId, positions, feeds: ["A", "B"], coolingZoneId: "z" },
});
const problem: PlacementProblem = {
  model: {
    id: "dc",
    rooms: [{ id: "r" }],
    rows: ["one", "two", "three"].map((id) => ({ id, roomId: "r" })),
    groups: [group("g1", "one", 6), group("g2", "two", 4), group("g3", "three", 3)],
    devices: [device("A"), device("B")],
    coolingZones: [{ id: "z", roomId: "r", capacityW: 1e6 }],
  },
  placed: [],
  history: [],
  requests: [3, 4, 6, 7].map((racks, i) => ({ id: `q${i}`, racks, powerW: 1, coolingW: 1, reward: 1 })),
  batchSize: 4,
  mode: "online",
  policy: "place-all",
};

test("what took the only place of another makes way; what fits nowhere even alone is not waited for", () => {
  const compiled = compileProblem(problem);
  if (!compiled.ok) throw new Error("bad problem");
  const { demands, loads } = compiled.value;
  const floor = new Floor(loads);
  const pricing = pricingOf(floor, STRATEGIES.find(({ name }) => name === "even")!);
  // one after the other, the first takes the longest row and leaves none for the third
  const plan = placeInOrder(floor, demands, [0, 1, 2, 3], pricing, 0);
  expect(plan.places.map((place) => place?.row ?? null)).toEqual([0, 1, null, null]);
  const { plan: mended, tried } = mend(floor, demands, plan, [pricing], new Random(1), 100, 0);
  expect(mended.places.map((place) => place?.row ?? null)).toEqual([2, 1, 0, null]);
  expect(mended.reward).toBe(3);
  expect(tried).toBeLessThan(100);
});
