import fc from "fast-check";
import { expect, test } from "vitest";
import { nextPollMs, pollSecondsOf } from "./controller-polling";

test("the next question comes within a step, at the controller's own place in it, whenever the last one was", () => {
  const step = fc.integer({ min: 15, max: 3600 }).map((seconds) => seconds * 1000);
  fc.assert(
    fc.property(fc.nat({ max: 2_000_000 }), fc.nat({ max: 2_000_000_000_000 }), step, (id, nowMs, stepMs) => {
      const next = nextPollMs(id, nowMs, stepMs);
      expect(next).toBeGreaterThan(nowMs);
      expect(next).toBeLessThanOrEqual(nowMs + stepMs);
      expect(nextPollMs(id, next, stepMs)).toBe(next + stepMs);
    }),
  );
});

test("the controller's own word counts before its datacenter's, and never is a word", () => {
  expect([pollSecondsOf(60, 0), pollSecondsOf(null, 0), pollSecondsOf(0, 60), pollSecondsOf(null, null)]).toEqual([
    ...[60, 0, 0, 300],
  ]);
});
