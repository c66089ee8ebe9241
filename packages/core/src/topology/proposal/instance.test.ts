import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkProposal } from "./check";
import { proposeInstance } from "./instance";
import type { PlacementInstance } from "./instance-model";

const top = (id: string) => ({ id, parentId: null, roomId: "r1", capacityW: 20_000.9, failoverCapacityW: 30_000 });
const EXAMPLE: PlacementInstance = {
  name: "example",
  model: {
    id: "x",
    rooms: [{ id: "r1" }],
    rows: [{ id: "r1-1", roomId: "r1" }],
    groups: [
      { id: "r1-1a", rowId: "r1-1", positions: 4, feeds: ["A1", "B"], coolingZoneId: "z1" },
      { id: "r1-1b", rowId: "r1-1", positions: 2, feeds: ["A", "C"], coolingZoneId: "z1" },
    ],
    devices: [
      { id: "A1", parentId: "A", roomId: "r1", capacityW: 9_000, failoverCapacityW: 9_000 },
      top("A"),
      top("B"),
      top("C"),
    ],
    coolingZones: [{ id: "z1", roomId: "r1", capacityW: 8_000 }],
  },
  placed: [
    { id: "old", rowId: "r1-1", racks: { "r1-1b": 1, "r1-1a": 2 }, powerW: 6_000, coolingW: 1_000 },
    { id: "older", rowId: "r1-1", racks: { "r1-1a": 1 }, powerW: 5_000.2, coolingW: 900.5 },
  ],
  requests: [
    { id: "q1", racks: 3, powerW: 6_000, coolingW: 1_000, reward: 200 },
    { id: "q2", racks: 1, powerW: 3_000, coolingW: 500, reward: 100 },
  ],
};

describe("proposeInstance", () => {
  const proposal = proposeInstance(EXAMPLE, { requests: true });

  it("keeps every rule of the database", () => {
    expect(checkProposal(proposal)).toEqual([]);
  });

  it("names region, zone and datacenter after the instance", () => {
    expect(proposal.datacenters).toMatchObject([{ code: "example", provenance: "recorded" }]);
    expect(proposal.regions).toMatchObject([{ code: "example", provenance: "assumed" }]);
  });

  it("numbers the positions of a row through its groups and keeps their feeds", () => {
    const rows = proposal.positions.map((p) => [p.number, ...p.feeds.map((feed) => feed.deviceKey.split(":").at(-1))]);
    expect(rows).toEqual([
      [1, "A1", "B"],
      [2, "A1", "B"],
      [3, "A1", "B"],
      [4, "A1", "B"],
      [5, "A", "C"],
      [6, "A", "C"],
    ]);
  });

  it("puts parents before children, kinds by depth, limits rounded down", () => {
    expect(proposal.powerDevices.map((d) => [d.code, d.kind, d.depth, d.capacityW])).toEqual([
      ["A", "ups", 0, 20_000],
      ["B", "ups", 0, 20_000],
      ["C", "ups", 0, 20_000],
      ["A1", "pdu", 1, 9_000],
    ]);
    expect(proposal.assumptions.find((a) => a.id === "rounding/limits down")?.count).toBe(3);
  });

  it("stands placed racks on the first positions of their groups, one rack type for each power and cooling", () => {
    const number = new Map(proposal.positions.map((p) => [p.key, p.number]));
    expect(proposal.racks.map((r) => [r.code, number.get(r.positionKey)])).toEqual([
      ["example/old-1", 5],
      ["example/old-2", 1],
      ["example/old-3", 2],
      ["example/older-1", 3],
    ]);
    expect(proposal.rackTypes.map((t) => [t.powerW, t.coolingW])).toEqual([
      [3_000, 500],
      [5_001, 901],
      [6_000, 1_000],
    ]);
  });

  it("takes requests only when asked to, in the order of arrival", () => {
    expect(proposal.requests.map((r) => [r.title, r.racks, r.reward, r.sequence])).toEqual([
      ["q1", 3, 200, 0],
      ["q2", 1, 100, 1],
    ]);
    const without = proposeInstance(EXAMPLE);
    expect(without.requests).toEqual([]);
    expect(without.rackTypes).toHaveLength(2);
    expect(checkProposal(without)).toEqual([]);
  });

  it("refuses more racks in a group than it has positions", () => {
    const placed = [{ id: "x", rowId: "r1-1", racks: { "r1-1b": 3 }, powerW: 1, coolingW: 1 }];
    expect(() => proposeInstance({ ...EXAMPLE, placed })).toThrow("group r1-1b has no position left");
  });

  it("makes good proposals of trees of any depth, with as many positions and racks as the instance", () => {
    const tree = fc.array(fc.nat(), { minLength: 0, maxLength: 12 });
    fc.assert(
      fc.property(tree, fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat()), { maxLength: 6 }), (parents, sizes) => {
        const tops = ["t0", "t1"].map((id) => ({ id, parentId: null as string | null }));
        const devices = [...tops];
        for (const [i, at] of parents.entries())
          devices.push({ id: `d${i}`, parentId: devices[at % devices.length]!.id });
        const topOf = (id: string): string => {
          const parent = devices.find((d) => d.id === id)?.parentId ?? null;
          return parent === null ? id : topOf(parent);
        };
        const under = (topId: string, n: number) => {
          const list = devices.filter((d) => topOf(d.id) === topId);
          return list[n % list.length]!.id;
        };
        const groups = sizes.map(([positions, racks, n], i) => ({
          group: { id: `g${i}`, rowId: "w", positions, feeds: [under("t0", n), under("t1", n)], coolingZoneId: "z" },
          racks: Math.min(racks, positions),
        }));
        const instance: PlacementInstance = {
          ...EXAMPLE,
          model: {
            id: "x",
            rooms: [{ id: "r" }],
            rows: [{ id: "w", roomId: "r" }],
            groups: groups.map(({ group }) => group),
            devices: devices.toReversed().map((d) => ({ ...d, roomId: "r", capacityW: 1, failoverCapacityW: 1 })),
            coolingZones: [{ id: "z", roomId: "r", capacityW: 1 }],
          },
          placed: groups.map(({ group, racks }) => ({
            id: group.id,
            rowId: "w",
            racks: { [group.id]: racks },
            powerW: 1,
            coolingW: 1,
          })),
        };
        const made = proposeInstance(instance);
        expect(checkProposal(made)).toEqual([]);
        expect(made.positions).toHaveLength(sizes.reduce((sum, [positions]) => sum + positions, 0));
        expect(made.racks).toHaveLength(groups.reduce((sum, { racks }) => sum + racks, 0));
      }),
    );
  });
});
