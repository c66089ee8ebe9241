import fc from "fast-check";
import { expect, test } from "vitest";
import { addLots } from "../../approval/footprint";
import { loadsOf } from "../../capacity/loads";
import { problemArb } from "../../testing/placement";
import { compileDatacenter } from "../../topology/compiled";
import { explainSplit } from "./explain";
import { rankRows, scoreAt } from "./rank";

const situations = problemArb({ tags: true }).filter((p) => p.requests.length > 0);

function open(problem: typeof situations extends fc.Arbitrary<infer T> ? T : never) {
  const dc = compileDatacenter(problem.model);
  if (!dc.ok) throw new Error("bad model");
  const loads = loadsOf(dc.value, problem.placed);
  if (!loads.ok) throw new Error("bad placed");
  return { dc: dc.value, loads: loads.value, asked: problem.requests.at(-1)! };
}

const rich = problemArb({ tags: true, feeds: true, extras: true }).filter((p) => p.requests.length > 0);

test("the planner's own split fits, and is scored as the planner scored it", () => {
  fc.assert(
    fc.property(fc.oneof(situations, rich), (problem) => {
      const { dc, loads, asked } = open(problem);
      for (const { rowId, score } of rankRows(dc, loads, asked)) {
        expect(explainSplit(dc, loads, asked, rowId, score.racks)?.fits).toBe(true);
        expect(scoreAt(dc, loads, asked, rowId, score.racks)).toEqual(score);
      }
    }),
    { numRuns: 60 },
  );
});

test("a split that a person makes up fits exactly when it breaks no limit it adds to", () => {
  fc.assert(
    fc.property(situations, fc.nat(), fc.array(fc.nat(5), { minLength: 1, maxLength: 3 }), (problem, at, counts) => {
      const { dc, loads, asked } = open(problem);
      const row = problem.model.rows[at % problem.model.rows.length]!;
      const groups = problem.model.groups.filter((g) => g.rowId === row.id);
      const racks = Object.fromEntries(groups.map((g, k) => [g.id, counts[k] ?? 0]));
      const made = explainSplit(dc, loads, asked, row.id, racks);
      const isNone = Object.values(racks).every((count) => count === 0);
      expect(made === null).toBe(isNone);
      if (isNone) return;
      const after = loads.clone();
      addLots(after, [{ ...asked, id: "it", kind: "held", rowId: row.id, racks }], 1);
      const key = (v: { limit: string; id: string; failedTopId?: string }) => [v.limit, v.id, v.failedTopId].join();
      const was = new Map(loads.violations().map((v) => [key(v), v.load]));
      const broken = after.violations().some((v) => v.load > (was.get(key(v)) ?? 0));
      const lacks = (asked.requiredTags ?? []).some((tag) => !row.tags?.includes(tag));
      expect(made?.fits).toBe(!broken && !lacks);
    }),
    { numRuns: 150 },
  );
});

test("groups of another row are no split of this one", () => {
  fc.assert(
    fc.property(situations, (problem) => {
      const { dc, loads, asked } = open(problem);
      const row = problem.model.rows[0]!;
      expect(explainSplit(dc, loads, asked, row.id, { "no such group": 1 })).toBeNull();
      expect(scoreAt(dc, loads, asked, "no such row", {})).toBeNull();
    }),
    { numRuns: 10 },
  );
});
