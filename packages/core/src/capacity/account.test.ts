import fc from "fast-check";
import { expect, test } from "vitest";
import type { DatacenterModel, PlacedRacks } from "../topology/datacenter";
import { accountDatacenter } from "./account";
import { apportion } from "./leftover";
import { emptyFloorReference, medianRack } from "./reference";

/** The worked example of bench/placement/FORMAT.md: three UPS that feed the groups directly. */
const ups = (id: string) => ({ id, parentId: null, roomId: "r1", capacityW: 20_000, failoverCapacityW: 30_000 });
const model: DatacenterModel = {
  id: "example",
  rooms: [{ id: "r1" }],
  rows: [{ id: "r1-1", roomId: "r1" }],
  groups: [
    { id: "a", rowId: "r1-1", positions: 4, feeds: ["A", "B"], coolingZoneId: "z1" },
    { id: "b", rowId: "r1-1", positions: 4, feeds: ["A", "C"], coolingZoneId: "z1" },
  ],
  devices: [ups("A"), ups("B"), ups("C")],
  coolingZones: [{ id: "z1", roomId: "r1", capacityW: 8_000 }],
};
const placed: PlacedRacks[] = [
  { id: "q1", kind: "occupied", rowId: "r1-1", racks: { a: 3 }, powerW: 6_000, coolingW: 1_000 },
  { id: "q2", kind: "committed", rowId: "r1-1", racks: { b: 4 }, powerW: 5_000, coolingW: 1_000 },
];

test("the worked example, by hand", () => {
  const account = accountDatacenter(model, placed, { reference: { powerW: 3_000, coolingW: 500 } });
  const { total } = account;
  // one position is left, where UPS A has 1 kW and the reference rack asks it for 1.5 kW
  expect(account.groups[0]).toMatchObject({ installed: 3, free: 1, stranded: 1, strandedCause: "device" });
  expect(account.groups[1]).toMatchObject({ committed: 4, free: 0, stranded: 0, strandedCause: null });
  expect(total.space).toMatchObject({ supply: 8, installed: 3, committed: 4, free: 1, strandedBy: { device: 1 } });
  // that position would have drawn 1.5 kW from A (1 kW is left) and from B; what is left besides has no position
  expect(total.power).toMatchObject({ supply: 60_000, installed: 18_000, committed: 20_000, free: 22_000 });
  expect(total.power.strandedBy).toEqual({ device: 2_500, space: 19_500 });
  expect(total.failover).toMatchObject({ supply: 60_000, free: 22_000, strandedBy: { device: 3_000, space: 19_000 } });
  expect(total.cooling).toMatchObject({ supply: 8_000, free: 1_000, strandedBy: { device: 500, space: 500 } });
  expect(account.worstFailure).toEqual({ deviceId: "A", failedTopId: "C", loadW: 29_000, limitW: 30_000 });
});

test("below a device of its own, the same limit is the row's", () => {
  const feeds = ["A", "B", "C"].map((id) => ({ ...ups(id), capacityW: 40_000, failoverCapacityW: 80_000 }));
  const low = ["A", "B", "C"].map((id) => ({ ...ups(`${id}1`), parentId: id }));
  const groups = model.groups.map((g) => ({ ...g, feeds: g.feeds.map((f) => `${f}1`) }));
  const account = accountDatacenter({ ...model, devices: [...feeds, ...low], groups }, placed, {
    reference: { powerW: 3_000, coolingW: 500 },
  });
  expect(account.groups[0]).toMatchObject({ stranded: 1, strandedCause: "row" });
});

test("a contradiction is told, not counted", () => {
  const options = { reference: emptyFloorReference };
  expect(() => accountDatacenter({ ...model, devices: [] }, [], options)).toThrow(/feeds names A/);
  expect(() => accountDatacenter(model, [{ ...placed[0]!, racks: { c: 1 } }], options)).toThrow(
    /group c does not exist/,
  );
});

test("the median rack counts racks, and neither reservations nor racks that draw nothing", () => {
  const lots = [
    ...placed,
    { ...placed[0]!, id: "kept", kind: "reserved" as const, racks: { a: 9 }, powerW: 50 },
    { ...placed[0]!, id: "dark", racks: { a: 9 }, powerW: 0 },
  ];
  expect(medianRack(lots)).toEqual({ powerW: 5_000, coolingW: 1_000 });
  expect(medianRack([])).toEqual(emptyFloorReference);
});

test("parts add up to the whole and follow the weights, at any size", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 4e15 }), weights, (total, w) => {
      const parts = apportion(total, w);
      const sum = w.reduce((a, b) => a + b, 0);
      if (sum === 0) {
        expect(parts).toBeNull();
        return;
      }
      expect(parts!.reduce((a, b) => a + b, 0)).toBe(total);
      for (const [i, part] of parts!.entries()) {
        expect(Number.isInteger(part)).toBe(true);
        expect(Math.abs(part - (total * w[i]!) / sum)).toBeLessThanOrEqual(2 + Math.abs(total) * 1e-12);
      }
    }),
  );
});
