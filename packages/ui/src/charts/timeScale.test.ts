import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { holesOf, nearestStep, runsOf, timeTicks, usualGap } from "./timeScale";

const HOUR = 3_600_000;
const steps = fc
  .uniqueArray(fc.nat(200), { minLength: 1, maxLength: 60 })
  .map((all) => all.sort((a, b) => a - b).map((n) => ({ atMs: n * HOUR })));

describe("timeTicks", () => {
  it("lie in the span, at round instants, and leave room for their labels", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2e12 }),
        fc.integer({ min: 60_000, max: 1000 * 24 * HOUR }),
        fc.integer({ min: 200, max: 2000 }),
        (from, span, width) => {
          const ticks = timeTicks(from, from + span, width);
          for (const [i, { atMs, isDay }] of ticks.entries()) {
            expect(atMs).toBeGreaterThanOrEqual(from);
            expect(atMs).toBeLessThanOrEqual(from + span);
            expect(atMs % 300_000).toBe(0);
            expect(isDay).toBe(atMs % (24 * HOUR) === 0);
            if (i > 0) expect(((atMs - ticks[i - 1]!.atMs) / span) * width).toBeGreaterThanOrEqual(63);
          }
        },
      ),
    );
    expect(timeTicks(5, 5, 100)).toEqual([]);
  });
});

describe("runs and holes", () => {
  it("hold every step once, in order, and never bridge a missing one", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const runs = runsOf(all, HOUR);
        expect(runs.flat()).toEqual(all);
        for (const run of runs)
          for (const [i, one] of run.entries()) if (i > 0) expect(one.atMs - run[i - 1]!.atMs).toBe(HOUR);
        for (const { fromMs, toMs } of holesOf(all, HOUR, 0, 201 * HOUR)) {
          expect(toMs - fromMs).toBeGreaterThanOrEqual(2 * HOUR);
          expect(all.some(({ atMs }) => atMs >= fromMs && atMs < toMs)).toBe(false);
        }
      }),
    );
  });

  it("take the usual distance of a slow meter for no hole", () => {
    const slow = [0, 6, 12, 18, 40, 46].map((n) => ({ atMs: n * HOUR }));
    expect(usualGap(slow, HOUR)).toBe(6 * HOUR);
    expect(runsOf(slow, usualGap(slow, HOUR)).map((run) => run.length)).toEqual([4, 2]);
    expect(usualGap([], HOUR)).toBe(HOUR);
    expect(usualGap([{ atMs: 0 }, { atMs: 60_000 }], HOUR)).toBe(HOUR);
  });

  it("find the nearest step", () => {
    fc.assert(
      fc.property(steps, fc.nat(200 * HOUR), (all, at) => {
        const found = nearestStep(all, at)!;
        for (const { atMs } of all) expect(Math.abs(all[found]!.atMs - at)).toBeLessThanOrEqual(Math.abs(atMs - at));
      }),
    );
    expect(nearestStep([], 1)).toBeNull();
  });
});
