import fc from "fast-check";
import { expect, test } from "vitest";
import { problemArb } from "../../../testing/placement";
import { planPlacement } from "../plan";
import { compileProblem } from "../problem";
import type { PlacementProblem, PlannerProgress } from "../types";
import { fractional, rewardBound } from "./bound";
import { Floor } from "./floor";

function boundOf(problem: PlacementProblem): number {
  const compiled = compileProblem(problem);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
  return rewardBound(new Floor(compiled.value.loads), compiled.value.demands);
}

test.each([false, true])("no legal plan earns more than the bound (any feeds, rules and weights: %s)", (any) => {
  fc.assert(
    fc.property(problemArb({ decimals: true, tags: true, feeds: any, extras: any }), fc.nat(50), (some, seed) => {
      const problem: PlacementProblem = { ...some, mode: "offline" };
      const result = planPlacement(problem, { seed, steps: 60 });
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      expect(result.value.reward).toBeLessThanOrEqual(boundOf(problem) * (1 + 1e-12));
    }),
    { numRuns: 60 },
  );
});

test("a fractional knapsack is never below any choice that fits, and the choice of one item more is never below that", () => {
  const item = fc.record({ reward: fc.integer({ min: 0, max: 9 }), weight: fc.integer({ min: 0, max: 9 }) });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 8 }), fc.nat(30), fc.nat(255), (items, capacity, mask) => {
      const rewards = items.map((i) => i.reward);
      const weights = Float64Array.from(items, (i) => i.weight);
      const bound = fractional(rewards, weights, capacity);
      const chosen = items.filter((_, i) => (mask >> i) & 1);
      const sum = (of: (i: (typeof items)[number]) => number) => chosen.reduce((all, i) => all + of(i), 0);
      if (sum((i) => i.weight) <= capacity) expect(bound).toBeGreaterThanOrEqual(sum((i) => i.reward) - 1e-9);
      expect(bound).toBeLessThanOrEqual(rewards.reduce((a, b) => a + b, 0));
    }),
    { numRuns: 300 },
  );
});

interface Plenty {
  readonly positions?: number;
  readonly coolingW?: number;
  readonly failoverW?: number;
  readonly singleFeed?: boolean;
}

/** One row with plenty of everything that is not named, and four requests of 1 to 4 racks of 30 W and 10 W of heat. */
function plenty({ positions = 100, coolingW = 1000, failoverW = 1000, singleFeed }: Plenty): PlacementProblem {
  const device = (id: string) => ({ id, parentId: null, roomId: "r", capacityW: 1000, failoverCapacityW: failoverW });
  const feeds = singleFeed ? { feeds: ["A"], singleFeed } : { feeds: ["A", "B"] };
  return {
    model: {
      id: "dc",
      rooms: [{ id: "r" }],
      rows: [{ id: "row", roomId: "r" }],
      groups: [{ id: "g", rowId: "row", positions, ...feeds, coolingZoneId: "z" }],
      devices: [device("A"), device("B")],
      coolingZones: [{ id: "z", roomId: "r", capacityW: coolingW }],
    },
    placed: [],
    history: [],
    requests: [1, 2, 3, 4].map((racks) => ({ id: `q${racks}`, racks, powerW: 30, coolingW: 10, reward: 5 })),
    batchSize: 4,
    mode: "offline",
    policy: "place-all",
  };
}

test("space, cooling and power after a failure bound in turn; what is wider than every row counts for nothing", () => {
  expect(boundOf(plenty({}))).toBe(20);
  // 1 + 2 racks and two thirds of 3: rounded down to whole requests
  expect(boundOf(plenty({ positions: 5 }))).toBe(10);
  expect(boundOf(plenty({ coolingW: 60 }))).toBe(15);
  expect(boundOf(plenty({ coolingW: 59 }))).toBe(10);
  // the other top device carries everything: 90 W are three racks
  expect(boundOf(plenty({ failoverW: 90 }))).toBe(10);
  expect(boundOf(plenty({ failoverW: 89 }))).toBe(5);
  expect(boundOf(plenty({ positions: 2 }))).toBe(5);
});

test("a rack on one feed goes down with it: failover bounds nothing there", () => {
  expect(boundOf(plenty({ failoverW: 90, singleFeed: true }))).toBe(20);
});

test("offline progress tells the bound, and ends with the plan's reward, what it lacks to it, and the steps that were done", () => {
  const reached = plenty({ coolingW: 60 });
  // 4 racks for 5 points, and a third of 3 racks for 3: one more than can be had
  const outOfReach: PlacementProblem = {
    ...plenty({ positions: 5 }),
    requests: [3, 4].map((racks) => ({ id: `q${racks}`, racks, powerW: 30, coolingW: 10, reward: 2 * racks - 3 })),
  };
  for (const [problem, bound, reward, steps] of [
    [reached, 15, 15, 0],
    [outOfReach, 6, 5, 100],
  ] as const) {
    const told: PlannerProgress[] = [];
    const result = planPlacement(problem, { seed: 1, steps: 100, onProgress: (progress) => told.push(progress) });
    expect(result).toMatchObject({ ok: true, value: { reward, stepsDone: steps, stopped: false } });
    expect(told.length).toBeGreaterThan(1);
    for (const progress of told) expect(progress.bound).toBe(bound);
    expect(told.at(-1)).toMatchObject({ reward, steps, gap: (bound - reward) / bound });
  }
});
