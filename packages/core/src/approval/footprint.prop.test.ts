import fc from "fast-check";
import { expect, test } from "vitest";
import { loadsOf } from "../capacity/loads";
import { asPlaced, datacenterArb, racksInArb } from "../testing/placement";
import { compileDatacenter } from "../topology/compiled";
import type { DatacenterModel, PlacedRacks } from "../topology/datacenter";
import { addLots, brokenLimits, footprintOf, leanedOn, worsened } from "./footprint";

const compiled = (model: DatacenterModel) => {
  const result = compileDatacenter(model);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const loads = (model: DatacenterModel, placed: readonly PlacedRacks[]) => {
  const result = loadsOf(compiled(model), placed);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};
const lots = fc.array(racksInArb(), { minLength: 1, maxLength: 6 });

test("limits the plan leans on: broken exactly where a limit is exceeded and the plan adds to it", () => {
  fc.assert(
    fc.property(datacenterArb(), lots, lots, (model, others, mine) => {
      const [rest, own] = [asPlaced(model, others), asPlaced(model, mine)];
      const withPlan = loads(model, [...rest, ...own]);
      const without = loads(model, rest);
      const broken = brokenLimits(withPlan, footprintOf(withPlan.dc, own)).map(
        (v) => `${v.limit}/${v.id}/${v.failedTopId}`,
      );
      const before = new Map(without.violations().map((v) => [`${v.limit}/${v.id}/${v.failedTopId}`, v.load]));
      const adds = withPlan
        .violations()
        .filter((v) => {
          const key = `${v.limit}/${v.id}/${v.failedTopId}`;
          return !before.has(key) || before.get(key)! < v.load;
        })
        .map((v) => `${v.limit}/${v.id}/${v.failedTopId}`);
      // lots of 0 W add positions but no load: their devices are leaned on all the same
      expect(broken).toEqual(expect.arrayContaining(adds));
      if (own.every((lot) => lot.powerW > 0 && lot.coolingW > 0)) expect(broken.sort()).toEqual(adds.sort());
    }),
  );
});

test("racks anywhere never improve a number; racks off the footprint change none", () => {
  fc.assert(
    fc.property(datacenterArb(), lots, lots, (model, mine, more) => {
      const own = asPlaced(model, mine);
      const before = loads(model, own);
      const footprint = footprintOf(before.dc, own);
      const seen = leanedOn(before, footprint);
      const after = before.clone();
      addLots(after, asPlaced(model, more), 1);
      const now = leanedOn(after, footprint);
      for (const was of seen)
        expect(now.find((n) => n.kind === was.kind && n.id === was.id)!.percent).toBeGreaterThanOrEqual(was.percent);
      const touched = footprintOf(after.dc, asPlaced(model, more));
      const related =
        [...touched.devices].some((d) => footprint.devices.has(d)) ||
        [...touched.zones].some((z) => footprint.zones.has(z));
      if (!related) expect(worsened(seen, now)).toBeNull();
      addLots(after, asPlaced(model, more), -1);
      expect(worsened(seen, leanedOn(after, footprint))).toBeNull();
    }),
  );
});

test("worse is what a person could have seen: tenths of a percent of the worst device", () => {
  const ups = { kind: "device", id: "ups", failedTopId: "other", percent: 90 } as const;
  const row = { kind: "device", id: "row", failedTopId: "other", percent: 70 } as const;
  const zone = { kind: "coolingZone", id: "zone", failedTopId: null, percent: 95 } as const;
  const at = (percent: number) => worsened([ups, row, zone], [{ ...ups, percent }, row, zone]) !== null;
  expect([at(89), at(90), at(90.04), at(90.06), at(97)]).toEqual([false, false, false, true, true]);
  // another device may fill up to what was the worst, not beyond it
  expect(worsened([ups, row], [ups, { ...row, percent: 90 }])).toBeNull();
  const beyond = { ...row, percent: 91 };
  expect(worsened([ups, row], [ups, beyond])).toEqual({ seen: ups, now: beyond });
  expect(worsened([ups, zone], [ups, { ...zone, percent: 99 }])).toBeNull();
  expect(worsened([ups], [])).toBeNull();
});
