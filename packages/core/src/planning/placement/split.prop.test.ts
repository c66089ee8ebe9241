import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { loadsOf, rackDemand } from "../../capacity/loads";
import { asPlaced, datacenterArb, racksInArb, requestsArb } from "../../testing/placement";
import { compileDatacenter } from "../../topology/compiled";
import { racksByGroup } from "./rank";
import { unitsOf } from "./row-limits";
import { Floor } from "./search/floor";
import { eachSplit, groupCount, intervalOf } from "./split";
import { legalSplits } from "./testing.oracle";

// hundreds of cases, each judged by brute force: seconds on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const setting = fc.record({
  model: datacenterArb(),
  standing: fc.array(racksInArb(), { maxLength: 3 }),
  request: requestsArb({ most: 1 }).filter((r) => r.length === 1),
});

test("the legal splits of a row are exactly those that brute force finds", () => {
  fc.assert(
    fc.property(setting, ({ model, standing, request }) => {
      const dc = compileDatacenter(model);
      if (!dc.ok) throw new Error("bad model");
      const placed = asPlaced(
        model,
        standing.map((s) => ({ ...s, count: 1, powerW: 1, coolingW: 1 })),
      );
      const loads = loadsOf(dc.value, placed);
      if (!loads.ok) throw new Error("bad racks");
      fc.pre(loads.value.violations().length === 0);
      const floor = new Floor(loads.value);
      const asked = request[0]!;
      const units = unitsOf(rackDemand(asked));
      model.rows.forEach((row, index) => {
        const expected = legalSplits(model, placed, asked, row.id).map((s) => JSON.stringify(s));
        const found: string[] = [];
        eachSplit(floor, index, asked.racks, units, (split) => {
          found.push(JSON.stringify(racksByGroup(dc.value, index, split)));
          return true;
        });
        expect(found.sort()).toEqual([...expected].sort());
        if (groupCount(floor, index) > 2 || groupCount(floor, index) === 0) return;
        const interval = { lo: 0, hi: 0, binding: 0 };
        expect(intervalOf(floor, index, asked.racks, units, interval)).toBe(expected.length > 0);
        if (expected.length > 0) expect(interval.hi - interval.lo + 1).toBe(expected.length);
      });
    }),
    { numRuns: 400 },
  );
});

test("what a search thinks is left, after any changes, is what the loads say", () => {
  const changes = fc.array(fc.record({ row: fc.nat(20), split: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }) }), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(datacenterArb(), racksInArb(), changes, (model, rack, steps) => {
      const dc = compileDatacenter(model);
      if (!dc.ok) throw new Error("bad model");
      const loads = loadsOf(dc.value, []);
      if (!loads.ok) throw new Error("no racks");
      const floor = new Floor(loads.value);
      const demand = rackDemand(rack);
      for (const step of steps) {
        const row = step.row % model.rows.length;
        const split = step.split.slice(0, groupCount(floor, row));
        floor.put(row, split, { units: unitsOf(demand) });
        const first = dc.value.rowGroupStart[row]!;
        split.forEach((count, k) => {
          loads.value.add(dc.value.rowGroups[first + k]!, count, demand);
        });
      }
      const fresh = new Floor(loads.value);
      expect(floor.left).toEqual(fresh.left);
      expect(floor.rowFree).toEqual(fresh.rowFree);
      const kept = floor.clone();
      for (const step of steps) {
        const row = step.row % model.rows.length;
        floor.put(row, step.split.slice(0, groupCount(floor, row)), { units: unitsOf(demand) }, -1);
      }
      const empty = loadsOf(dc.value, []);
      expect(floor.left).toEqual(new Floor(empty.ok ? empty.value : loads.value).left);
      expect(kept.left).toEqual(fresh.left);
    }),
  );
});
