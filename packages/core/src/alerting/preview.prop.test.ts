import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../telemetry/point";
import { judge } from "./judge";
import { type OpenAlert, transitions } from "./machine";
import { firings } from "./preview";

const subject = { kind: "rack", key: "rack 1", name: "R1", datacenter: null } as const;

/** The rule itself, asked at the end of every hour, with alerts that open and end. */
function replayed(values: readonly number[], hours: number): number {
  const test = {
    kind: "above",
    of: "rack",
    metric: "inlet_c",
    stat: "mean",
    above: 30,
    unit: "absolute",
    hours,
  } as const;
  let open: OpenAlert | null = null;
  let fired = 0;
  values.forEach((_, i) => {
    const newestFirst = values.slice(Math.max(0, i - hours + 1), i + 1).reverse();
    const found = judge(test, { kind: "above", subject, hours: newestFirst, limit: null }, i * HOUR_MS);
    const done = transitions(open ? [open] : [], found ? [found] : [], i * HOUR_MS);
    if (done.fire.length > 0) {
      fired += 1;
      open = { id: 1, rule: "r", subjectKey: subject.key, state: "firing", absentSinceMs: null, silencedUntilMs: null };
    }
    if (!found) open = null;
  });
  return fired;
}

describe("what a rule would have done", () => {
  it("is what it does, asked hour after hour", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(20, 40), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (values, least) => {
          const above = values.flatMap((value, i) => (value > 30 ? [i * HOUR_MS] : []));
          expect(firings(above, least)).toBe(replayed(values, least));
        },
      ),
    );
  });
  it("counts one alert for what goes on, and another after an hour without", () => {
    expect(
      firings(
        [1, 2, 3, 5, 6].map((h) => h * HOUR_MS),
        2,
      ),
    ).toBe(2);
    expect(firings([], 1)).toBe(0);
  });
});
