import { describe, expect, test } from "vitest";
import { compileDatacenter } from "./compiled";
import type { DatacenterModel } from "./datacenter";

const device = (id: string, parentId: string | null, roomId = "r1") => ({
  id,
  parentId,
  roomId,
  capacityW: 100,
  failoverCapacityW: 150,
});
const base: DatacenterModel = {
  id: "dc",
  rooms: [{ id: "r1" }, { id: "r2" }],
  rows: [{ id: "row", roomId: "r1" }],
  groups: [{ id: "g", rowId: "row", positions: 4, feeds: ["A1", "B1"], coolingZoneId: "z" }],
  devices: [device("A", null), device("A1", "A"), device("B", null), device("B1", "B"), device("X", null, "r2")],
  coolingZones: [
    { id: "z", roomId: "r1", capacityW: 10 },
    { id: "z2", roomId: "r2", capacityW: 10 },
  ],
};
const group = (change: Partial<DatacenterModel["groups"][number]>) => ({ groups: [{ ...base.groups[0]!, ...change }] });

describe("what is wrong with a topology", () => {
  const cases: [string, Partial<DatacenterModel>, string, string][] = [
    ["unknown room", { rows: [{ id: "row", roomId: "no" }] }, "unknown-id", "row"],
    ["unknown feed", group({ feeds: ["A1", "no"] }), "unknown-id", "g"],
    ["unknown zone", group({ coolingZoneId: "no" }), "unknown-id", "g"],
    ["unknown row", group({ rowId: "no" }), "unknown-id", "g"],
    ["unknown parent", { devices: [...base.devices, device("Y", "no")] }, "unknown-id", "Y"],
    ["a circle", { devices: [...base.devices, device("P", "Q"), device("Q", "P")] }, "cycle", "P"],
    [
      "what hangs from a circle",
      { devices: [device("Z", "Q"), ...base.devices, device("P", "Q"), device("Q", "P")] },
      "cycle",
      "Z",
    ],
    ["parent elsewhere", { devices: [...base.devices, device("Y", "X")] }, "other-room", "Y"],
    ["zone elsewhere", group({ coolingZoneId: "z2" }), "other-room", "g"],
    ["feed elsewhere", group({ feeds: ["A1", "X"] }), "other-room", "g"],
    ["one top", group({ feeds: ["A1", "A"] }), "same-top", "g"],
    ["one feed that nobody meant", group({ feeds: ["A1"] }), "number-of-feeds", "g"],
    ["a single feed with two", group({ singleFeed: true }), "number-of-feeds", "g"],
    ["no feeds", group({ feeds: [] }), "number-of-feeds", "g"],
    ["seven feeds", group({ feeds: ["A1", "B1", "A", "B", "A1", "B1", "A"] }), "number-of-feeds", "g"],
    ["three feeds under one top", group({ feeds: ["A1", "A", "A1"] }), "same-top", "g"],
    ["a feed named twice", group({ feeds: ["A1", "B1", "A1"] }), "same-top", "g"],
    [
      "more watts than thirds of them can be counted",
      {
        ...group({ feeds: ["A1", "B1", "A"] }),
        devices: [{ ...base.devices[0]!, capacityW: 5e11 }, ...base.devices.slice(1)],
      },
      "not-a-number",
      "A",
    ],
    ["half a position", group({ positions: 1.5 }), "not-a-whole-number", "g"],
    ["fewer than none", group({ positions: -1 }), "not-a-whole-number", "g"],
    ["negative watts", { coolingZones: [{ ...base.coolingZones[0]!, capacityW: -1 }] }, "not-a-number", "z"],
    ["no number", { devices: [{ ...device("A", null), failoverCapacityW: Number.NaN }] }, "not-a-number", "A"],
    ["twice", { rooms: [{ id: "r1" }, { id: "r2" }, { id: "r1" }] }, "duplicate-id", "r1"],
  ];
  test.each(cases)("%s", (_, change, code, id) => {
    const result = compileDatacenter({ ...base, ...change });
    expect(result.ok).toBe(false);
    if (result.ok) return;
    const fault = result.error.find((f) => f.code === code && f.id === id);
    expect(fault?.message).toContain(id);
  });
});

test("chains, tops and slots of a group", () => {
  const result = compileDatacenter(base);
  if (!result.ok) throw new Error("unexpected");
  const dc = result.value;
  const names = Array.from(dc.effectDevice, (d, e) => {
    const slot = dc.shiftSlot[e]!;
    return [base.devices[d]!.id, base.devices[dc.slotDevice[slot]!]!.id, base.devices[dc.slotTop[slot]!]!.id];
  });
  expect(names).toEqual([
    ["A1", "A1", "B"],
    ["A", "A", "B"],
    ["B1", "B1", "A"],
    ["B", "B", "A"],
  ]);
  expect(dc.slotStart[dc.deviceIndex.get("X")!]).toBe(dc.slotStart[dc.deviceIndex.get("X")! + 1]);
});

const fed = (change: Partial<DatacenterModel["groups"][number]>, devices = base.devices) => {
  const result = compileDatacenter({ ...base, devices, ...group(change) });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const dc = result.value;
  const name = (d: number) => devices[d]!.id;
  // in whole racks: what a device carries of one
  const part = (times: number) => times / (2 * dc.powerScale);
  return {
    scale: dc.powerScale,
    normal: Object.fromEntries(Array.from(dc.effectDevice, (d, e) => [name(d), part(dc.effectTimes[e]!)])),
    more: Object.fromEntries(
      Array.from(dc.shiftSlot, (s, i) => [
        `${name(dc.slotDevice[s]!)}/${name(dc.slotTop[s]!)}`,
        part(dc.shiftTimes[i]!),
      ]),
    ),
    slots: dc.slotTop.length,
  };
};

describe("what a rack puts on the devices above its feeds", () => {
  const third = [...base.devices, device("C", null), device("D", null)];

  test("two feeds: a half each, and the other half when the other fails", () => {
    const { scale, normal, more } = fed({ feeds: ["A1", "B1"] });
    expect(scale).toBe(1);
    expect(normal).toEqual({ A1: 0.5, A: 0.5, B1: 0.5, B: 0.5 });
    expect(more).toEqual({ "A1/B": 0.5, "A/B": 0.5, "B1/A": 0.5, "B/A": 0.5 });
  });

  test("three feeds: a third each, a sixth more when one fails", () => {
    const { scale, normal, more } = fed({ feeds: ["A", "B", "C"] }, third);
    expect(scale).toBe(3);
    expect(Object.values(normal)).toEqual([1 / 3, 1 / 3, 1 / 3]);
    expect(Object.keys(more).sort()).toEqual(["A/B", "A/C", "B/A", "B/C", "C/A", "C/B"]);
    for (const part of Object.values(more)) expect(part).toBeCloseTo(1 / 6, 12);
  });

  test("four feeds, two of them under one top: what is left carries it all", () => {
    const { normal, more } = fed({ feeds: ["A", "A1", "B", "C"] }, third);
    expect(normal).toEqual({ A: 0.5, A1: 0.25, B: 0.25, C: 0.25 });
    // A fails, and with it A1: B and C carry a half each
    expect(more).toMatchObject({ "B/A": 0.25, "C/A": 0.25 });
    expect(more["A/B"]).toBeCloseTo(2 / 3 - 1 / 2, 12);
    expect(more["A1/B"]).toBeCloseTo(1 / 3 - 1 / 4, 12);
  });

  test("a single feed carries all of it, and nobody takes it over", () => {
    const { normal, more } = fed({ feeds: ["A1"], singleFeed: true });
    expect({ normal, more }).toEqual({ normal: { A1: 1, A: 1 }, more: {} });
  });

  test("a single feed is held to the failover capacity of each device above it while any other top is down", () => {
    expect(fed({ feeds: ["A1"], singleFeed: true }, third).slots).toBe(2 * 3);
  });
});
