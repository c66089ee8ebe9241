import { knobOf } from "@headroom/contracts/knobs";
import type { ScenarioChange } from "@headroom/contracts/scenario";
import { accountCompiled } from "@headroom/core/capacity/account";
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
    pins: [],
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

const taken = (position: World["datacenters"][number]["positions"][number]): boolean => position.occupancy !== null;

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

test("every changed datacenter is one that the planner and the accounting take, and no rack is lost unsaid", () => {
  fc.assert(
    fc.property(sceneArb, ({ world, changes }) => {
      const after = applied(world, changes);
      for (const snapshot of after.datacenters) {
        const floor = openFloor(snapshot);
        accountCompiled(floor.dc, snapshot.placed, { reference: { powerW: 3, coolingW: 2 } });
        for (const group of snapshot.model.groups)
          expect(snapshot.groupPositions.get(group.id)).toHaveLength(group.positions);
      }
      const all = (of: World) => of.datacenters.reduce((sum, d) => sum + d.positions.filter(taken).length, 0);
      expect(all(world) - all(after)).toBe(after.hurt.darkRacks);
    }),
    { numRuns: 60 },
  );
});

test("a device that is gone: what it fed hangs from the rest with all its power, and nothing new comes beside it", () => {
  fc.assert(
    fc.property(worldArb, fc.nat(), (world, pick) => {
      const [datacenter] = world.datacenters;
      const { devices, groups } = datacenter!.model;
      const out = devices[pick % devices.length]!;
      const isBelow = (id: string): boolean => {
        const parent = devices.find((d) => d.id === id)!.parentId;
        return id === out.id || (parent !== null && isBelow(parent));
      };
      const after = applied(world, [{ kind: "device_out", datacenterId: 1, deviceId: out.id }]);
      const changed = after.datacenters[0]!;
      expect(changed.model.devices.some((d) => isBelow(d.id))).toBe(false);
      const hurt = groups.filter((g) => g.feeds.some(isBelow));
      for (const group of hurt) {
        const now = changed.model.groups.find((g) => g.id === group.id)!;
        const here = datacenter!.positions.filter((p) => p.groupId === group.id);
        expect(now).toMatchObject({ singleFeed: true, positions: here.filter(taken).length });
        expect(now.feeds).toEqual(group.feeds.filter((feed) => !isBelow(feed)));
      }
      expect(changed.model.groups.filter((g) => !hurt.some((h) => h.id === g.id))).toEqual(
        groups.filter((g) => !hurt.includes(g)),
      );
      const standing = datacenter!.positions.filter((p) => taken(p) && hurt.some((g) => g.id === p.groupId));
      expect(after.hurt).toMatchObject({ oneFeedRacks: standing.length, darkRacks: 0 });
      // the tops that are left carry everything that the tops carried before: half of it each, or all of it alone
      const loads = (world_: World) => {
        const { dc, loads: of } = openFloor(world_.datacenters[0]!);
        const tops = dc.model.devices.flatMap((d, i) => (d.parentId === null ? [i] : []));
        return tops.reduce((sum, i) => sum + dc.deviceCapacity[i]! - of.normalLeft(i), 0);
      };
      expect(loads(after)).toBeCloseTo(loads(world), 6);
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

test("what a scenario says of a request's rows takes the place of what a person chose; rules still hold", () => {
  fc.assert(
    fc.property(worldArb, (world) => {
      const rowId = world.datacenters[0]!.model.rows[0]!.id;
      const chosen = world.asks.map((ask) => ({ requestId: ask.id }) as World["pins"][number]);
      const ruled = {
        ...world,
        pins: chosen,
        asks: world.asks.map((ask) => ({ ...ask, allowedRowIds: ["elsewhere"] })),
      };
      const pinned = applied(ruled, [{ kind: "pin", requestId: 1, datacenterId: 1, rowId }]);
      expect(pinned.pins).toEqual(chosen.slice(1));
      expect(pinned.asks[0]!.allowedRowIds).toEqual([]);
      expect(applied(ruled, [{ kind: "growth", percent: 10 }]).pins).toBe(chosen);
      // who may stand in a row may stand in a new one like it, and nobody else
      const like = { kind: "extra_rows" as const, datacenterId: 1, likeRowId: rowId, rows: 2 };
      expect(applied(ruled, [like]).asks[0]!.allowedRowIds).toEqual(["elsewhere"]);
      const open = { ...ruled, asks: ruled.asks.map((ask) => ({ ...ask, allowedRowIds: [rowId] })) };
      expect(applied(open, [like]).asks[0]!.allowedRowIds).toHaveLength(3);
    }),
    { numRuns: 20 },
  );
});
