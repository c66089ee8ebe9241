import fc from "fast-check";
import { expect, test } from "vitest";
import { asPlaced, datacenterArb, racksInArb } from "../testing/placement";
import { compileDatacenter } from "../topology/compiled";
import { coolingW } from "../topology/units";
import { Loads, loadsOf, rackDemand } from "./loads";
import { oracleLoads } from "./loads.oracle";

const compiled = (model: Parameters<typeof compileDatacenter>[0]) => {
  const result = compileDatacenter(model);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

test.each([{ decimals: false }, { decimals: true }, { decimals: true, feeds: true }])(
  "loads after any adding and removing equal a from-scratch sum (%j)",
  (options) => {
    const { decimals } = options;
    // thirds of a watt have no exact decimal: what is compared is exact in units, and said in watts
    const same = (watts: number, expected: number | undefined) =>
      options.feeds ? expect(watts).toBeCloseTo(expected!, 9) : expect(watts).toBe(expected);
    const changes = fc.array(fc.record({ racks: racksInArb(decimals), stays: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(datacenterArb(options), changes, (model, steps) => {
        const dc = compiled(model);
        const loads = new Loads(dc);
        const put = (step: (typeof steps)[number], sign: number) =>
          loads.add(step.racks.group % model.groups.length, sign * step.racks.count, rackDemand(step.racks));
        for (const step of steps) put(step, 1);
        for (const step of [...steps].reverse()) if (!step.stays) put(step, -1);
        const staying = asPlaced(
          model,
          steps.filter((s) => s.stays).map((s) => s.racks),
        );
        const oracle = oracleLoads(model, staying);
        const scratch = loadsOf(dc, staying);
        expect(scratch.ok && scratch.value).toEqual(loads);
        model.groups.forEach((g, i) => {
          expect(loads.used[i]).toBe(oracle.used.get(g.id));
          expect(loads.freeInGroup(i)).toBe(g.positions - oracle.used.get(g.id)!);
        });
        model.rows.forEach((row, i) => {
          const free = model.groups.filter((g) => g.rowId === row.id).map((g) => g.positions - oracle.used.get(g.id)!);
          expect(loads.freeInRow(i)).toBe(free.reduce((a, b) => a + b, 0));
        });
        model.coolingZones.forEach((z, i) => {
          expect(coolingW(loads.cooling[i]!)).toBe(oracle.coolingW.get(z.id));
        });
        model.devices.forEach((d, i) => {
          same(loads.loadW(i), oracle.normalW.get(d.id));
          let worst = 0;
          for (const [key, watts] of oracle.afterFailureW) {
            const [survivor, failed] = key.split("/") as [string, string];
            if (survivor !== d.id) continue;
            same(loads.loadAfterFailureW(i, dc.deviceIndex.get(failed)!), watts);
            worst = Math.max(worst, watts);
          }
          const failure = loads.worstFailure(i);
          if (failure) same(failure.loadW, worst);
          // nothing is taken over: racks on one feed at most hang here
          else if (!options.feeds) expect(oracle.normalW.get(d.id)).toBe(0);
        });
        // a survivor that shares nothing with any top carries only its normal load: the oracle names every failed top then
        const broken = new Set(
          loads.violations().map((v) => (v.failedTopId ? `failover:${v.id}/${v.failedTopId}` : `${v.limit}:${v.id}`)),
        );
        // where the failover capacity is below the normal load all by itself, one failed top is named for all
        const named = [...oracle.broken].filter((key) => {
          const [survivor, failed] = key.replace("failover:", "").split("/");
          return failed === undefined || loads.slotOf(dc.deviceIndex.get(survivor!)!, dc.deviceIndex.get(failed)!) >= 0;
        });
        expect([...broken].sort()).toEqual(named.sort());
        expect(broken.size === 0).toBe(oracle.broken.size === 0);
      }),
      { numRuns: 300 },
    );
  },
);

test("a copy is independent of its original", () => {
  fc.assert(
    fc.property(datacenterArb(), racksInArb(), (model, racks) => {
      const loads = new Loads(compiled(model));
      const copy = loads.clone();
      copy.add(racks.group % model.groups.length, racks.count, rackDemand(racks));
      expect(loads).toEqual(new Loads(loads.dc));
      expect(copy).not.toEqual(loads);
    }),
  );
});
