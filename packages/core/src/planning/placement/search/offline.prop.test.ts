import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { planPlacement } from "../plan";
import type { PlacementProblem } from "../types";

vi.setConfig({ testTimeout: 60_000 });

const ROW = 12;

/** Sizes that fill a row exactly. */
const filling = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: ROW, maxLength: ROW }).map((sizes) => {
  let left = ROW;
  return sizes.flatMap((size) => {
    const own = Math.min(size, left);
    left -= own;
    return own > 0 ? [own] : [];
  });
});

/** Requests that fill all rows when they are put together as they were made, in random order. */
const puzzle = fc.array(filling, { minLength: 2, maxLength: 8 }).chain((rows) =>
  fc.record({
    rows: fc.constant(rows.length),
    sizes: fc.shuffledSubarray(rows.flat(), { minLength: rows.flat().length }),
  }),
);

const problemOf = (rows: number, sizes: readonly number[]): PlacementProblem => ({
  model: {
    id: "dc",
    rooms: [{ id: "r" }],
    rows: Array.from({ length: rows }, (_, i) => ({ id: `row${i}`, roomId: "r" })),
    groups: Array.from({ length: 2 * rows }, (_, i) => ({
      id: `g${i}`,
      rowId: `row${i >> 1}`,
      positions: ROW / 2,
      feeds: [i % 2 === 0 ? "A" : "B", "C"],
      coolingZoneId: "z",
    })),
    devices: ["A", "B", "C"].map((id) => ({ id, parentId: null, roomId: "r", capacityW: 1e6, failoverCapacityW: 2e6 })),
    coolingZones: [{ id: "z", roomId: "r", capacityW: 1e6 }],
  },
  placed: [],
  history: [],
  requests: sizes.map((racks, i) => ({ id: `q${i}`, racks, powerW: 10, coolingW: 1, reward: 1 })),
  batchSize: 1,
  mode: "offline",
  policy: "place-all",
});

test("a floor that can be filled to the last position is filled, and the search ends where the bound is reached", () => {
  fc.assert(
    fc.property(puzzle, fc.nat(100), ({ rows, sizes }, seed) => {
      const result = planPlacement(problemOf(rows, sizes), { seed, steps: 20_000 });
      if (!result.ok) throw new Error(JSON.stringify(result.error));
      expect(result.value.decisions.filter((d) => d.kind === "rejected")).toEqual([]);
      expect(result.value.stepsDone).toBeLessThan(20_000);
    }),
    { numRuns: 100 },
  );
});

test("more steps never earn less, and a search that is stopped has a whole plan", () => {
  fc.assert(
    fc.property(puzzle, fc.nat(100), fc.nat(300), ({ rows, sizes }, seed, steps) => {
      // two racks too many: all of them can never stand
      const problem = problemOf(rows, [...sizes, 1, 1]);
      let asked = 0;
      const plan = (options: { steps: number; shouldStop?: () => boolean }) => {
        const result = planPlacement(problem, { seed, ...options });
        if (!result.ok) throw new Error(JSON.stringify(result.error));
        return result.value;
      };
      const greedy = plan({ steps: 0 });
      expect(plan({ steps }).reward).toBeGreaterThanOrEqual(greedy.reward);
      const cut = plan({ steps: 1e9, shouldStop: () => ++asked > 20 });
      expect(cut.decisions.length).toBe(problem.requests.length);
      expect(cut.reward).toBeGreaterThanOrEqual(greedy.reward);
    }),
    { numRuns: 40 },
  );
});
