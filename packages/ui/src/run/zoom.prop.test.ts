import fc from "fast-check";
import { expect, it } from "vitest";
import { now, sampleRun } from "../../gallery/pages/runData";
import { timelineOf } from "./timeline";
import { clipped, spanOf, zooms } from "./zoom";

const spec = fc.record({
  racks: fc.integer({ min: 1, max: 3 }),
  at: fc.constantFrom(null, "order", "dock", "rack", "burn_in", "accept"),
  begins: fc.integer({ min: -300, max: 50 }),
  tier: fc.constantFrom("canary", "rest"),
});
const timeline = fc
  .array(spec, { minLength: 1, maxLength: 3 })
  .map((specs) => timelineOf(sampleRun("provision", specs), now));
const inside = fc.integer({ min: -500, max: 2_000 }).map((hours) => now + hours * 3_600_000);

it("shows a part of the run's time: what was ends now, what comes begins now, and around now has now in it", () => {
  fc.assert(
    fc.property(timeline, inside, fc.constantFrom(...zooms), (drawn, at, zoom) => {
      const span = spanOf(drawn, zoom, at);
      expect(span.to).toBeGreaterThan(span.from);
      expect(span.from).toBeGreaterThanOrEqual(drawn.from);
      if (zoom === "all" || at <= drawn.from || at >= drawn.to) {
        expect(span).toEqual({ from: drawn.from, to: drawn.to });
        return;
      }
      if (zoom === "past") expect(Math.max(span.to, at)).toBe(span.to);
      if (zoom === "ahead") expect(span.from).toBe(at);
      if (zoom === "now") {
        expect(span.from).toBeLessThan(at);
        expect(span.to).toBeGreaterThan(at);
      }
    }),
  );
});

it("cuts at its edges, keeps what is inside, and loses nothing of the whole", () => {
  fc.assert(
    fc.property(timeline, inside, fc.constantFrom(...zooms), (drawn, at, zoom) => {
      const span = spanOf(drawn, zoom, at);
      const cut = clipped(drawn, span);
      cut.lines.forEach((line, i) => {
        const whole = drawn.lines[i]!;
        for (const bar of line.bars) {
          expect(bar.from).toBeGreaterThanOrEqual(span.from);
          expect(bar.to).toBeLessThanOrEqual(span.to);
          expect(bar.from).toBeLessThanOrEqual(bar.to);
        }
        const kept = new Set(line.bars.map((bar) => bar.key));
        for (const bar of whole.bars) if (bar.from < span.to && bar.to > span.from) expect(kept).toContain(bar.key);
        const gates = new Set(line.gates.map((gate) => gate.key));
        for (const gate of whole.gates) expect(gates.has(gate.key)).toBe(gate.at >= span.from && gate.at <= span.to);
      });
      if (zoom === "all") expect(cut).toEqual(drawn);
    }),
  );
});
