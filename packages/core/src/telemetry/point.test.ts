import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CLOCKS_APART_MS, DAY_MS, dayBegin, metricRange, metrics, oldestTaken, refusalOf } from "./point";

const retention = { pointDays: 14 };
const now = fc.integer({ min: 2e12 / 2, max: 2e12 });

describe("refusalOf", () => {
  it("takes what lies between the oldest day that is kept and now, and what a sensor can say", () => {
    fc.assert(
      fc.property(
        now,
        fc.constantFrom(...metrics),
        fc.integer({ min: -20 * DAY_MS, max: DAY_MS }),
        fc.double(),
        (nowMs, metric, offset, value) => {
          const { from, to } = metricRange[metric];
          const atMs = nowMs + offset;
          const taken = refusalOf(metric, { atMs, value }, nowMs, retention) === null;
          expect(taken).toBe(
            value >= from && value <= to && atMs <= nowMs + CLOCKS_APART_MS && atMs >= oldestTaken(nowMs, retention),
          );
        },
      ),
    );
  });

  it("keeps the whole day of the oldest point that it takes a day longer", () => {
    fc.assert(
      fc.property(now, (nowMs) => {
        const oldest = oldestTaken(nowMs, retention);
        expect(oldest).toBe(dayBegin(oldest));
        expect(dayBegin(nowMs) - oldest).toBe(13 * DAY_MS);
      }),
    );
  });
});
