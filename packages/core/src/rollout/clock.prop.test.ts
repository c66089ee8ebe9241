import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { doubtfulAfter, escalationOf, escalations, stageClock } from "./clock";
import { quantile } from "./durations";

const HOUR = 3_600_000;
const durations = fc
  .array(fc.integer({ min: 1, max: 40 * HOUR }), { minLength: 5, maxLength: 40 })
  .map((list) => [...list].sort((a, b) => a - b));
const stage = { usualMs: 5 * HOUR };

describe("the time for a stage", () => {
  test("is the template's, else the rule's, else nine in ten of what was learnt, else the usual", () => {
    fc.assert(
      fc.property(durations, (ms) => {
        const learnt = { ms, from: "site" } as const;
        const rule = { dueMs: 7 * HOUR, warnShare: 0.5 };
        expect(stageClock({ ...stage, dueMs: HOUR }, learnt, rule)).toMatchObject({ dueMs: HOUR, from: "template" });
        expect(stageClock(stage, learnt, rule)).toMatchObject({ dueMs: 7 * HOUR, from: "rule" });
        expect(stageClock(stage, learnt)).toMatchObject({
          dueMs: Math.round(quantile(ms, 0.9)),
          from: "site",
          times: ms.length,
        });
        expect(stageClock(stage, { ms: [stage.usualMs], from: "usual" })).toMatchObject({
          ...{ dueMs: 5 * HOUR, warnMs: 4 * HOUR, from: "usual", times: 0 },
        });
      }),
    );
  });

  test("reminds before it is over, and never later than the share says", () => {
    fc.assert(
      fc.property(
        durations,
        fc.integer({ min: 1, max: 60 * HOUR }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (ms, dueMs, warnShare) => {
          const { warnMs } = stageClock(stage, { ms, from: "type" }, { dueMs, warnShare });
          expect(warnMs).toBeGreaterThanOrEqual(0);
          expect(warnMs).toBeLessThanOrEqual(dueMs);
          expect(warnMs).toBeLessThanOrEqual(Math.max(warnShare * dueMs, dueMs - 24 * HOUR));
        },
      ),
    );
  });

  test("is in doubt as soon as fewer than eight in ten of those that took as long were in time, not before", () => {
    fc.assert(
      fc.property(durations, fc.integer({ min: 1, max: 50 * HOUR }), (ms, dueMs) => {
        const after = doubtfulAfter(ms, dueMs);
        const inTime = (passed: number) => {
          const left = ms.filter((one) => one > passed);
          return left.length === 0 || quantile(left, 0.8) <= dueMs;
        };
        for (const passed of [0, ...ms].filter((one) => one < Math.min(after, dueMs)))
          expect(inTime(passed)).toBe(true);
        if (Number.isFinite(after)) expect(inTime(after)).toBe(false);
      }),
    );
  });
});

test("each escalation is said once, in its order, and the last two people at the latest before it is late", () => {
  const moment = fc.integer({ min: 0, max: 1_000 });
  fc.assert(
    fc.property(moment, moment, fc.array(moment, { maxLength: 12 }), (warn, rest, looks) => {
      const dueAt = warn + rest + 2;
      let escalatedAt: number | null = null;
      const said: string[] = [];
      for (const now of [...looks, dueAt, dueAt + 1].sort((a, b) => a - b)) {
        const { say, next } = escalationOf({ startedAt: 0, warnAt: warn, dueAt, escalatedAt }, now);
        if (next !== null) expect(next).toBeGreaterThan(now);
        if (say === null) continue;
        if (say !== "late") expect(now).toBeLessThan(dueAt);
        said.push(say);
        escalatedAt = now;
      }
      expect(said).toEqual(escalations.filter((one) => said.includes(one)));
      expect(said).toContain("late");
    }),
  );
});

test("woken when it says, everybody is told in time", () => {
  const task = { startedAt: 0, warnAt: 80, dueAt: 100 };
  const told: [number, string][] = [];
  let now: number | null = 0;
  let escalatedAt: number | null = null;
  while (now !== null) {
    const { say, next }: ReturnType<typeof escalationOf> = escalationOf({ ...task, escalatedAt }, now);
    if (say) {
      told.push([now, say]);
      escalatedAt = now;
    }
    now = next;
  }
  expect(told).toEqual([
    [80, "remind"],
    [90, "escalate"],
    [100, "late"],
  ]);
});
