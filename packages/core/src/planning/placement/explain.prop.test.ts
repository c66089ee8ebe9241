import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Loads, loadsOf } from "../../capacity/loads";
import { oracleLoads } from "../../capacity/loads.oracle";
import { addDays } from "../../foundation/days";
import { problemArb } from "../../testing/placement";
import { compileDatacenter } from "../../topology/compiled";
import type { DatacenterModel } from "../../topology/datacenter";
import { answerRow, explainRow, feasibility } from "./explain";
import { planPlacement } from "./plan";
import { rankRows } from "./rank";
import { asRacks, legalSplits, placedBy, rowsThatFit } from "./testing.oracle";
import type { PlacementLimit, PlacementRequest, RelaxationChange } from "./types";

// hundreds of cases, each judged by brute force: seconds on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const compiled = (model: DatacenterModel) => {
  const dc = compileDatacenter(model);
  if (!dc.ok) throw new Error("bad model");
  return dc.value;
};

/** A problem half filled by its own plan, and one more request to ask about. */
const situations = fc
  .oneof(problemArb({ tags: true }), problemArb({ tags: true, feeds: true, extras: true }))
  .filter((p) => p.requests.length > 0);

/** The model with changes made. */
function relaxed(
  model: DatacenterModel,
  asked: PlacementRequest,
  changes: readonly RelaxationChange[],
): DatacenterModel {
  const by = (limit: string, id: string) =>
    changes.filter((c) => c.limit === limit && c.subjectId === id).reduce((most, c) => Math.max(most, c.amount), 0);
  const more = <K extends string>(field: K, value: number | undefined, amount: number) =>
    value === undefined ? {} : ({ [field]: value + amount } as Record<K, number>);
  return {
    ...model,
    rooms: model.rooms.map((r) => ({ ...r, ...more("weightLimitKg", r.weightLimitKg, by("roomWeight", r.id)) })),
    networkZones: (model.networkZones ?? []).map((z) => ({ ...z, ports: z.ports + by("ports", z.id) })),
    rows: model.rows.map((r) => ({
      ...r,
      tags: [
        ...(r.tags ?? []),
        ...(asked.requiredTags ?? []).filter((t) => !r.tags?.includes(t)).slice(0, by("tags", r.id)),
      ],
      ...more("ports", r.ports, by("ports", r.id)),
    })),
    groups: model.groups.map((g) => ({
      ...g,
      positions: g.positions + by("positions", g.id),
      ...more("positionWeightLimitKg", g.positionWeightLimitKg, by("positionWeight", g.id)),
    })),
    coolingZones: model.coolingZones.map((z) => ({ ...z, capacityW: z.capacityW + by("cooling", z.id) })),
    devices: model.devices.map((d) => ({
      ...d,
      capacityW: d.capacityW + by("power", d.id),
      failoverCapacityW: d.failoverCapacityW + by("failover", d.id),
    })),
  };
}

/** The request on the day the changes make it. */
function later(asked: PlacementRequest, changes: readonly RelaxationChange[]): PlacementRequest {
  const days = changes.reduce((sum, c) => sum + (c.limit === "freeze" ? c.amount : 0), 0);
  return asked.neededBy === undefined ? asked : { ...asked, neededBy: addDays(asked.neededBy, days) };
}

/** The smallest amount of a limit: watts are counted in parts that depend on the number of feeds. */
function unitOf(limit: PlacementLimit, powerScale: number): number {
  if (limit === "power" || limit === "failover") return 1 / (2000 * powerScale);
  return limit === "cooling" || limit === "roomWeight" || limit === "positionWeight" ? 1 / 1000 : 1;
}

/** The changes with one of them a unit smaller, for each of them. */
const oneLess = (changes: readonly RelaxationChange[], powerScale: number): RelaxationChange[][] =>
  changes.map((_, k) =>
    changes.map((c, i) => (i === k ? { ...c, amount: c.amount - unitOf(c.limit, powerScale) } : c)),
  );

function situation(problem: Parameters<typeof planPlacement>[0]) {
  const asked: PlacementRequest = { ...problem.requests.at(-1)!, id: "asked" };
  const plan = planPlacement({ ...problem, requests: problem.requests.slice(0, -1) }, { seed: 1, steps: 0 });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const standing = placedBy(problem.requests, plan.value);
  const dc = compiled(problem.model);
  const loads = loadsOf(dc, standing);
  if (!loads.ok) throw new Error("bad plan");
  return { asked, standing, dc, loads: loads.value, fitting: rowsThatFit(problem.model, standing, asked) };
}

test("a form's answer agrees with brute force, and its best row is legal", () => {
  fc.assert(
    fc.property(situations, (problem) => {
      const { asked, standing, dc, loads, fitting } = situation(problem);
      const answer = feasibility(dc, loads, asked);
      expect(answer.fits).toBe(fitting.length > 0);
      expect(answer.rowsThatFit).toBe(fitting.length);
      expect(new Set(rankRows(dc, loads, asked).map((r) => r.rowId))).toEqual(new Set(fitting));
      if (answer.bestRow) {
        const { rowId, score } = answer.bestRow;
        expect(oracleLoads(problem.model, [...standing, asRacks(asked, rowId, score.racks)]).broken.size).toBe(0);
        expect(score.terms.reduce((sum, t) => sum + t.value, 0)).toBeCloseTo(score.total, 9);
        expect(answer.certificate).toBeNull();
      }
    }),
    { numRuns: 100 },
  );
});

test("a certificate counts every row once, its relaxation works, and its largest number fits while one more does not", () => {
  fc.assert(
    fc.property(situations, (problem) => {
      const { asked, standing, dc, loads, fitting } = situation(problem);
      fc.pre(fitting.length === 0);
      const certificate = feasibility(dc, loads, asked).certificate!;
      const stopped = Object.values(certificate.rowsByLimit).reduce((a, b) => a + b, 0);
      expect(stopped).toBe(certificate.rowsConsidered);
      expect(certificate.rowsConsidered + certificate.rowsNotAllowed).toBe(problem.model.rows.length);
      if (certificate.relaxation) {
        const { rowId, racks, changes } = certificate.relaxation;
        const model = relaxed(problem.model, asked, changes);
        expect([...oracleLoads(model, [...standing, asRacks(asked, rowId, racks)]).broken]).toEqual([]);
        expect(rowsThatFit(model, standing, later(asked, changes), changes)).toContain(rowId);
        for (const less of oneLess(changes, dc.powerScale))
          expect(rowsThatFit(relaxed(problem.model, asked, less), standing, later(asked, less), less)).toEqual([]);
      }
      const large = problem.model.rows.some(
        (row) =>
          (asked.allowedRoomIds?.includes(row.roomId) ?? true) &&
          !asked.forbiddenRowIds?.includes(row.id) &&
          problem.model.groups.reduce((n, g) => n + (g.rowId === row.id ? g.positions : 0), 0) >= asked.racks,
      );
      expect(certificate.relaxation !== null).toBe(large);
      const largest = certificate.largestThatFits;
      const fits = (n: number) => rowsThatFit(problem.model, standing, { ...asked, racks: n }).length > 0;
      expect(fits(largest?.racks ?? 0) || largest === null).toBe(true);
      expect(fits((largest?.racks ?? 0) + 1)).toBe(false);
    }),
    { numRuns: 120 },
  );
});

test("a row's certificate agrees with brute force, worst first, every margin what is left minus what is asked", () => {
  fc.assert(
    fc.property(situations, fc.nat(20), (problem, index) => {
      const { asked, standing, dc, loads, fitting } = situation({
        ...problem,
        requests: problem.requests.map((r) => ({ ...r, allowedRoomIds: undefined, forbiddenRowIds: [] })),
      });
      const row = problem.model.rows[index % problem.model.rows.length]!;
      const certificate = explainRow(dc, loads, asked, row.id)!;
      expect(certificate.fits).toBe(fitting.includes(row.id));
      expect(certificate.worst === null).toBe(certificate.fits);
      expect(certificate.first === null).toBe(certificate.fits);
      expect(Object.values(certificate.racks).reduce((a, b) => a + b, 0)).toBe(asked.racks);
      for (const check of certificate.checks) expect(check.margin).toBeCloseTo(check.left - check.asked, 6);
      const shares = certificate.checks.map((c) => c.margin / Math.max(c.capacity, c.asked, 1e-9));
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      if (certificate.fits) expect(legalSplits(problem.model, standing, asked, row.id).length).toBeGreaterThan(0);
    }),
    { numRuns: 120 },
  );
});

test("an answer for one row: its raise makes it fit by brute force, its number fits and one more does not", () => {
  fc.assert(
    fc.property(situations, fc.nat(), (problem, index) => {
      const { asked, standing, dc, loads } = situation(problem);
      const row = problem.model.rows[index % problem.model.rows.length]!;
      const answer = answerRow(dc, loads, asked, row.id)!;
      const { certificate, raise, racksThatFit } = answer;
      expect(certificate).toEqual(explainRow(dc, loads, asked, row.id));
      if (certificate.fits) expect([raise, racksThatFit]).toEqual([[], asked.racks]);
      if (raise.length > 0) {
        const fitsWith = (changes: readonly RelaxationChange[]) => {
          const lists = { allowedRowIds: [row.id], allowedRoomIds: undefined, forbiddenRowIds: [] };
          return (
            rowsThatFit(relaxed(problem.model, asked, changes), standing, { ...asked, ...lists }, changes).length > 0
          );
        };
        expect(fitsWith(raise)).toBe(true);
        for (const less of oneLess(raise, dc.powerScale)) expect(fitsWith(less)).toBe(false);
      }
      const isClosed = certificate.checks.some((c) => (c.limit === "tags" || c.limit === "freeze") && c.margin < 0);
      const fits = (racks: number) =>
        rowsThatFit(problem.model, standing, {
          ...asked,
          racks,
          allowedRowIds: [row.id],
          allowedRoomIds: undefined,
          forbiddenRowIds: [],
        }).length > 0;
      if (racksThatFit > 0) expect(fits(racksThatFit)).toBe(true);
      if (!isClosed && racksThatFit < asked.racks) expect(fits(racksThatFit + 1)).toBe(false);
    }),
    { numRuns: 120 },
  );
});

test("why here: the runner-up is another row, and the difference adds up", () => {
  fc.assert(
    fc.property(problemArb({ tags: true }), (problem) => {
      const result = planPlacement(problem, { seed: 1, steps: 10 });
      if (!result.ok) throw new Error("bad problem");
      for (const d of result.value.decisions) {
        if (d.kind !== "placed") continue;
        const { score, runnerUp, difference, chosenBySearch } = d.why;
        expect(score.rowId).toBe(d.rowId);
        expect(score.racks).toEqual(d.racks);
        if (!runnerUp) continue;
        expect(runnerUp.rowId).not.toBe(d.rowId);
        const sum = difference.reduce((total, t) => total + t.value, 0);
        expect(sum).toBeCloseTo(runnerUp.total - score.total, 9);
        expect(chosenBySearch).toBe(runnerUp.total < score.total);
      }
    }),
    { numRuns: 80 },
  );
});

test("an empty datacenter without rows has an answer too", () => {
  const model: DatacenterModel = { id: "dc", rooms: [], rows: [], groups: [], devices: [], coolingZones: [] };
  const dc = compiled(model);
  const answer = feasibility(dc, new Loads(dc), { id: "q", racks: 1, powerW: 1, coolingW: 1, reward: 1 });
  expect(answer).toMatchObject({ fits: false, rowsThatFit: 0, bestRow: null });
  expect(answer.certificate).toMatchObject({ rowsConsidered: 0, relaxation: null, largestThatFits: null });
});
