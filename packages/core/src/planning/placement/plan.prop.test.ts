import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { oracleLoads } from "../../capacity/loads.oracle";
import { type DatacenterOptions, problemArb } from "../../testing/placement";
import { planPlacement } from "./plan";
import { asRacks, placedBy, rowsThatFit, rulesBroken } from "./testing.oracle";
import type { PlacementProblem, PlannerOptions } from "./types";

// hundreds of cases, each judged by brute force: seconds on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const plan = (problem: PlacementProblem, options: Partial<PlannerOptions> = {}) => {
  const result = planPlacement(problem, { seed: 1, steps: 20, ...options });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

describe.each<DatacenterOptions>([
  { tags: true },
  { tags: true, decimals: true },
  { tags: true, feeds: true, extras: true },
])("any plan (%j)", (options) => {
  test("decides every request once, in its row, whole, over no limit, with the reward it says", () => {
    fc.assert(
      fc.property(problemArb(options), fc.nat(100), (problem, seed) => {
        const result = plan(problem, { seed });
        expect(result.decisions.map((d) => d.requestId)).toEqual(problem.requests.map((r) => r.id));
        let reward = 0;
        result.decisions.forEach((d, i) => {
          if (d.kind === "rejected") return;
          const request = problem.requests[i]!;
          const row = problem.model.rows.find((r) => r.id === d.rowId)!;
          reward += request.reward;
          expect(Object.values(d.racks).reduce((a, b) => a + b, 0)).toBe(request.racks);
          expect(Math.min(...Object.values(d.racks))).toBeGreaterThanOrEqual(1);
          for (const id of Object.keys(d.racks)) {
            expect(problem.model.groups.find((g) => g.id === id)?.rowId).toBe(row.id);
          }
          for (const tag of request.requiredTags ?? []) expect(row.tags).toContain(tag);
          if (request.allowedRoomIds) expect(request.allowedRoomIds).toContain(row.roomId);
        });
        expect(result.reward).toBe(reward);
        expect([...oracleLoads(problem.model, placedBy(problem.requests, result)).broken]).toEqual([]);
        const standing = placedBy(problem.requests, result).map((lot) => ({
          lot,
          request: problem.requests.find((r) => r.id === lot.id)!,
        }));
        expect(rulesBroken(problem.model, standing)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  });

  test("place-all refuses nothing that fits when its batch is decided; a rejection as `nowhere` never fits anywhere", () => {
    fc.assert(
      fc.property(problemArb(options), fc.nat(100), (problem, seed) => {
        const result = plan(problem, { seed });
        const batch = problem.mode === "online" ? problem.batchSize : problem.requests.length;
        result.decisions.forEach((d, i) => {
          if (d.kind === "placed") return;
          if (d.cause === "withheld") {
            expect(problem.policy).toBe("selective");
            return;
          }
          const end = Math.min(problem.requests.length, (Math.floor(i / batch) + 1) * batch);
          const before = placedBy(problem.requests, { ...result, decisions: result.decisions.slice(0, end) });
          expect(rowsThatFit(problem.model, before, problem.requests[i]!)).toEqual([]);
        });
      }),
      { numRuns: 100 },
    );
  });
});

const rich: DatacenterOptions = { tags: true, feeds: true, extras: true };

test("with one request a batch, place-all refuses exactly what fits nowhere at its turn", () => {
  fc.assert(
    fc.property(fc.oneof(problemArb({ tags: true }), problemArb(rich)), (some) => {
      const problem: PlacementProblem = { ...some, mode: "online", policy: "place-all", batchSize: 1 };
      const result = plan(problem);
      const standing: ReturnType<typeof asRacks>[] = [];
      result.decisions.forEach((d, i) => {
        const request = problem.requests[i]!;
        expect(rowsThatFit(problem.model, standing, request).length > 0).toBe(d.kind === "placed");
        if (d.kind === "placed") standing.push(asRacks(request, d.rowId, d.racks));
      });
    }),
    { numRuns: 100 },
  );
});

test("the same problem, seed and steps give the same plan", () => {
  fc.assert(
    fc.property(
      fc.oneof(problemArb({ tags: true }), problemArb(rich)),
      fc.nat(1000),
      fc.nat(60),
      (problem, seed, steps) => {
        expect(plan(problem, { seed, steps })).toEqual(plan(problem, { seed, steps }));
      },
    ),
    { numRuns: 60 },
  );
});

test("online decisions know nothing of later batches", () => {
  fc.assert(
    fc.property(problemArb({ tags: true }), fc.nat(100), (some, seed) => {
      const problem: PlacementProblem = { ...some, mode: "online" };
      const whole = plan(problem, { seed });
      for (let k = problem.batchSize; k < problem.requests.length; k += problem.batchSize) {
        const cut = plan({ ...problem, requests: problem.requests.slice(0, k) }, { seed });
        expect(cut.decisions).toEqual(whole.decisions.slice(0, k));
      }
    }),
    { numRuns: 60 },
  );
});

test("stopped at any moment, the plan is whole and legal, and says that it was stopped", () => {
  fc.assert(
    fc.property(problemArb(), fc.nat(40), (problem, asksUntilStop) => {
      let asked = 0;
      const result = plan(problem, { shouldStop: () => ++asked > asksUntilStop, steps: 1000 });
      expect(result.decisions.length).toBe(problem.requests.length);
      expect([...oracleLoads(problem.model, placedBy(problem.requests, result)).broken]).toEqual([]);
      expect(result.stopped).toBe(asked > asksUntilStop);
    }),
    { numRuns: 100 },
  );
});

test("racks that stand already count, are never moved, and may be over a limit without hindering others", () => {
  fc.assert(
    fc.property(problemArb(), fc.array(fc.nat(20), { maxLength: 4 }), (problem, groups) => {
      const standing = groups.map((g, i) => {
        const group = problem.model.groups[g % problem.model.groups.length]!;
        return {
          id: `p${i}`,
          kind: "occupied" as const,
          rowId: group.rowId,
          racks: { [group.id]: 2 },
          powerW: 5,
          coolingW: 4,
        };
      });
      const before = oracleLoads(problem.model, standing).broken;
      const result = plan({ ...problem, placed: standing });
      const after = oracleLoads(problem.model, [...standing, ...placedBy(problem.requests, result)]).broken;
      expect([...after].sort()).toEqual([...before].sort());
    }),
    { numRuns: 100 },
  );
});

test("offline never earns less than the same requests one after the other", () => {
  fc.assert(
    fc.property(problemArb(), (problem) => {
      const offline = plan({ ...problem, mode: "offline" }, { steps: 0 });
      const more = plan({ ...problem, mode: "offline" }, { steps: 40 });
      const greedy = plan({ ...problem, mode: "online", policy: "place-all", batchSize: 100 }, { steps: 0 });
      expect(offline.reward).toBeGreaterThanOrEqual(greedy.reward);
      expect(more.reward).toBeGreaterThanOrEqual(offline.reward);
    }),
    { numRuns: 60 },
  );
});
