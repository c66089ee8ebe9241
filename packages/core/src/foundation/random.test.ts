import fc from "fast-check";
import { expect, test } from "vitest";
import { Random } from "./random";

const first = (random: Random, n = 20) => Array.from({ length: n }, () => random.uint32());

test("a seed and a stream decide the sequence; another of either gives another", () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(1000), (seed, stream) => {
      expect(first(new Random(seed, stream))).toEqual(first(new Random(seed, stream)));
      expect(first(new Random(seed, stream))).not.toEqual(first(new Random(seed, stream + 1)));
      expect(first(new Random(seed, stream))).not.toEqual(first(new Random(seed + 1, stream)));
    }),
  );
});

test("seeds beyond 32 bits count in full", () => {
  expect(first(new Random(1))).not.toEqual(first(new Random(1 + 2 ** 32)));
});

test("whole numbers are in range and even, a shuffle keeps everything", () => {
  const random = new Random(7);
  const counts = [0, 0, 0, 0, 0];
  for (let i = 0; i < 50_000; i++) counts[random.below(5)]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  expect(random.shuffle([1, 2, 3, 4, 5, 6]).sort()).toEqual([1, 2, 3, 4, 5, 6]);
});
