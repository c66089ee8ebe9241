import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { oracleLoads } from "../../capacity/loads.oracle";
import { problemArb } from "../../testing/placement";
import { planPlacement } from "./plan";
import { replan } from "./replan";
import { asRacks, legalSplits, placedBy, rowsThatFit, rulesBroken } from "./testing.oracle";
import type { PlacementDecision, PlacementProblem } from "./types";

// each case plans twice and is judged by brute force: seconds on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const options = { seed: 1, steps: 12 };
const problems = fc.oneof(problemArb({ tags: true }), problemArb({ tags: true, feeds: true, extras: true }));

function decide(problem: PlacementProblem): readonly PlacementDecision[] {
  const result = planPlacement(problem, options);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.decisions;
}

function again(problem: PlacementProblem, previous: readonly PlacementDecision[]) {
  const result = replan(problem, previous, options);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const fates = (decisions: readonly PlacementDecision[]) =>
  decisions.map((d) => (d.kind === "placed" ? [d.requestId, d.rowId, d.racks] : [d.requestId, d.cause]));

test("an unchanged problem keeps every decision", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const previous = decide(problem);
      const { result, changes, dropped } = again(problem, previous);
      expect(fates(result.decisions)).toEqual(fates(previous));
      expect([changes, dropped]).toEqual([[], []]);
    }),
    { numRuns: 60 },
  );
});

/** Takes away a part of everything that may be there less of. */
const harm = (problem: PlacementProblem, percent: number, at: number): PlacementProblem => {
  const { model } = problem;
  const less = (value: number, i: number) => (i % 3 === at % 3 ? Math.floor((value * percent) / 100) : value);
  return {
    ...problem,
    model: {
      ...model,
      groups: model.groups.map((g, i) => ({ ...g, positions: less(g.positions, i) })),
      devices: model.devices.map((d, i) => ({ ...d, capacityW: less(d.capacityW, i) })),
      coolingZones: model.coolingZones.map((z, i) => ({ ...z, capacityW: less(z.capacityW, i) })),
    },
  };
};

test("after a change a decision is another one only if its old place is illegal among those kept, and the plan is legal", () => {
  fc.assert(
    fc.property(problems, fc.nat(100), fc.nat(5), (some, percent, at) => {
      const problem: PlacementProblem = { ...some, policy: "place-all" };
      const previous = decide(problem);
      const changed = harm(problem, percent, at);
      const { result, changes } = again(changed, previous);
      const why = new Map(changes.map((c) => [c.requestId, c]));
      const standing: ReturnType<typeof asRacks>[] = [];
      problem.requests.forEach((request, i) => {
        const was = previous[i]!;
        const change = why.get(request.id);
        if (was.kind === "rejected") {
          expect(change?.cause ?? "fits").toBe("fits");
          return;
        }
        const lot = asRacks(request, was.rowId, was.racks);
        if (!change) {
          standing.push(lot);
          return;
        }
        // of racks that were kept before it, its old place leaves no room for it
        expect(change.cause).toBe("broken");
        expect(change.old?.rowId).toBe(was.rowId);
        expect(change.old?.worst).not.toBeNull();
        const legal = legalSplits(changed.model, standing, request, was.rowId).map((s) => JSON.stringify(s));
        const sorted = JSON.stringify(
          Object.fromEntries(
            changed.model.groups.flatMap((g) => (was.racks[g.id] ? [[g.id, was.racks[g.id]] as const] : [])),
          ),
        );
        const isAlone = rowsThatFit(changed.model, standing, { ...request, allowedRowIds: [was.rowId] }).length === 0;
        expect(isAlone || !legal.includes(sorted)).toBe(true);
      });
      expect([...oracleLoads(changed.model, placedBy(problem.requests, result)).broken]).toEqual([]);
      const lots = placedBy(problem.requests, result).map((lot) => ({
        lot,
        request: problem.requests.find((r) => r.id === lot.id)!,
      }));
      expect(rulesBroken(changed.model, lots)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

test("new requests are placed around the others, and those no longer asked are named", () => {
  fc.assert(
    fc.property(problems, (problem) => {
      const previous = decide({ ...problem, requests: problem.requests.slice(1) });
      const now = { ...problem, policy: "place-all" as const, requests: problem.requests.slice(0, -1) };
      const { result, changes, dropped } = again(now, previous);
      const gone = problem.requests.length > 1 ? [problem.requests.at(-1)!.id] : [];
      expect(dropped).toEqual(gone);
      if (now.requests.length > 0) expect(changes.map((c) => [c.requestId, c.cause])).toContainEqual(["q0", "new"]);
      expect(result.decisions.map((d) => d.requestId)).toEqual(now.requests.map((r) => r.id));
    }),
    { numRuns: 60 },
  );
});
