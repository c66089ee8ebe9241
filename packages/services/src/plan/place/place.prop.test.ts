import { addLots, brokenLimits, footprintOf } from "@headroom/core/approval/footprint";
import { feasibility } from "@headroom/core/planning/placement/explain";
import { planPlacement } from "@headroom/core/planning/placement/plan";
import { asPlaced, datacenterArb, racksInArb } from "@headroom/core/testing/placement";
import fc from "fast-check";
import { expect, test } from "vitest";
import { snapshotOf } from "../../fakes/snapshot";
import { placementRequest } from "../../placement/ask";
import { openFloor } from "../../placement/floors";
import { placeRequests } from "./place";
import { lotAsPlaced, type PlaceOptions, type PlannedAsk } from "./types";

const options = (policy: PlaceOptions["policy"] = "place-all"): PlaceOptions => ({
  policy,
  seed: 7,
  steps: 6,
  history: [],
  totals: new Map(),
  solve: async (problem, { signal, ...rest }) => planPlacement(problem, { ...rest, shouldStop: () => signal.aborted }),
  signal: new AbortController().signal,
  onProgress: () => {},
});

const askArb = fc.record({
  racks: fc.integer({ min: 1, max: 12 }),
  powerW: fc.integer({ min: 1, max: 8 }),
  coolingW: fc.integer({ min: 1, max: 6 }),
  splitRule: fc.constantFrom("all_or_nothing" as const, "best_effort" as const),
  priority: fc.integer({ min: 1, max: 4 }),
  datacenterIds: fc.subarray([1, 2], { minLength: 1 }),
});
const sceneArb = fc.record({
  models: fc.tuple(datacenterArb(), datacenterArb()),
  standing: fc.array(racksInArb(), { maxLength: 3 }),
  asks: fc.array(askArb, { minLength: 1, maxLength: 6 }),
});

async function place(
  scene: typeof sceneArb extends fc.Arbitrary<infer T> ? T : never,
  policy?: PlaceOptions["policy"],
) {
  const floors = scene.models.map((model, i) => openFloor(snapshotOf(i + 1, model, asPlaced(model, scene.standing))));
  const asks = scene.asks.map(
    (ask, i): PlannedAsk => ({ ...ask, id: i + 1, requiredTags: [], neededBy: "2027-01-01" }),
  );
  const placed = await placeRequests(floors, asks, options(policy));
  const finished = floors.map((floor) => {
    const own = placed.lots
      .filter((lot) => lot.datacenterId === floor.snapshot.id)
      .map((lot) => lotAsPlaced(asks[lot.requestId - 1]!, lot));
    const loads = floor.loads.clone();
    addLots(loads, own, 1);
    return { floor, loads, own };
  });
  return { ...placed, asks, finished };
}

test("keeps every limit, every rule of splitting, and every request's datacenters", async () => {
  await fc.assert(
    fc.asyncProperty(sceneArb, async (scene) => {
      const { lots, requests, asks, finished } = await place(scene);
      for (const { floor, loads, own } of finished) expect(brokenLimits(loads, footprintOf(floor.dc, own))).toEqual([]);
      for (const { requestId, outcome, racksPlaced, certificate } of requests) {
        const ask = asks[requestId - 1]!;
        const mine = lots.filter((lot) => lot.requestId === requestId);
        expect(mine.reduce((sum, lot) => sum + lot.count, 0)).toBe(racksPlaced);
        expect(new Set(mine.map((lot) => lot.datacenterId)).size).toBeLessThanOrEqual(1);
        for (const lot of mine) {
          expect(ask.datacenterIds).toContain(lot.datacenterId);
          expect(Object.values(lot.racks).reduce((a, b) => a + b, 0)).toBe(lot.count);
        }
        expect(outcome).toBe(racksPlaced === ask.racks ? "placed" : racksPlaced > 0 ? "partial" : "rejected");
        if (ask.splitRule === "all_or_nothing") expect(outcome).not.toBe("partial");
        expect(certificate.outcome).toBe(outcome);
        expect(certificate.chosen === null).toBe(outcome === "rejected");
      }
    }),
    { numRuns: 60 },
  );
});

test("place-all refuses nothing that fits: what is left out fits no row of any datacenter it may go to", async () => {
  await fc.assert(
    fc.asyncProperty(sceneArb, async (scene) => {
      const { lots, requests, asks, finished } = await place(scene);
      for (const { requestId, outcome } of requests) {
        if (outcome === "placed") continue;
        const ask = asks[requestId - 1]!;
        // a best effort stops only where not one rack more fits
        const racks = ask.splitRule === "best_effort" ? 1 : ask.racks;
        const begunIn = lots.find((lot) => lot.requestId === requestId)?.datacenterId;
        const ids = begunIn === undefined ? ask.datacenterIds : [begunIn];
        for (const { floor, loads } of finished.filter((f) => ids.includes(f.floor.snapshot.id)))
          expect(feasibility(floor.dc, loads, placementRequest("more", { ...ask, racks })).fits).toBe(false);
      }
    }),
    { numRuns: 60 },
  );
});

test("same snapshot, same seed: same lots and same reasons", async () => {
  await fc.assert(
    fc.asyncProperty(sceneArb, fc.constantFrom("place-all" as const, "selective" as const), async (scene, policy) => {
      const [a, b] = [await place(scene, policy), await place(scene, policy)];
      expect({ lots: b.lots, requests: b.requests }).toEqual({ lots: a.lots, requests: a.requests });
    }),
    { numRuns: 25 },
  );
});
