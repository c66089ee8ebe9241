import { planPlacement } from "@headroom/core/planning/placement/plan";
import type { PlacementProblem } from "@headroom/core/planning/placement/types";
import { expect, test } from "vitest";
import { writeSolution } from "./solution";

const device = (id: string) => ({ id, parentId: null, roomId: "r", capacityW: 1000, failoverCapacityW: 1000 });
const problem: PlacementProblem = {
  model: {
    id: "dc",
    rooms: [{ id: "r" }],
    rows: [{ id: "row", roomId: "r" }],
    groups: [{ id: "g", rowId: "row", positions: 4, feeds: ["A", "B"], coolingZoneId: "z" }],
    devices: [device("A"), device("B")],
    coolingZones: [{ id: "z", roomId: "r", capacityW: 30 }],
  },
  placed: [],
  history: [],
  requests: [
    { id: "fits", racks: 2, powerW: 10, coolingW: 10, reward: 1 },
    { id: "hot", racks: 2, powerW: 10, coolingW: 10.5, reward: 1 },
    { id: "large", racks: 5, powerW: 1, coolingW: 1, reward: 1 },
  ],
  batchSize: 1,
  mode: "online",
  policy: "place-all",
};

test("a solution names its making, its placements, and reasons with numbers", () => {
  const result = planPlacement(problem, { seed: 3, steps: 4 });
  if (!result.ok) throw new Error("bad problem");
  const text = writeSolution("inst\u0022", result.value, { seconds: 1.23456, batchSeconds: [0.1, 0.2, 0.00049] });
  expect(JSON.parse(text)).toEqual({
    format: "headroom.placement-solution/1",
    instance: 'inst"',
    mode: "online",
    policy: "place-all",
    seed: 3,
    steps: 4,
    seconds: 1.235,
    batchSeconds: [0.1, 0.2, 0],
    placements: [{ request: "fits", row: "row", racks: { g: 2 } }],
    rejected: [
      {
        request: "hot",
        reasons: [
          "cooling: z: asked 21 W, left 10 W (nearest row row)",
          "cooling: 1 rows",
          "would fit row with 11 more W on z",
        ],
      },
      {
        request: "large",
        reasons: ["positions: row: asked 5 positions, left 2 positions (nearest row row)", "positions: 1 rows"],
      },
    ],
  });
});
