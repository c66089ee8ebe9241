import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { waterfall } from "./waterfallScale";

describe("waterfall", () => {
  it("steps down without a gap from asked to placed", () => {
    const { steps, at, start } = waterfall(360, [22, 14, 8, 4], 312);
    expect(start).toBeGreaterThan(0);
    expect(start).toBeLessThan(312);
    expect(steps[0]!.to).toBeCloseTo(at(360));
    for (let i = 1; i < steps.length; i++) expect(steps[i]!.to).toBeCloseTo(steps[i - 1]!.from);
    expect(steps.at(-1)!.from).toBeCloseTo(at(312));
  });
  it("keeps a whole axis when much was lost, and when nothing was placed", () => {
    expect(waterfall(40, [30], 10).start).toBe(0);
    expect(waterfall(12, [12], 0).start).toBe(0);
    expect(waterfall(0, [], 0).at(0)).toBe(0);
  });
  it("never leaves the column", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 8 }),
        fc.integer({ min: 0, max: 500 }),
        (takes, placed) => {
          const asked = placed + takes.reduce((sum, one) => sum + one, 0);
          for (const step of waterfall(asked, takes, placed).steps) {
            expect(step.from).toBeGreaterThanOrEqual(0);
            expect(step.to).toBeLessThanOrEqual(1);
            expect(step.from).toBeLessThanOrEqual(step.to);
          }
        },
      ),
    );
  });
});
