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
    ["parent elsewhere", { devices: [...base.devices, device("Y", "X")] }, "other-room", "Y"],
    ["zone elsewhere", group({ coolingZoneId: "z2" }), "other-room", "g"],
    ["feed elsewhere", group({ feeds: ["A1", "X"] }), "other-room", "g"],
    ["one top", group({ feeds: ["A1", "A"] }), "same-top", "g"],
    ["three feeds", group({ feeds: ["A1", "B1", "A"] }), "two-feeds", "g"],
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
    const slot = dc.effectSlot[e]!;
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
