import fc from "fast-check";
import { expect, test } from "vitest";
import { problemArb } from "../../testing/placement";
import { compileDatacenter } from "../../topology/compiled";
import type { DatacenterModel, PlacedRacks } from "../../topology/datacenter";
import { brokenLimits } from "./broken";
import { relaxed } from "./relaxed";
import { asRacks } from "./testing.oracle";
import { limitsMadeWorse, raiseFor } from "./worse";

const compiled = (model: DatacenterModel) => {
  const dc = compileDatacenter(model);
  if (!dc.ok) throw new Error(JSON.stringify(dc.error));
  return dc.value;
};

/** Racks anywhere before and after: some stay, some go elsewhere, some come. Nothing says that reality keeps its limits. */
const change = fc
  .record({
    problem: fc.oneof(problemArb({ tags: true }), problemArb({ tags: true, feeds: true, extras: true })),
    from: fc.array(fc.option(fc.nat(50)), { minLength: 8, maxLength: 8 }),
    to: fc.array(fc.option(fc.nat(50)), { minLength: 8, maxLength: 8 }),
  })
  .map(({ problem: { model, requests }, from, to }) => {
    const standing = (at: readonly (number | null)[]) =>
      requests.flatMap((request, i): PlacedRacks[] => {
        const where = at[i % 8];
        if (where === null || where === undefined) return [];
        const group = model.groups[where % model.groups.length]!;
        return [asRacks(request, group.rowId, { [group.id]: request.racks })];
      });
    return { model, requests, before: standing(from), after: standing(to) };
  });

const nameOf = (b: { limit: string; subjectId: string; failedTopId?: string; key?: string }) =>
  b.limit === "affinity" ? `affinity/${b.key}` : [b.limit, b.subjectId, b.failedTopId, b.key].join("/");

test("a change is refused exactly for limits that are over afterwards by more than they were", () => {
  let refused = 0;
  fc.assert(
    fc.property(change, ({ model, before, after }) => {
      const dc = compiled(model);
      const was = new Map(brokenLimits(dc, before).map((b) => [nameOf(b), b.over]));
      const worse = brokenLimits(dc, after).filter((b) => b.over > (was.get(nameOf(b)) ?? 0) + 1e-6);
      const found = limitsMadeWorse(dc, { before, after });
      expect(found.map(nameOf)).toEqual(worse.map(nameOf));
      for (const [i, { asked, left, margin, capacity }] of found.entries()) {
        expect(asked).toBeGreaterThan(Math.max(0, left));
        expect(margin).toBeCloseTo(left - asked, 6);
        expect(capacity - left + asked).toBeCloseTo(worse[i]!.load, 6);
      }
      refused += found.length;
    }),
    { numRuns: 200 },
  );
  expect(refused).toBeGreaterThan(0);
});

test("to take racks away, or to change nothing, is never refused, however far over the limits reality is", () => {
  fc.assert(
    fc.property(change, fc.nat(7), ({ model, before }, gone) => {
      const dc = compiled(model);
      expect(limitsMadeWorse(dc, { before, after: before })).toEqual([]);
      const fewer = before.filter((_, i) => i !== gone % Math.max(1, before.length));
      const sums = limitsMadeWorse(dc, { before, after: fewer });
      // of a torn affinity another home may be the larger one; nothing else grows
      expect(sums.filter(({ limit }) => limit !== "affinity")).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test("with the limits raised by what the refusal says, the same change passes; with less it does not", () => {
  let tried = 0;
  fc.assert(
    fc.property(change, ({ model, requests, before, after }) => {
      const [any] = requests;
      const found = limitsMadeWorse(compiled(model), { before, after }).filter(
        ({ limit, margin }) => margin < 0 && !["spread", "antiAffinity", "affinity"].includes(limit),
      );
      if (!any || found.length === 0) return;
      const raised = (part: number) => {
        const changes = found.map((check) => {
          const { amount, ...rest } = raiseFor(check);
          return { ...rest, amount: Math.ceil(amount * part) };
        });
        const { model: wider } = relaxed(model, any, changes);
        return limitsMadeWorse(compiled(wider), { before, after }).filter(
          ({ limit }) => !["spread", "antiAffinity", "affinity"].includes(limit),
        );
      };
      expect(raised(1)).toEqual([]);
      if (found.every((check) => raiseFor(check).amount >= 4)) expect(raised(0.5).length).toBeGreaterThan(0);
      tried += 1;
    }),
    { numRuns: 200 },
  );
  expect(tried).toBeGreaterThan(0);
});
