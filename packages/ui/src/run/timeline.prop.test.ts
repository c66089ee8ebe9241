import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mockRun, now, sampleRun } from "../../gallery/pages/runData";
import { timelineOf, timeTicks } from "./timeline";

const hour = 3_600_000;
const spec = fc.record({
  racks: fc.integer({ min: 1, max: 4 }),
  at: fc.constantFrom(null, "order", "dock", "rack", "burn_in", "accept", "in_service"),
  begins: fc.integer({ min: -300, max: 50 }),
  tier: fc.constantFrom("canary", "rest"),
  mix: fc.option(fc.tuple(fc.nat(3), fc.nat(2), fc.nat(2)), { nil: undefined }),
});

describe("a run on a time axis", () => {
  it("has each stage once a wave, in the run's time, what is to come after now", () => {
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 4 }), (specs) => {
        const run = sampleRun("provision", specs);
        const { from, to, lines } = timelineOf(run, now);
        expect(lines).toHaveLength(specs.length);
        for (const { bars, gates } of lines) {
          expect(new Set(bars.map((bar) => bar.stage)).size).toBe(run.template.stages.length);
          for (const bar of bars) {
            expect(bar.from).toBeGreaterThanOrEqual(from);
            expect(bar.to).toBeGreaterThanOrEqual(bar.from);
            expect(bar.to).toBeLessThanOrEqual(to);
            expect(bar.doneTo).toBeGreaterThanOrEqual(bar.from);
            expect(bar.doneTo).toBeLessThanOrEqual(bar.to);
            if (bar.state === "toCome") expect(bar.from).toBeGreaterThanOrEqual(now);
            if (bar.state !== "done") expect(bar.to).toBeGreaterThanOrEqual(now);
            expect(bar.state === "done").toBe(bar.settled === bar.racks);
          }
          for (const gate of gates) if (gate.state !== "open") expect(gate.at).toBeGreaterThanOrEqual(now);
        }
      }),
    );
  });

  it("never draws two bars of a wave over each other", () => {
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 3 }), (specs) => {
        for (const { bars } of timelineOf(sampleRun("provision", specs), now).lines)
          for (const a of bars)
            for (const b of bars) {
              if (a === b || a.from >= b.to || b.from >= a.to || a.from === a.to || b.from === b.to) continue;
              expect(a.shares && b.shares).toBe(true);
            }
      }),
    );
  });

  it("of an ended run shows nothing to come", () => {
    const run = { ...mockRun(), state: "aborted" as const, endedAt: new Date(now).toISOString() };
    for (const { bars } of timelineOf(run, now + 400 * hour).lines)
      for (const bar of bars) expect(["done", "gone"]).toContain(bar.state);
  });
});

it("ticks are round, in order, and no more than asked for", () => {
  fc.assert(
    fc.property(fc.integer({ min: 60_000, max: 400 * 24 * hour }), fc.integer({ min: 2, max: 14 }), (span, count) => {
      const { at } = timeTicks(now, now + span, count);
      expect(at.length).toBeLessThanOrEqual(count + 1);
      for (const [i, tick] of at.entries()) {
        expect(tick % 60_000).toBe(0);
        expect(tick).toBeGreaterThanOrEqual(now);
        if (i > 0) expect(tick).toBeGreaterThan(at[i - 1]!);
      }
    }),
  );
});
