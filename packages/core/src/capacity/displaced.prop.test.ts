import fc from "fast-check";
import { expect, test } from "vitest";
import { displacedDemand } from "./displaced";
import { exhaustionOf, HORIZON_MONTHS } from "./exhaustion";

/** A year of growth in a straight line, and what is added to it at its end. */
const caseArb = fc.record({
  start: fc.integer({ min: 0, max: 500 }),
  perMonth: fc.integer({ min: 1, max: 40 }),
  spare: fc.integer({ min: 1, max: 1500 }),
  added: fc.integer({ min: 1, max: 600 }),
  growth: fc.array(fc.record({ family: fc.stringMatching(/^[a-d]$/), perMonth: fc.integer({ min: -5, max: 30 }) }), {
    minLength: 1,
    maxLength: 4,
  }),
});

test("what is displaced is what was added, as far as the trend would have used it", () => {
  fc.assert(
    fc.property(caseArb, ({ start, perMonth, spare, added, growth }) => {
      const months = Array.from({ length: 12 }, (_, i) => ({
        month: `2026-${String(i + 1).padStart(2, "0")}`,
        used: start + i * perMonth,
      }));
      const limit = start + 11 * perMonth + spare;
      const at = (l: number) => exhaustionOf(months.map((m) => ({ ...m, limit: l })));
      const found = displacedDemand(at(limit), at(limit - added), growth);
      const used = Math.min(added, spare, Math.max(0, HORIZON_MONTHS * perMonth - Math.max(0, spare - added)));
      if (limit - added <= 0) return;
      if (Math.max(0, spare - added) / perMonth > HORIZON_MONTHS) expect(found).toBeNull();
      else if (found) {
        expect(found.amount).toBeCloseTo(used, 6);
        const parts = found.families.reduce((sum, f) => sum + f.amount, 0);
        if (growth.some((g) => g.perMonth > 0)) expect(parts).toBeCloseTo(found.amount, 6);
        expect(found.families.every((f) => f.amount > 0)).toBe(true);
        expect(found.fromMonths).toBeLessThan(found.toMonths);
      } else expect(used).toBeLessThan(1e-6);
    }),
  );
});

test("nothing is displaced where nothing is known, or room lasts as long", () => {
  const months = { kind: "months", months: 4, perMonth: 2 } as const;
  expect(displacedDemand({ kind: "unknown", why: "no-facts" }, months, [])).toBeNull();
  expect(displacedDemand(months, months, [])).toBeNull();
  expect(displacedDemand(months, { kind: "none", horizonMonths: 36, perMonth: 1 }, [])).toBeNull();
});
