import fc from "fast-check";
import { expect, test } from "vitest";
import { generate, type PresetName } from "../instances/generate";
import { boundWhole } from "./bound";
import { knapsack } from "./knapsack";

test.each([
  ["paper", 1, 39_200],
  ["paper", 5, 38_200],
  ["tight", 1, 16_000],
  ["tight", 3, 16_200],
  ["small", 1, 2800],
  ["small", 3, 2600],
])("%s seed %i has the published bound", (preset, seed, bound) => {
  const distribution = preset === "tight" ? "families" : "independent";
  expect(boundWhole(generate({ preset: preset as PresetName, seed, distribution }))).toBe(bound);
});

const item = fc.record({ reward: fc.bigInt(0n, 9n), weight: fc.bigInt(0n, 9n) });
test("the knapsack is as good as any choice of whole items, and cuts at most one", () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 8 }), fc.bigInt(0n, 30n), (items, capacity) => {
      const { over, under } = knapsack(items, capacity);
      let whole = 0n;
      for (let set = 0; set < 2 ** items.length; set++) {
        const taken = items.filter((_, i) => set & (1 << i));
        const reward = taken.reduce((sum, i) => sum + i.reward, 0n);
        if (reward > whole && taken.reduce((sum, i) => sum + i.weight, 0n) <= capacity) whole = reward;
      }
      expect(over >= whole * under).toBe(true);
      // rounding the one cut item down costs less than the dearest item
      const dearest = BigInt(Math.max(0, ...items.map((i) => Number(i.reward))));
      expect(over <= (whole + dearest) * under).toBe(true);
    }),
  );
});

test("a floor with racks is refused rather than bounded wrongly", () => {
  const instance = generate({ preset: "small", seed: 1, distribution: "independent" });
  const placed = [{ request: "p", row: "r1-1", racks: { "r1-1a": 1 }, powerW: 1, coolingW: 1 }];
  expect(() => boundWhole({ ...instance, placed })).toThrow("without racks");
});
