import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Random } from "../../../foundation/random";
import { problemArb } from "../../../testing/placement";
import { compileProblem } from "../problem";
import { bestPlace } from "./candidates";
import { Floor } from "./floor";
import { mend } from "./mend";
import { placeInOrder } from "./orders";
import { pricingOf } from "./pricing";
import { STRATEGIES } from "./strategy";

// hundreds of cases on a busy machine
vi.setConfig({ testTimeout: 60_000 });

test("a mended plan earns at least as much, stands on the floor as it says, and leaves out nothing that still fits", () => {
  fc.assert(
    fc.property(problemArb({ tags: true, extras: true }), fc.nat(100), (problem, seed) => {
      const compiled = compileProblem(problem);
      if (!compiled.ok) throw new Error("bad problem");
      const { demands, loads } = compiled.value;
      const empty = new Floor(loads);
      const floor = empty.clone();
      const [pricing, ...others] = STRATEGIES.map((strategy) => pricingOf(floor, strategy));
      const plan = placeInOrder(
        floor,
        demands,
        demands.map((_, i) => i),
        pricing!,
        0,
      );
      const { plan: mended, tried } = mend(floor, demands, plan, [pricing!, ...others], new Random(seed), 30, 0);
      expect(tried).toBeLessThanOrEqual(30);
      expect(mended.reward).toBeGreaterThanOrEqual(plan.reward);
      const again = empty.clone();
      let reward = 0;
      mended.places.forEach((place, i) => {
        if (!place) return;
        again.put(place.row, place.split, demands[i]!);
        reward += demands[i]!.reward;
      });
      expect(mended.reward).toBe(reward);
      expect(floor.left).toEqual(again.left);
      expect(floor.rowFree).toEqual(again.rowFree);
      expect(mended.places.filter((place, i) => !place && bestPlace(floor, demands[i]!, pricing!))).toEqual([]);
      if (tried === 0) expect(mended.places).toEqual(plan.places);
    }),
    { numRuns: 300 },
  );
});
