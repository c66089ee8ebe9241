import fc from "fast-check";
import { expect, test } from "vitest";
import { rollUp } from "./rollup";

const points = fc.uniqueArray(
  fc.record({ atMs: fc.integer({ min: 0, max: 3_600_000 }), value: fc.double({ min: -50, max: 1e6, noNaN: true }) }),
  { minLength: 1, maxLength: 80, selector: ({ atMs }) => atMs },
);

test("a rollup does not depend on the order in which points came", () => {
  fc.assert(
    fc.property(points, (all) => {
      expect(rollUp([...all].reverse())).toEqual(rollUp(all));
    }),
  );
});

test("95 % of the points are no greater than p95, and it is the least of them of which that is so", () => {
  fc.assert(
    fc.property(points, (all) => {
      const { p95, min, max, mean } = rollUp(all)!;
      const upTo = (value: number) => all.filter((p) => p.value <= value).length;
      expect(upTo(p95)).toBeGreaterThanOrEqual(0.95 * all.length - 1e-9);
      for (const { value } of all) if (value < p95) expect(upTo(value)).toBeLessThan(0.95 * all.length + 1e-9);
      expect(min <= p95 && p95 <= max).toBe(true);
      expect(mean).toBeGreaterThanOrEqual(min - 1e-6);
      expect(mean).toBeLessThanOrEqual(max + 1e-6);
    }),
  );
  expect(rollUp([])).toBeNull();
});
