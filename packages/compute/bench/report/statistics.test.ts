import fc from "fast-check";
import { expect, test } from "vitest";
import { paired, quantile, wilcoxon } from "./statistics";

test("agrees with the published tables of the signed-rank test", () => {
  // Wilcoxon 1945: of n pairs the smaller rank sum that is significant at 5 %, two-sided: 8 of 10 pairs, 52 of 20
  const smaller = (n: number, sum: number) => {
    const differences = Array.from({ length: n }, (_, i) => i + 1);
    for (let rank = n, left = sum; left > 0; rank--)
      if (rank <= left) {
        differences[rank - 1] = -rank;
        left -= rank;
      }
    return wilcoxon(differences);
  };
  expect(smaller(10, 8)).toBeLessThan(0.05);
  expect(smaller(10, 9)).toBeGreaterThan(0.05);
  expect(smaller(20, 52)).toBeLessThan(0.05);
  expect(smaller(20, 53)).toBeGreaterThan(0.05);
  // five wins of five: 2 of 32 patterns are as far out
  expect(wilcoxon([1, 2, 3, 4, 5])).toBeCloseTo(2 / 32, 12);
  expect(wilcoxon([])).toBe(1);
  expect(wilcoxon([0, 0])).toBe(1);
});

test("counts every pattern of signs, ties and all", () => {
  const differences = fc.array(fc.integer({ min: -4, max: 4 }), { maxLength: 7 });
  fc.assert(
    fc.property(differences, (list) => {
      const told = list.filter((d) => d !== 0);
      const size = (d: number) => Math.abs(d);
      const rank = (d: number) =>
        told.filter((o) => size(o) < size(d)).length + (told.filter((o) => size(o) === size(d)).length + 1) / 2;
      const ranks = told.map(rank);
      const middle = ranks.reduce((a, b) => a + b, 0) / 2;
      const far = (sign: (i: number) => boolean) =>
        Math.abs(ranks.reduce((sum, r, i) => (sign(i) ? sum + r : sum), 0) - middle);
      const seen = far((i) => told[i]! > 0);
      let count = 0;
      for (let set = 0; set < 2 ** told.length; set++) if (far((i) => (set & (1 << i)) !== 0) >= seen) count += 1;
      expect(wilcoxon(list)).toBeCloseTo(count / 2 ** told.length, 10);
    }),
  );
});

test("pairs, and quantiles", () => {
  expect(paired([3, 5, 5, 1], [1, 5, 4, 2])).toMatchObject({ wins: 2, losses: 1, ties: 1, mean: 0.5 });
  expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
  expect(quantile([1, 2], 0.95)).toBe(2);
  expect(quantile([], 0.5)).toBe(0);
});
