import { brokenLimits, footprintOf } from "@headroom/core/approval/footprint";
import { planPlacement } from "@headroom/core/planning/placement/plan";
import { asPlaced, datacenterArb, racksInArb } from "@headroom/core/testing/placement";
import fc from "fast-check";
import { expect, test } from "vitest";
import { snapshotOf } from "../../fakes/snapshot";
import { openFloor } from "../../placement/floors";
import type { PlanActionRecord } from "../../ports/plans";
import type { RequestRecord } from "../../ports/requests";
import { placeRequests } from "../place/place";
import type { PlannedAsk } from "../place/types";
import { effectOf } from "./effect";
import { effectDto } from "./effect-dto";
import { actionsAfter } from "./rewrite";
import { countOf, type Lot, loadsWith, asPlaced as lotPlaced, type Scene } from "./scene";

const sceneArb = fc.record({
  model: datacenterArb(),
  standing: fc.array(racksInArb(), { maxLength: 2 }),
  asks: fc.array(
    fc.record({
      racks: fc.integer({ min: 1, max: 6 }),
      powerW: fc.integer({ min: 1, max: 8 }),
      coolingW: fc.integer({ min: 1, max: 6 }),
      priority: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  pinned: fc.array(
    fc.nat(5).map((n) => n === 0),
    { minLength: 5, maxLength: 5 },
  ),
  pick: fc.nat(),
  /** Picks a request up that has no place: the planner rejected it, or never placed it, as one that it withholds. */
  waiting: fc.boolean(),
  target: fc.nat(),
});

type Drawn = typeof sceneArb extends fc.Arbitrary<infer T> ? T : never;

/** A draft as the planner made it, with one of its placements, or a request without one, picked up. null: it placed nothing. */
async function sceneOf({ model, standing, asks: shapes, pinned, pick, waiting }: Drawn): Promise<Scene | null> {
  const floor = openFloor(snapshotOf(1, model, asPlaced(model, standing)));
  const asks = shapes.map(
    (shape, i): PlannedAsk => ({
      ...{ ...shape, id: i + 1, requiredTags: [], neededBy: "2027-01-01", splitRule: "all_or_nothing" },
      datacenterIds: [1],
    }),
  );
  const planned = waiting && asks.length > 1 ? asks.slice(0, -1) : asks;
  const placed = await placeRequests([floor], planned, {
    ...{ policy: "place-all", seed: 1, steps: 0, history: [], totals: new Map() },
    solve: async (problem, { signal: _, ...rest }) => planPlacement(problem, rest),
    signal: new AbortController().signal,
    onProgress: () => {},
  });
  const taken = new Set<number>();
  const requests = asks.map(
    (ask) => ({ ...ask, title: `RQ ${ask.id}`, rackType: "C6", family: "compute" }) as unknown as RequestRecord,
  );
  const inOrder = [...placed.lots].sort((a, b) => a.requestId - b.requestId);
  const lots = inOrder.map((lot, i): Lot => {
    const positions = Object.entries(lot.racks).flatMap(([group, count]) => {
      const free = floor.snapshot.positions.filter((p) => p.groupId === group && !p.occupancy && !taken.has(p.id));
      const chosen = free.slice(0, count);
      for (const { id } of chosen) taken.add(id);
      return chosen.map(({ id, number }) => ({ id, number }));
    });
    const action = {
      id: i + 1,
      sequence: i + 1,
      rackTypeId: 1,
      startsOn: "2027-01-01",
      positions,
    } as unknown as PlanActionRecord;
    return {
      ...{ action, request: requests.find((r) => r.id === lot.requestId)!, datacenterId: 1 },
      ...{ rowId: lot.rowId, racks: lot.racks, count: lot.count },
    };
  });
  if (lots.length === 0) return null;
  const left = requests.filter((r) => !lots.some((lot) => lot.request.id === r.id));
  const request = waiting ? left[pick % Math.max(1, left.length)] : undefined;
  const lot = request ? null : lots[pick % lots.length]!;
  const moved = lot
    ? { request: lot.request, count: lot.count, lot }
    : { request: request!, count: request!.racks, lot };
  const people = requests.filter((r, i) => pinned[i] && r.id !== moved.request.id).map((r) => r.id);
  return {
    facts: { requests, planned: [] } as unknown as Scene["facts"],
    floors: new Map([[1, floor]]),
    ...{ lots, moved, pinned: new Set(people), allowed: () => [1], apart: null, rules: [] },
  };
}

test("a move that can be kept breaks nothing, displaces no person's place, and keeps every rack it says", async () => {
  let [kept, refused, placed] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(sceneArb, async (drawn) => {
      const scene = await sceneOf(drawn);
      if (!scene) return;
      const floor = scene.floors.get(1)!;
      // rows where others of the plan stand come up often: there something has to give way
      const others = scene.lots.filter((lot) => lot !== scene.moved.lot).map((lot) => ({ id: lot.rowId }));
      const rows = [...others, ...others, ...floor.dc.model.rows];
      const effect = effectOf(scene, { rowId: rows[drawn.target % rows.length]!.id });
      const { moved, lots } = scene;
      if (!effect.certificate.fits) {
        refused += 1;
        expect(effect.lots).toBe(lots);
        expect(effect.certificate.checks.some((check) => check.margin < 0)).toBe(true);
        return;
      }
      kept += 1;
      if (!moved.lot) placed += 1;
      const after = loadsWith(floor, effect.lots);
      if (floor.loads.violations().length === 0)
        expect(brokenLimits(after, footprintOf(floor.dc, effect.lots.map(lotPlaced)))).toEqual([]);
      expect(effect.displaced.every((d) => !scene.pinned.has(d.from.request.id) && d.from !== moved.lot)).toBe(true);
      const lost = effect.displaced.filter((d) => d.to === null).length;
      expect(effect.lots).toHaveLength(lots.length - lost + (moved.lot ? 0 : 1));
      for (const lot of effect.lots)
        expect(countOf(lot.racks)).toBe((lot.action ? lots.find((was) => was.action === lot.action)! : moved).count);
      // in the order of requests, as a plan is made
      const order = effect.lots.map((lot) => lot.request.id);
      expect(order).toEqual([...order].sort((a, b) => a - b));

      // what is shown is what the loads come to
      const shown = effectDto(scene, effect);
      const paid = shown.displaced.reduce((sum, d) => sum + (d.cost ?? 0), 0);
      expect(shown.cost).toBeCloseTo(moved.lot ? (shown.score?.there ?? 0) - (shown.score?.here ?? 0) : paid, 9);
      const { rowId } = moved.lot ?? effect.to;
      const group = shown.limits.find((l) => l.limit === "space" && l.subject === rowId);
      const free = after.freeInRow(floor.dc.rowIndex.get(rowId)!);
      if (group) expect(group.after).toBe(free);

      // every rack has a position of its own, free before
      const ids = actionsAfter(scene, effect, [], "2026-11-23").flatMap((action) => action.positionIds);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(effect.lots.reduce((sum, lot) => sum + lot.count, 0));
      const occupied = new Set(floor.snapshot.positions.filter((p) => p.occupancy).map((p) => p.id));
      expect(ids.some((id) => occupied.has(id))).toBe(false);
    }),
    { numRuns: 80 },
  );
  expect(Math.min(kept, refused, placed)).toBeGreaterThan(0);
});
