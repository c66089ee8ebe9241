import { expect, test } from "vitest";
import { check } from "../check/check";
import { generate, type PresetName } from "../instances/generate";
import { planGreedy } from "./greedy";

/** Of the placement format's fixed instances: reward, racks, first rejected, stranded % at the first rejection and at the end. */
const PUBLISHED = [
  ["paper", 1, "first-fit", 34_400, 1293, 167, 4.91, 3.7],
  ["paper", 5, "first-fit", 28_800, 1226, 143, 7.69, 7.56],
  ["tight", 4, "first-fit", 14_400, 546, 46, 34.3, 3.48],
  ["small", 3, "first-fit", 2400, 39, 8, 37.87, 16.83],
  ["paper", 2, "best-fit", 37_200, 1339, 175, 4.22, 2.63],
  ["tight", 1, "best-fit", 13_200, 520, 63, 4.71, 2.23],
  ["tight", 4, "best-fit", 14_000, 538, 59, 11, 2.22],
  ["tight", 5, "best-fit", 16_000, 600, 59, 25.74, 3.78],
  ["small", 2, "best-fit", 2600, 45, 9, 28.27, 13.67],
] as const;

test.each(PUBLISHED)("%s seed %i by %s is as published", (preset, seed, rule, reward, racks, first, early, late) => {
  const distribution = preset === "tight" ? "families" : "independent";
  const instance = generate({ preset: preset as PresetName, seed, distribution });
  const found = check(instance, planGreedy(instance, rule));
  expect(found).toMatchObject({ reward, racks, firstRejected: first });
  expect(found.strandedAtFirst).toBeCloseTo(early, 1.9);
  expect(found.strandedAtEnd).toBeCloseTo(late, 1.9);
});
