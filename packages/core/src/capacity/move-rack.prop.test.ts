import fc from "fast-check";
import { expect, test } from "vitest";
import { datacenterArb } from "../testing/placement";
import { compileDatacenter } from "../topology/compiled";
import { loadsOf } from "./loads";
import { moveBreaks } from "./move-rack";

const rack = fc.record({
  powerW: fc.integer({ min: 0, max: 40 }),
  coolingW: fc.integer({ min: 0, max: 40 }),
  weightKg: fc.integer({ min: 0, max: 1500 }),
  ports: fc.integer({ min: 0, max: 8 }),
});

test("a move is said to break exactly the limits that a sum from scratch finds broken, or more broken than before", () => {
  fc.assert(
    fc.property(datacenterArb(), rack, fc.nat(), fc.boolean(), (model, needs, seed, isHere) => {
      const dc = compileDatacenter(model);
      if (!dc.ok) throw new Error("an arbitrary datacenter that does not compile");
      const { groups } = model;
      const lot = (group: (typeof groups)[number]) => ({
        ...{ id: "moved", kind: "occupied" as const, rowId: group.rowId, racks: { [group.id]: 1 } },
        ...needs,
      });
      const others = groups
        .filter((group, at) => group.positions > 1 && (at + seed) % 2 === 0)
        .map((group, at) => ({ ...lot(group), id: `other${at}` }));
      const from = isHere ? seed % groups.length : null;
      const summed = (placed: Parameters<typeof loadsOf>[1]) => {
        const loads = loadsOf(dc.value, placed);
        if (!loads.ok) throw new Error("racks that stand nowhere");
        return loads.value;
      };
      const start = summed([...others, ...(from === null ? [] : [lot(groups[from]!)])]);
      const snapshot = start.clone();
      const before = start.violations();
      const said = moveBreaks(start, needs, from);
      expect(said).toHaveLength(groups.length);
      groups.forEach((group, to) => {
        const worse = summed([...others, lot(group)])
          .violations()
          .filter((one) => one.limit !== "positions")
          .filter((one) => {
            const old = before.find(
              (b) => b.limit === one.limit && b.id === one.id && b.failedTopId === one.failedTopId,
            );
            return old === undefined || old.load < one.load;
          });
        expect(said[to]!.filter((one) => one.limit !== "positionWeight")).toEqual(worse);
        const limit = group.positionWeightLimitKg;
        const isHeavy = limit !== undefined && needs.weightKg > limit;
        expect(said[to]!.some((one) => one.limit === "positionWeight")).toBe(isHeavy);
      });
      // asked, not done
      expect(start.used).toEqual(snapshot.used);
      expect(start.violations()).toEqual(before);
    }),
    { numRuns: 60 },
  );
});

test("where a rack stands, it breaks nothing", () => {
  fc.assert(
    fc.property(datacenterArb(), rack, fc.nat(), (model, needs, seed) => {
      const dc = compileDatacenter(model);
      if (!dc.ok) throw new Error("an arbitrary datacenter that does not compile");
      const at = seed % model.groups.length;
      const group = model.groups[at]!;
      const placed = { id: "moved", kind: "occupied" as const, rowId: group.rowId, racks: { [group.id]: 1 }, ...needs };
      const loads = loadsOf(dc.value, [placed]);
      if (!loads.ok) throw new Error("a rack that stands nowhere");
      const broken = moveBreaks(loads.value, needs, at)[at]!;
      expect(broken.filter((one) => one.limit !== "positionWeight")).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
