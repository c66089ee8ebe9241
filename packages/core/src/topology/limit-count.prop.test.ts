import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CONSTRAINTS } from "../planning/placement/constraints/list";
import { rowLimitsOf } from "../planning/placement/row-limits";
import { problemArb } from "../testing/placement";
import { type CompiledDatacenter, compileDatacenter } from "./compiled";
import type { DatacenterModel } from "./datacenter";
import { countLimits } from "./limit-count";

const count = (dc: CompiledDatacenter) =>
  countLimits({
    feedStart: dc.groupFeedStart,
    feeds: dc.groupFeeds,
    parent: dc.deviceParent,
    top: dc.deviceTop,
    room: dc.deviceRoom,
    depth: dc.deviceDepth,
    roomTopStart: dc.roomTopStart,
    roomTops: dc.roomTops,
    scale: dc.powerScale,
    rowRoom: dc.rowRoom,
    rowGroupStart: dc.rowGroupStart,
    rowGroups: dc.rowGroups,
  });

test("counts the limits of power, before and after failures, that are built", () => {
  fc.assert(
    fc.property(problemArb({ feeds: true, extras: true }), ({ model }) => {
      const compiled = compileDatacenter(model);
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
      const dc = compiled.value;
      const limits = rowLimitsOf(dc);
      const isPower = (kind: number) => ["power", "failover"].includes(CONSTRAINTS[kind]!.limit);
      const built = limits.kind.filter(isPower).length;
      expect(count(dc).numbers).toBe((built + 2 * model.groups.length) * limits.width);
    }),
  );
});

const device = (id: string, parentId: string | null) => ({
  id,
  parentId,
  roomId: "r",
  capacityW: 100,
  failoverCapacityW: 150,
});
const floor = (devices: DatacenterModel["devices"], groups: readonly (readonly string[])[]): DatacenterModel => ({
  id: "dc",
  rooms: [{ id: "r" }],
  rows: groups.map((_, i) => ({ id: `row${i}`, roomId: "r" })),
  groups: groups.map((feeds, i) => ({
    id: `g${i}`,
    rowId: `row${i}`,
    positions: 4,
    feeds,
    ...(feeds.length === 1 ? { singleFeed: true } : {}),
    coolingZoneId: "z",
  })),
  devices,
  coolingZones: [{ id: "z", roomId: "r", capacityW: 100 }],
});
const chain = (length: number) => [
  device("B", null),
  ...Array.from({ length }, (_, i) => device(`A${i}`, i === 0 ? null : `A${i - 1}`)),
];

describe("floors that would grow with the square of their file", () => {
  test("one chain of devices is compiled, in work that grows with its length", () => {
    for (const length of [1000, 50_000]) {
      const compiled = compileDatacenter(floor(chain(length), [[`A${length - 1}`, "B"]]));
      if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
      expect(compiled.value.deviceDepth.at(-1)).toBe(length - 1);
      expect(compiled.value.slotTop.length).toBe(length + 1);
      expect(count(compiled.value).work).toBe(2 * (length + 1));
    }
  });

  const tops = Array.from({ length: 10_000 }, (_, i) => device(`T${i}`, null));
  test.each<[string, DatacenterModel]>([
    [
      "groups at the end of a long chain",
      floor(
        chain(50_000),
        Array.from({ length: 1000 }, () => ["A49999", "B"]),
      ),
    ],
    [
      "a top device that shares racks with all others",
      floor(
        tops,
        tops.slice(1).map(({ id }) => ["T0", id]),
      ),
    ],
    [
      "single feeds, each under a top device of its own",
      floor(
        tops,
        tops.map(({ id }) => [id]),
      ),
    ],
  ])("%s: a fault of the room", (_, model) => {
    const compiled = compileDatacenter(model);
    expect(compiled).toMatchObject({ ok: false, error: [{ code: "too-many", kind: "room", id: "r" }] });
  });

  test("ten thousand top devices that share racks in pairs are fine", () => {
    const compiled = compileDatacenter(
      floor(
        tops,
        Array.from({ length: 5000 }, (_, i) => [`T${2 * i}`, `T${2 * i + 1}`]),
      ),
    );
    expect(compiled.ok && compiled.value.slotTop.length).toBe(10_000);
  });

  test("a row of a hundred thousand groups: a fault of the row", () => {
    const model = floor([device("A", null), device("B", null)], [["A", "B"]]);
    const groups = Array.from({ length: 100_000 }, (_, i) => ({ ...model.groups[0]!, id: `g${i}` }));
    expect(compileDatacenter({ ...model, groups })).toMatchObject({
      ok: false,
      error: [{ code: "too-many", kind: "row", id: "row0" }],
    });
  });
});
