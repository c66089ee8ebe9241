import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Random } from "../../../../foundation/random";
import { problemArb } from "../../../../testing/placement";
import { compileProblem } from "../../problem";
import { Floor } from "../floor";
import { neighbourhood } from "./neighbourhood";
import { Squeeze } from "./squeeze";
import { startPlan } from "./start";

vi.setConfig({ testTimeout: 60_000 });

test("an attempt that succeeds earns more and breaks nothing; one that fails leaves all as it was", () => {
  let won = 0;
  fc.assert(
    fc.property(
      problemArb({ tags: true, feeds: true, extras: true }),
      fc.nat(1000),
      fc.nat(40),
      (problem, seed, cut) => {
        const result = compileProblem(problem);
        if (!result.ok) throw new Error(JSON.stringify(result.error));
        const { loads, demands } = result.value;
        const start = startPlan(result.value, new Floor(loads), () => false);
        // from a greedy plan there is little to win on floors so small
        const places = seed % 2 === 0 ? start.places : demands.map(() => null);
        const squeeze = new Squeeze(new Floor(loads), demands, places, start.pricing, new Random(seed));
        expect(squeeze.reward).toBe(seed % 2 === 0 ? start.reward : 0);
        for (let k = 0; k < 4; k++) {
          const [before, reward] = [squeeze.plan, squeeze.reward];
          let asked = 0;
          // every second one is cut short
          const hasWon = squeeze.attempt(60, () => k % 2 === 0 || ++asked < cut);
          const plan = squeeze.plan;
          if (hasWon) {
            won += 1;
            expect(squeeze.reward).toBeGreaterThan(reward);
          } else expect(plan).toEqual(before);
          const floor = new Floor(loads);
          const before0 = Float64Array.from(floor.left, (left) => Math.min(0, left));
          plan.forEach((place, i) => {
            if (place) floor.put(place.row, place.split, demands[i]!);
          });
          floor.left.forEach((left, id) => {
            expect(left).toBeGreaterThanOrEqual(before0[id]!);
          });
          expect(plan.reduce((sum, place, i) => sum + (place ? demands[i]!.reward : 0), 0)).toBe(squeeze.reward);
        }
      },
    ),
    { numRuns: 150 },
  );
  // the property would hold of a search that never finds anything
  expect(won).toBeGreaterThan(0);
});

test("a neighbourhood is the whole of a small floor, and of a large one at most 150 rows, none of them twice", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(400), { minLength: 1, maxLength: 8 }), fc.nat(1000), (sizes, seed) => {
      const roomRowStart = Int32Array.from([
        0,
        ...sizes.map((_, i) => sizes.slice(0, i + 1).reduce((a, b) => a + b, 0)),
      ]);
      const count = roomRowStart.at(-1)!;
      const roomRows = Int32Array.from({ length: count }, (_, row) => row);
      const rows = neighbourhood({ rowRoom: roomRows, roomRowStart, roomRows }, new Random(seed));
      expect(new Set(rows).size).toBe(rows.length);
      expect(rows.length).toBeLessThanOrEqual(150);
      if (count <= 150) expect(rows.length).toBe(count);
      if (count > 0) expect(rows.length).toBeGreaterThan(0);
    }),
  );
});
