import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayAhead, daysUntil, MOST_DAYS, whenInput, whenOf, whenSearch } from "./whenQuery";

describe("the moment that screens show", () => {
  it("is read back from the address it is written to", () => {
    const when = fc.oneof(
      fc.record({ days: fc.integer({ min: 1, max: MOST_DAYS }), plan: fc.constant(null) }),
      fc.record({ days: fc.constant(null), plan: fc.integer({ min: 1, max: 999_999_999 }) }),
      fc.constant({ days: null, plan: null }),
    );
    fc.assert(
      fc.property(when, (one) => {
        expect(whenOf(Object.fromEntries(new URLSearchParams(whenSearch(one))))).toEqual(one);
      }),
    );
  });

  it("is now where the address names no moment that can be shown", () => {
    for (const odd of ["", "0", "-3", "1e3", "2000", "x"]) expect(whenInput(whenOf({ days: odd }))).toEqual({});
    expect(whenInput(whenOf({ plan: ["1", "2"] }))).toEqual({});
  });

  it("counts days as it names them", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.integer({ min: 1, max: MOST_DAYS }),
        (now, days) => {
          expect(daysUntil(now, dayAhead(now, days))).toBe(days);
        },
      ),
    );
    expect(daysUntil(Date.UTC(2026, 10, 28, 9), "2026-11-28")).toBeNull();
    expect(daysUntil(0, "nonsense")).toBeNull();
  });
});
