import fc from "fast-check";
import { expect, test } from "vitest";
import { loadsOf } from "../../capacity/loads";
import { problemArb } from "../../testing/placement";
import { compileDatacenter } from "../../topology/compiled";
import type { DatacenterModel } from "../../topology/datacenter";
import { feasibility } from "./explain";
import { relaxed } from "./relaxed";

const open = (model: DatacenterModel, placed: Parameters<typeof loadsOf>[1]) => {
  const dc = compileDatacenter(model);
  if (!dc.ok) throw new Error("bad model");
  const loads = loadsOf(dc.value, placed);
  if (!loads.ok) throw new Error("bad placed");
  return { dc: dc.value, loads: loads.value };
};

test("with the relaxation made, a rejected request fits the row it was made for", () => {
  let tried = 0;
  fc.assert(
    fc.property(problemArb({ tags: true }), (problem) => {
      const { dc, loads } = open(problem.model, problem.placed);
      for (const asked of problem.requests) {
        const { certificate } = feasibility(dc, loads, asked);
        if (!certificate?.relaxation) continue;
        const { changes, rowId } = certificate.relaxation;
        const then = relaxed(problem.model, asked, changes);
        const changed = open(then.model, problem.placed);
        const there = { ...then.request, allowedRowIds: [rowId] };
        expect(feasibility(changed.dc, changed.loads, there).fits).toBe(true);
        tried += 1;
      }
    }),
    { numRuns: 80 },
  );
  expect(tried).toBeGreaterThan(0);
});

test("no changes change nothing, and what nobody knows raises nothing", () => {
  fc.assert(
    fc.property(problemArb({ tags: true }), (problem) => {
      const [asked] = problem.requests;
      if (!asked) return;
      expect(relaxed(problem.model, asked, [])).toEqual({ model: problem.model, request: asked });
      const unknown = { limit: "power", subjectKind: "device", subjectId: "no such device", amount: 5 } as const;
      expect(relaxed(problem.model, asked, [unknown]).model).toEqual(problem.model);
    }),
    { numRuns: 20 },
  );
});
