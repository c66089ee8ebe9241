import { expect, test } from "vitest";
import type { Demand } from "./candidates";
import { type BidPrice, costsMore, expectedLoss } from "./selective";

const demand = (racks: number, reward = 200): Demand => ({
  ...{ racks, reward, rows: null },
  units: Float64Array.of(6050),
});
/** Seven racks for 200 are what a place is worth at the margin. */
const price: BidPrice = { kind: 0, free: 3_600_003, worth: (200 / (7 * 6050)) * 3_600_003 };

test("who brings exactly what a place is worth is not left out for the last digit of a quotient", () => {
  expect(expectedLoss(price, demand(7))).toBeGreaterThan(200);
  expect(costsMore(price, demand(7))).toBe(false);
});

test("who brings less is left out, and the price is said", () => {
  expect(costsMore(price, demand(8))).toBe(true);
  expect(expectedLoss(price, demand(8))).toBeCloseTo((200 / 7) * 8, 9);
  expect(costsMore(price, demand(6))).toBe(false);
  expect(costsMore({ ...price, worth: 0 }, demand(60, 1))).toBe(false);
});
