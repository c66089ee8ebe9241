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

/** Reasons of the first request when the problem is changed. */
function reasons(change: (p: typeof problem) => PlacementProblem): string[] {
  const result = planPlacement(change(problem), { seed: 1, steps: 0 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const solution = JSON.parse(writeSolution("x", result.value, { seconds: 0, batchSeconds: [] }));
  return solution.rejected.find((r: { request: string }) => r.request === "fits")?.reasons ?? [];
}
const first = problem.requests[0]!;
const asked = (more: object, placed: PlacementProblem["placed"] = []) => ({
  ...problem,
  placed,
  requests: [{ ...first, ...more }],
});
const there = { id: "p", kind: "occupied", rowId: "row", racks: { g: 1 }, powerW: 0, coolingW: 0 } as const;

test.each<[string, (p: typeof problem) => PlacementProblem, string[]]>([
  [
    "weight, ports",
    (p) => ({
      ...asked({ weightKg: 900.5, ports: 3 }),
      model: { ...p.model, rooms: [{ id: "r", weightLimitKg: 1800 }], rows: [{ id: "row", roomId: "r", ports: 6 }] },
    }),
    ["roomWeight: r: asked 1801 kg, left 1800 kg (nearest row row)", "would fit row with 1 more kg on r"],
  ],
  [
    "a freeze",
    (p) => ({
      ...asked({ neededBy: "2026-12-24" }),
      model: {
        ...p.model,
        freezes: [{ scope: "row", id: "row", from: "2026-12-20", to: "2026-12-26", reason: "year end" }],
      },
    }),
    [
      "freeze: row from 2026-12-20 to 2026-12-26 (year end) (nearest row row)",
      "would fit row with its racks 3 days later",
    ],
  ],
  [
    "rules of a key",
    () => asked({ antiAffinity: { key: "k", scope: "row" } }, [{ ...there, antiAffinity: { key: "k", scope: "row" } }]),
    [
      "antiAffinity: row for key k: asked 1 requests, left 0 requests (nearest row row)",
      "would fit row with 1 requests fewer in row for key k",
    ],
  ],
  [
    "blocked positions",
    (p) => ({
      ...asked({}, [{ ...there, racks: { g: 1 } }]),
      model: { ...p.model, groups: [{ ...p.model.groups[0]!, positions: 2, blocked: 2 }] },
    }),
    ["positions: row: asked 2 positions, left 1 positions, 2 more blocked (nearest row row)"],
  ],
  [
    "a pin",
    () => ({ ...asked({ coolingW: 20 }), pinned: [{ requestId: "fits", rowId: "row", racks: { g: 2 } }] }),
    ["pinned to row: cooling: z: asked 40 W, left 30 W"],
  ],
])("reasons say %s in their own unit", (_, change, expected) => {
  const found = reasons(change);
  for (const text of expected) expect(found).toContain(text);
});
