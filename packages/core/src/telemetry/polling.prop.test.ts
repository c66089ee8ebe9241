import fc from "fast-check";
import { expect, test } from "vitest";
import { nextWindow, pauseAfter } from "./polling";

const step = fc.constantFrom(1_000, 15_000, 60_000, 300_000);
const now = fc.integer({ min: 1.6e12, max: 1.9e12 });

test("windows follow each other without a gap, end, and hold only whole steps that have been", () => {
  fc.assert(
    fc.property(now, step, fc.integer({ min: 0, max: 5 * 86_400_000 }), (nowMs, stepMs, behind) => {
      let readTo: number | null = behind === 0 ? null : Math.floor((nowMs - behind) / stepMs) * stepMs;
      const oldest = nowMs - 3 * 86_400_000;
      let rounds = 0;
      for (;;) {
        const next = nextWindow(readTo, nowMs, stepMs, oldest);
        if (next === null) break;
        expect(next.fromMs % stepMs).toBe(0);
        expect(next.fromMs).toBeGreaterThanOrEqual(oldest);
        expect(next.toMs).toBeLessThanOrEqual(nowMs - stepMs);
        if (readTo !== null && readTo >= oldest) expect(next.fromMs).toBeLessThanOrEqual(readTo + stepMs);
        expect(next.toMs).toBeGreaterThan(readTo ?? 0);
        readTo = next.toMs;
        expect(++rounds).toBeLessThan(2_000);
      }
      expect(nowMs - readTo!).toBeLessThan(2 * stepMs);
    }),
  );
});

test("pauses grow and end", () => {
  fc.assert(
    fc.property(step, fc.nat(1000), (stepMs, failures) => {
      expect(pauseAfter(failures + 1, stepMs)).toBeGreaterThanOrEqual(pauseAfter(failures, stepMs));
      expect(pauseAfter(failures, stepMs)).toBeLessThanOrEqual(900_000);
    }),
  );
});
