import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths } from "../foundation/months";
import { type Exhaustion, exhaustionOf, exhaustionRank, firstToBind, type UseOfMonth } from "./exhaustion";
import { leastSquares } from "./trend";

const rising = (count: number, start: number, perMonth: number, limit: number): UseOfMonth[] =>
  Array.from({ length: count }, (_, i) => ({ month: addMonths("2025-01", i), used: start + i * perMonth, limit }));

test("a straight rise runs out when what is left is used up", () => {
  const e = exhaustionOf(rising(12, 100, 10, 300));
  expect(e).toEqual({ kind: "months", months: 9, perMonth: 10 });
});

test("only the last twelve months count, gaps and order do not matter", () => {
  const shock: UseOfMonth = { month: "2024-06", used: 5000, limit: 300 };
  const facts = rising(12, 100, 10, 300);
  expect(exhaustionOf([shock, ...facts])).toEqual(exhaustionOf(facts));
  const holes = [facts[11]!, facts[2]!, facts[7]!];
  expect(exhaustionOf(holes)).toMatchObject({ kind: "months", months: expect.closeTo(9, 9) });
});

test("a limit that is reached has no months left, whatever the trend", () => {
  expect(exhaustionOf(rising(1, 300, 0, 300))).toMatchObject({ kind: "months", months: 0 });
  expect(exhaustionOf(rising(12, 411, -10, 300))).toMatchObject({ kind: "months", months: 0 });
});

test("what cannot be judged is unknown and says why", () => {
  expect(exhaustionOf([])).toEqual({ kind: "unknown", why: "no-facts" });
  expect(exhaustionOf(rising(2, 1, 1, 10))).toEqual({ kind: "unknown", why: "too-few-months" });
  expect(exhaustionOf(rising(12, 0, 0, 0))).toEqual({ kind: "unknown", why: "no-limit" });
});

test("level, falling or slow use does not run out within 36 months", () => {
  for (const perMonth of [0, -3, 1]) expect(exhaustionOf(rising(12, 50, perMonth, 150)).kind).toBe("none");
  expect(exhaustionOf(rising(12, 50, 2.5, 50 + 11 * 2.5 + 36 * 2.5))).toMatchObject({ kind: "months", months: 36 });
});

const months = (n: number): Exhaustion => ({ kind: "months", months: n, perMonth: 1 });
const none: Exhaustion = { kind: "none", horizonMonths: 36, perMonth: 0 };
const unknown: Exhaustion = { kind: "unknown", why: "no-facts" };

test("the first to bind is the soonest; not known wins over none", () => {
  expect(firstToBind({ space: months(9), power: months(4), cooling: none }).resource).toBe("power");
  expect(firstToBind({ space: unknown, power: none, cooling: none })).toEqual({ resource: null, exhaustion: unknown });
  expect(firstToBind({ space: none, power: none, cooling: none })).toEqual({ resource: null, exhaustion: none });
  const sorted = [unknown, months(7), none, months(0)].sort((a, b) => exhaustionRank(a) - exhaustionRank(b));
  expect(sorted).toEqual([months(0), months(7), none, unknown]);
});

test("least squares leaves residuals that sum to nothing, alone and against x", () => {
  const points = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -1000, max: 1000 })), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(points, (p) => {
      const { slope, intercept } = leastSquares(p);
      const residuals = p.map(([x, y]) => [x, y - intercept - slope * x] as const);
      expect(residuals.reduce((s, [, r]) => s + r, 0)).toBeCloseTo(0, 6);
      if (new Set(p.map(([x]) => x)).size > 1) expect(residuals.reduce((s, [x, r]) => s + x * r, 0)).toBeCloseTo(0, 5);
    }),
  );
});
