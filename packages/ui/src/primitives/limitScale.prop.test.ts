import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { limitGeometry } from "./limitScale";

const amount = fc.double({ min: 0, max: 1e7, noNaN: true });
const parts = fc.record({
  used: amount,
  gain: amount,
  held: amount,
  planned: amount,
  limit: fc.option(fc.double({ min: 0, max: 1e7, noNaN: true })),
});

describe("limitGeometry", () => {
  it("lays the segments end to end, inside the bar", () => {
    fc.assert(
      fc.property(parts, (given) => {
        const { segments } = limitGeometry(given);
        let at = 0;
        for (const segment of segments) {
          expect(segment.from).toBeCloseTo(at, 6);
          expect(segment.width).toBeGreaterThanOrEqual(0);
          at = segment.from + segment.width;
        }
        expect(at).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
  it("draws over if and only if the total passes the limit, and then from the tick on", () => {
    fc.assert(
      fc.property(parts, (given) => {
        const { segments, tick, share } = limitGeometry(given);
        const over = segments.find((segment) => segment.kind === "over");
        const total = given.used + given.gain + given.held + given.planned;
        expect(over !== undefined).toBe(given.limit !== null && total > given.limit);
        if (over) expect(over.from).toBeCloseTo(tick ?? -1, 9);
        expect(share === null).toBe(given.limit === null);
      }),
    );
  });
  it("keeps the tick inside the right end, and gives room beyond it when something is over", () => {
    expect(limitGeometry({ used: 50, limit: 100 }).tick).toBeCloseTo(0.98);
    expect(limitGeometry({ used: 112, limit: 100 }).tick).toBeCloseTo(1 / 1.2);
    expect(limitGeometry({ used: 48, limit: null }).tick).toBeNull();
  });
  it("shares one right end in a column", () => {
    const small = limitGeometry({ used: 10, limit: 50 }, 100);
    const large = limitGeometry({ used: 10, limit: 100 }, 100);
    expect(small.segments[0]!.width).toBeCloseTo(large.segments[0]!.width);
    expect(small.tick! * 2).toBeCloseTo(large.tick!);
  });
  it("is over for anything against a limit of nothing", () => {
    expect(limitGeometry({ used: 1, limit: 0 }).share).toBe(Number.POSITIVE_INFINITY);
    expect(limitGeometry({ used: 0, limit: 0 }).share).toBe(0);
  });
});
