import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alertStates } from "./machine";
import { GATHER_MS, nextMessageAt, noticeOf, routeMatches } from "./route";
import { severities } from "./rule";

const alert = fc.record({
  rule: fc.constantFrom("inlet-hot", "run-late"),
  severity: fc.constantFrom(...severities),
  datacenter: fc.constantFrom(null, "N1", "N2"),
});
const match = fc.record({
  severities: fc.subarray([...severities]),
  rules: fc.subarray(["inlet-hot", "run-late"]),
  datacenter: fc.constantFrom(null, "N1"),
});

describe("a route", () => {
  it("without conditions tells of everything, and each condition only takes away", () => {
    fc.assert(
      fc.property(match, alert, (route, one) => {
        expect(routeMatches({ severities: [], rules: [], datacenter: null }, one)).toBe(true);
        const alone = [
          routeMatches({ ...route, rules: [], datacenter: null }, one),
          routeMatches({ ...route, severities: [], datacenter: null }, one),
          routeMatches({ ...route, severities: [], rules: [] }, one),
        ];
        expect(routeMatches(route, one)).toBe(alone.every(Boolean));
      }),
    );
  });

  it("sends no two messages within its time, and none at once", () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.option(fc.nat(1e9)), fc.integer({ min: 1, max: 1440 }), (now, last, every) => {
        const at = nextMessageAt(now, last, every);
        expect(at).toBeGreaterThanOrEqual(now + GATHER_MS);
        if (last !== null) expect(at - last).toBeGreaterThanOrEqual(every * 60_000);
      }),
    );
  });

  it("says nothing of what somebody looks after, and of an end only where it told the beginning", () => {
    for (const state of alertStates)
      for (const toldBefore of [true, false])
        for (const tellsOver of [true, false])
          expect(noticeOf({ state, toldBefore }, tellsOver)).toBe(
            state === "firing" ? "firing" : state === "resolved" && toldBefore && tellsOver ? "over" : null,
          );
  });
});
