import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "../telemetry/point";
import { judge } from "./judge";
import { type OpenAlert, transitions } from "./machine";
import { firings, overdueWaits } from "./preview";

const subject = { kind: "rack", key: "rack 1", name: "R1", datacenter: null } as const;

const MINUTE = 60_000;

/** A rule over a clock, asked in the middle of every minute. */
function replayedClock(
  waits: readonly { readonly since: number; readonly end: number | null }[],
  after: number,
  now: number,
) {
  const test = { kind: "clock", clock: "gate_waiting", afterMinutes: after } as const;
  const open: OpenAlert[] = [];
  let fired = 0;
  for (let minute = 0; minute < now; minute++) {
    const nowMs = (minute + 0.5) * MINUTE;
    const found = waits.flatMap(({ since, end }, i) => {
      if (since > minute || (end !== null && end <= minute)) return [];
      const of = { ...subject, key: `gate ${i}` };
      return judge(test, { kind: "clock", subject: of, sinceMs: since * MINUTE }, nowMs) ?? [];
    });
    for (const { subject: of } of transitions(open, found, nowMs).fire) {
      fired += 1;
      open.push({
        id: fired,
        rule: "r",
        subjectKey: of.key,
        state: "firing",
        absentSinceMs: null,
        silencedUntilMs: null,
      });
    }
  }
  return fired;
}

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
  it("is what it does of clocks, asked every minute", () => {
    const wait = fc
      .record({ since: fc.nat(60), took: fc.option(fc.nat(40)) })
      .map(({ since, took }) => ({ since, end: took === null ? null : since + took }));
    fc.assert(
      fc.property(
        fc.array(wait, { maxLength: 6 }),
        fc.nat(30),
        fc.integer({ min: 1, max: 90 }),
        (waits, after, now) => {
          const kept = waits.map(({ since, end }, i) => ({
            ...{ key: `gate ${i}`, sinceMs: since * MINUTE },
            endMs: end === null ? null : end * MINUTE,
          }));
          const over = { afterMs: after * MINUTE, sinceMs: 0, nowMs: now * MINUTE };
          expect(overdueWaits(kept, over)).toHaveLength(replayedClock(waits, after, now));
          // a part of the past has what fired in it, and no more
          const later = overdueWaits(kept, { ...over, sinceMs: 20 * MINUTE });
          const before = overdueWaits(kept, { ...over, nowMs: Math.min(now, 20) * MINUTE });
          expect(later.length + before.length).toBe(overdueWaits(kept, over).length);
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
