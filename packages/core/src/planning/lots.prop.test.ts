import fc from "fast-check";
import { expect, test } from "vitest";
import { loadsOf } from "../capacity/loads";
import { asPlaced, datacenterArb, racksInArb } from "../testing/placement";
import { compileDatacenter } from "../topology/compiled";
import type { PlacedRacks } from "../topology/datacenter";
import { largestRow, lotsThatFit, maySplit } from "./lots";
import { feasibility } from "./placement/explain";

const requestArb = fc.record({
  racks: fc.integer({ min: 1, max: 30 }),
  powerW: fc.integer({ min: 0, max: 8 }),
  coolingW: fc.integer({ min: 0, max: 6 }),
});
const scene = fc.tuple(datacenterArb(), fc.array(racksInArb(), { maxLength: 4 }), requestArb);

function open([model, standing, asked]: readonly [
  Parameters<typeof compileDatacenter>[0],
  Parameters<typeof asPlaced>[1],
  { racks: number; powerW: number; coolingW: number },
]) {
  const dc = compileDatacenter(model);
  if (!dc.ok) throw new Error(JSON.stringify(dc.error));
  const loads = loadsOf(dc.value, asPlaced(model, standing));
  if (!loads.ok) throw new Error(JSON.stringify(loads.error));
  return { dc: dc.value, loads: loads.value, request: { id: "r", reward: 1, ...asked } };
}

test("lots keep every limit that was kept before, together with what stands", () => {
  fc.assert(
    fc.property(scene, (s) => {
      const { dc, loads, request } = open(s);
      const lots = lotsThatFit(dc, loads, request);
      const placed = lots.map((lot, i): PlacedRacks => ({ ...request, ...lot, id: `lot${i}`, kind: "held" }));
      const after = loadsOf(dc, [...asPlaced(s[0], s[1]), ...placed]);
      const key = (v: { limit: string; id: string; failedTopId?: string; load: number }) =>
        `${v.limit}/${v.id}/${v.failedTopId}/${v.load}`;
      const before = new Set(loads.violations().map(key));
      expect(after.ok && after.value.violations().filter((v) => !before.has(key(v)))).toEqual([]);
      for (const lot of lots) {
        expect(lot.count).toBe(Object.values(lot.racks).reduce((a, b) => a + b, 0));
        expect(Object.keys(lot.racks).every((g) => s[0].groups.find((x) => x.id === g)!.rowId === lot.rowId)).toBe(
          true,
        );
      }
    }),
  );
});

test("one lot where one row takes it all; complete, or nothing more fits anywhere", () => {
  fc.assert(
    fc.property(scene, (s) => {
      const { dc, loads, request } = open(s);
      const lots = lotsThatFit(dc, loads, request);
      const total = lots.reduce((sum, lot) => sum + lot.count, 0);
      expect(lots.length === 1 && total === request.racks).toBe(feasibility(dc, loads, request).fits);
      expect(lots.map((l) => l.count)).toEqual(lots.map((l) => l.count).sort((a, b) => b - a));
      if (total === request.racks) return;
      const placed = lots.map((lot, i): PlacedRacks => ({ ...request, ...lot, id: `lot${i}`, kind: "held" }));
      const full = loadsOf(dc, [...asPlaced(s[0], s[1]), ...placed]);
      expect(full.ok && feasibility(dc, full.value, { ...request, racks: 1 }).fits).toBe(false);
    }),
  );
});

test("a request is split where no row is long enough, or where it takes what it gets", () => {
  expect(maySplit(20, "all_or_nothing", 20)).toBe(false);
  expect(maySplit(21, "all_or_nothing", 20)).toBe(true);
  expect(maySplit(2, "best_effort", 20)).toBe(true);
  fc.assert(
    fc.property(datacenterArb(), (model) => {
      const dc = compileDatacenter(model);
      const sizes = model.rows.map((r) =>
        model.groups.filter((g) => g.rowId === r.id).reduce((sum, g) => sum + g.positions, 0),
      );
      expect(dc.ok && largestRow(dc.value)).toBe(Math.max(...sizes));
    }),
  );
});
