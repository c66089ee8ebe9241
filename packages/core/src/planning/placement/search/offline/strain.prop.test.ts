import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { problemArb } from "../../../../testing/placement";
import { compileProblem } from "../../problem";
import { intervalOf } from "../../split";
import { Floor } from "../floor";
import { isImplied } from "../pricing";
import { type Spot, Strain } from "./strain";

vi.setConfig({ testTimeout: 60_000 });

const compiled = (problem: Parameters<typeof compileProblem>[0]) => {
  const result = compileProblem(problem);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Everything in, row after row, whatever breaks. */
function crowd(strain: Strain, demands: Parameters<Strain["least"]>[1][], rows: number): (Spot | null)[] {
  return demands.map((demand, i) => {
    const row = i % rows;
    const spot = strain.isOpen(row, demand) ? strain.least(row, demand, i) : null;
    if (spot) strain.put(spot, demand, 1);
    return spot;
  });
}

test("what is left and what is over agree with a floor that was filled from scratch, and taking out ends where it began", () => {
  fc.assert(
    fc.property(problemArb({ extras: true, feeds: true, decimals: true }), (problem) => {
      const { loads, demands, dc } = compiled(problem);
      const strain = new Strain(new Floor(loads), demands);
      const truth = strain.floor.clone();
      const empty = strain.floor.clone();
      const spots = crowd(strain, [...demands], dc.rowRoom.length);
      spots.forEach((spot, i) => {
        if (!spot) return;
        expect(spot.split.reduce((a, b) => a + b, 0)).toBe(demands[i]!.racks);
        truth.put(spot.row, spot.split, demands[i]!);
      });
      expect(strain.floor.rowFree).toEqual(truth.rowFree);
      // limits that others imply are not kept
      const kept = Array.from(truth.left, (_, id) => id).filter((id) => !isImplied(truth.limits, id));
      for (const id of kept) expect(strain.floor.left[id]).toBe(truth.left[id]);
      expect(strain.isOver).toBe(kept.some((id) => truth.left[id]! < 0));
      expect(strain.overload > 0).toBe(strain.isOver);
      spots.forEach((spot, i) => {
        if (spot) strain.put(spot, demands[i]!, -1);
      });
      for (const id of kept) expect(strain.floor.left[id]).toBe(empty.left[id]);
      expect([strain.isOver, strain.overload]).toEqual([false, 0]);
    }),
    { numRuns: 150 },
  );
});

test("over two groups the least split is the least of all, and a legal one wherever there is one", () => {
  fc.assert(
    fc.property(problemArb({ extras: true }), fc.nat(50), (problem, from) => {
      const { loads, demands, dc } = compiled(problem);
      const strain = new Strain(new Floor(loads), demands);
      crowd(strain, demands.slice(1), dc.rowRoom.length);
      const demand = demands[0];
      if (!demand) return;
      const over = (spot: Spot) => {
        const before = strain.overload;
        strain.put(spot, demand, 1);
        const added = strain.overload - before;
        strain.put(spot, demand, -1);
        return added;
      };
      for (let row = 0; row < dc.rowRoom.length; row++) {
        if (dc.rowGroupStart[row + 1]! - dc.rowGroupStart[row]! !== 2) continue;
        const spot = strain.least(row, demand, from);
        const legal = intervalOf(strain.floor, row, demand.racks, demand.units, { lo: 0, hi: 0, binding: -1 });
        if (legal) expect(over(spot!)).toBeCloseTo(0, 9);
        if (!spot || dc.groupWeightLimit) continue;
        for (let t = 0; t <= demand.racks; t++)
          expect(over(spot)).toBeLessThanOrEqual(over({ row, split: [t, demand.racks - t] }) + 1e-9);
      }
    }),
    { numRuns: 150 },
  );
});
