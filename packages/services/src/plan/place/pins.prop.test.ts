import { addLots, brokenLimits, footprintOf } from "@headroom/core/approval/footprint";
import { planPlacement } from "@headroom/core/planning/placement/plan";
import { asPlaced, datacenterArb, racksInArb } from "@headroom/core/testing/placement";
import fc from "fast-check";
import { expect, test } from "vitest";
import { snapshotOf } from "../../fakes/snapshot";
import { openFloor } from "../../placement/floors";
import type { Pin } from "../../ports/overrides";
import { placeWithPins } from "./pins";
import { placeRequests } from "./place";
import { underRules } from "./rules";
import { lotAsPlaced, type PlaceOptions, type PlannedAsk } from "./types";

const options: PlaceOptions = {
  ...{ policy: "place-all", seed: 7, steps: 4, history: [], totals: new Map() },
  solve: async (problem, { signal, ...rest }) => planPlacement(problem, { ...rest, shouldStop: () => signal.aborted }),
  signal: new AbortController().signal,
  onProgress: () => {},
};

const sceneArb = fc.record({
  model: datacenterArb(),
  standing: fc.array(racksInArb(), { maxLength: 2 }),
  later: fc.array(racksInArb(), { maxLength: 2 }),
  asks: fc.array(
    fc.record({
      racks: fc.integer({ min: 1, max: 8 }),
      powerW: fc.integer({ min: 1, max: 8 }),
      coolingW: fc.integer({ min: 1, max: 6 }),
      splitRule: fc.constantFrom("all_or_nothing" as const, "best_effort" as const),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  pinned: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
});

const pinOf = (requestId: number, lots: Pin["lots"]): Pin => ({
  ...{ id: requestId, requestId, lots, cost: 0, withheld: null, reason: "Cabling", note: "", author: "pia" },
  ...{ createdAt: "2026-11-23T00:00:00.000Z", from: null, row: "R" },
});

test("a place that still holds stays, one that does not is named, and no limit breaks either way", async () => {
  let [held, dropped] = [0, 0];
  await fc.assert(
    fc.asyncProperty(sceneArb, async ({ model, standing, later, asks: shapes, pinned }) => {
      const asks = shapes.map(
        (shape, i): PlannedAsk => ({
          ...{ ...shape, id: i + 1, requiredTags: [], neededBy: "2027-01-01", priority: 2, datacenterIds: [1] },
        }),
      );
      const first = await placeRequests([openFloor(snapshotOf(1, model, asPlaced(model, standing)))], asks, options);
      const pins = asks.flatMap((ask, i) => {
        const own = first.lots.filter((lot) => lot.requestId === ask.id);
        return pinned[i] && own.length > 0 ? [pinOf(ask.id, own)] : [];
      });
      // the world moves on: other racks stand where some were planned
      const floor = openFloor(snapshotOf(1, model, asPlaced(model, [...standing, ...later])));
      const again = await placeWithPins([floor], asks, pins, options);
      const own = again.lots.map((lot) => lotAsPlaced(asks[lot.requestId - 1]!, lot));
      const loads = floor.loads.clone();
      const before = loads.violations().length;
      addLots(loads, own, 1);
      if (before === 0) expect(brokenLimits(loads, footprintOf(floor.dc, own))).toEqual([]);
      expect(again.requests.map((r) => r.requestId)).toEqual(asks.map((ask) => ask.id));
      for (const { requestId, lots } of pins) {
        const result = again.requests.find((r) => r.requestId === requestId)!;
        const rows = (list: readonly { rowId: string }[]) => list.map((lot) => lot.rowId).sort();
        if (again.dropped.includes(requestId)) {
          expect(result.certificate.override?.dropped).not.toBeNull();
          dropped += 1;
        } else {
          expect(rows(again.lots.filter((lot) => lot.requestId === requestId))).toEqual(rows(lots));
          expect(result.certificate.override?.dropped).toBeNull();
          held += 1;
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(held).toBeGreaterThan(0);
  expect(dropped).toBeGreaterThan(0);
});

test("rules take rows from the families they name, and from no other", () => {
  const snapshots = [
    { model: { id: "1", rooms: [], rows: ["1", "2"].map((id) => ({ id, roomId: "r" })), groups: [] } },
  ];
  const ask = { id: 1, racks: 1 } as unknown as PlannedAsk;
  const under = (family: string, rules: Parameters<typeof underRules>[3]) =>
    underRules([ask], [{ id: 1, family }], snapshots as unknown as Parameters<typeof underRules>[2], rules)[0]!;
  expect(under("compute", [{ rowId: 2, family: "compute" }]).allowedRowIds).toEqual(["1"]);
  expect(under("compute", [{ rowId: 2, family: null }]).allowedRowIds).toEqual(["1"]);
  expect(under("storage", [{ rowId: 2, family: "compute" }])).toBe(ask);
  expect(under("compute", [{ rowId: 9, family: "compute" }])).toBe(ask);
});
