import type { ScenarioChange } from "@headroom/contracts/scenario";
import { knobOf } from "@headroom/contracts/scenario";
import { asPlaced, datacenterArb, racksInArb } from "@headroom/core/testing/placement";
import fc from "fast-check";
import { expect, test } from "vitest";
import { snapshotOf } from "../../fakes/snapshot";
import { openFloor } from "../../placement/floors";
import { unhurt, type World, type WorldAsk } from "../world";
import { applyScenario } from "./apply";

const askOf = (id: number, racks: number, datacenterIds: number[]): WorldAsk => ({
  id,
  title: `Request ${id}`,
  service: "s",
  rackTypeId: 1,
  unit: "racks",
  amount: racks,
  racks,
  regionId: 1,
  zoneId: null,
  datacenterId: null,
  requiredTags: [],
  splitRule: "all_or_nothing",
  priority: 2,
  neededBy: "2027-01-01",
  answerBy: "2027-01-01T00:00:00.000Z",
  note: "",
  rackType: "t",
  family: "f",
  powerW: 5,
  coolingW: 2,
  cost: 1,
  region: "nord",
  zone: null,
  datacenter: null,
  state: "planned",
  stateReason: null,
  version: 1,
  requester: { id: "u", name: "u", role: "planner" },
  createdAt: "2026-01-01T00:00:00.000Z",
  plan: null,
  datacenterIds,
});

const worldArb: fc.Arbitrary<World> = fc
  .record({
    models: fc.tuple(datacenterArb(), datacenterArb()),
    standing: fc.array(racksInArb(), { maxLength: 4 }),
    racks: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ models, standing, racks }) => ({
    datacenters: models.map((model, i) => snapshotOf(i + 1, model, asPlaced(model, standing))),
    asks: racks.map((count, i) => askOf(i + 1, count, [1, 2])),
    policy: "place-all",
    order: "urgent",
    carriedW: new Map(),
    hurt: unhurt,
  }));

/** Changes that name things this world has; no knob twice. */
function changesArb(world: World): fc.Arbitrary<ScenarioChange[]> {
  const any = world.datacenters.flatMap(({ id, model }) => [
    ...model.devices.map((d): ScenarioChange => ({ kind: "device_out", datacenterId: id, deviceId: d.id })),
    ...model.coolingZones.map((z): ScenarioChange => ({ kind: "zone_out", datacenterId: id, zoneId: z.id })),
    ...model.rows.flatMap((row): ScenarioChange[] => [
      { kind: "extra_rows", datacenterId: id, likeRowId: row.id, rows: 2 },
      { kind: "pin", requestId: 1, datacenterId: id, rowId: row.id },
      { kind: "forbid", requestId: world.asks.length, datacenterId: id, rowId: row.id },
    ]),
    ...model.devices.map(
      (d): ScenarioChange => ({
        kind: "extra_power",
        datacenterId: id,
        target: "device",
        targetId: d.id,
        extraW: 7,
      }),
    ),
  ]);
  const knobs: ScenarioChange[] = [
    { kind: "growth", percent: 40 },
    { kind: "growth", percent: -90 },
    { kind: "rack_power", rackType: "t", percent: 20, standing: true },
    { kind: "order", order: "largest" },
    { kind: "policy", policy: "selective" },
  ];
  return fc.uniqueArray(fc.constantFrom(...any, ...knobs), { maxLength: 6, selector: knobOf }).filter((changes) => {
    const pinned = changes.flatMap((c) => (c.kind === "pin" ? [`${c.requestId}/${c.rowId}`] : []));
    return !changes.some((c) => c.kind === "forbid" && pinned.includes(`${c.requestId}/${c.rowId}`));
  });
}

const sceneArb = worldArb.chain((world) =>
  fc.record({ world: fc.constant(world), changes: changesArb(world), shuffle: fc.infiniteStream(fc.nat(1000)) }),
);

const applied = (world: World, changes: readonly ScenarioChange[]): World => {
  const result = applyScenario(world, changes);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

/** Everything there is in it, maps included. */
const picture = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (inner instanceof Map ? { map: [...inner] } : inner));

function freeze(value: unknown): void {
  if (value === null || typeof value !== "object" || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const inner of value instanceof Map ? value.values() : Object.values(value)) freeze(inner);
}

test("without changes it is the same world", () => {
  fc.assert(
    fc.property(worldArb, (world) => {
      expect(applied(world, [])).toBe(world);
    }),
    { numRuns: 20 },
  );
});

test("the world given never changes, and the order of the list is nothing", () => {
  fc.assert(
    fc.property(sceneArb, ({ world, changes, shuffle }) => {
      const before = picture(world);
      freeze(world);
      const once = applied(world, changes);
      expect(picture(world)).toBe(before);
      const keys = [...changes].map((change) => ({ change, key: shuffle.next().value as number }));
      const other = keys.sort((a, b) => a.key - b.key).map(({ change }) => change);
      expect(picture(applied(world, other))).toBe(picture(once));
    }),
    { numRuns: 60 },
  );
});

test("every changed datacenter is one that the planner takes, and no watt or rack is lost unsaid", () => {
  fc.assert(
    fc.property(sceneArb, ({ world, changes }) => {
      const after = applied(world, changes);
      for (const [i, snapshot] of after.datacenters.entries()) {
        // compiles, and what stands fits its groups' ids
        const floor = openFloor(snapshot);
        expect(floor.dc.model).toBe(snapshot.model);
        const outs = changes.filter((c) => c.kind === "device_out" && c.datacenterId === snapshot.id);
        if (outs.length === 0) continue;
        const stood = count(world.datacenters[i]!.placed);
        expect(stood - count(snapshot.placed)).toBeGreaterThanOrEqual(0);
      }
      const lost = world.datacenters.reduce(
        (sum, d, i) => sum + count(d.placed) - count(after.datacenters[i]!.placed),
        0,
      );
      const standingChanged = changes.some((c) => c.kind === "rack_power");
      if (!standingChanged) expect(after.hurt.oneFeedRacks + after.hurt.darkRacks).toBe(lost);
    }),
    { numRuns: 60 },
  );
});

test("a device that is gone: what is left of it and what carries for it add up", () => {
  fc.assert(
    fc.property(worldArb, fc.nat(), (world, pick) => {
      const [datacenter] = world.datacenters;
      const { devices, groups } = datacenter!.model;
      const top = devices.filter((d) => d.parentId === null)[pick % devices.filter((d) => d.parentId === null).length]!;
      const after = applied(world, [{ kind: "device_out", datacenterId: 1, deviceId: top.id }]);
      const [changed] = after.datacenters;
      const isBelow = (id: string): boolean => {
        const parent = devices.find((d) => d.id === id)!.parentId;
        return id === top.id || (parent !== null && isBelow(parent));
      };
      expect(changed!.model.devices.some((d) => isBelow(d.id))).toBe(false);
      expect(changed!.model.groups).toEqual(groups.filter((g) => !g.feeds.some(isBelow)));
      // every rack that lost this feed hangs from one other top device now, with all its power
      const expected = datacenter!.placed.reduce((sum, lot) => {
        const racks = Object.entries(lot.racks).reduce(
          (n, [id, c]) => (groups.find((g) => g.id === id)!.feeds.some(isBelow) ? n + c : n),
          0,
        );
        return sum + racks * lot.powerW;
      }, 0);
      const tops = devices.filter((d) => d.parentId === null);
      const carried = tops.reduce((sum, d) => sum + (after.carriedW.get(1)?.get(d.id) ?? 0), 0);
      expect(carried).toBeCloseTo(expected, 6);
      for (const d of changed!.model.devices) {
        const was = devices.find((o) => o.id === d.id)!;
        const own = after.carriedW.get(1)?.get(d.id) ?? 0;
        expect(d.failoverCapacityW).toBeCloseTo(Math.max(0, was.failoverCapacityW - own), 6);
      }
    }),
    { numRuns: 60 },
  );
});

test("restrictions: a pinned request has one row, a forbidden row is in nobody's list, new rows are", () => {
  fc.assert(
    fc.property(worldArb, (world) => {
      const [row] = world.datacenters[0]!.model.rows;
      const pinned = applied(world, [{ kind: "pin", requestId: 1, datacenterId: 1, rowId: row!.id }]);
      expect(pinned.asks[0]).toMatchObject({ datacenterIds: [1], allowedRowIds: [row!.id] });
      const forbidden = applied(world, [
        { kind: "forbid", requestId: 1, datacenterId: 1, rowId: row!.id },
        { kind: "extra_rows", datacenterId: 1, likeRowId: row!.id, rows: 1 },
      ]);
      const all = forbidden.datacenters.flatMap((d) => d.model.rows.map((r) => r.id));
      // rows of both datacenters may be called the same in these worlds
      expect(forbidden.asks[0]!.allowedRowIds).toEqual(all.filter((id) => id !== row!.id));
      expect(forbidden.asks[0]!.allowedRowIds).toContain("-1");
    }),
    { numRuns: 30 },
  );
});

test("what a change names and is not there is a fault of that change", () => {
  fc.assert(
    fc.property(worldArb, (world) => {
      const result = applyScenario(world, [
        { kind: "growth", percent: 10 },
        { kind: "device_out", datacenterId: 1, deviceId: "nothing" },
        { kind: "zone_out", datacenterId: 9, zoneId: "1" },
        { kind: "rack_power", rackType: "no such type", percent: 10, standing: false },
      ]);
      expect(result.ok).toBe(false);
      if (!result.ok) expect(result.error.map((fault) => fault.index)).toEqual([1, 2, 3]);
    }),
    { numRuns: 10 },
  );
});

const count = (placed: World["datacenters"][number]["placed"]): number =>
  placed.reduce((sum, lot) => sum + Object.values(lot.racks).reduce((a, b) => a + b, 0), 0);
