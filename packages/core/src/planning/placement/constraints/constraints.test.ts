import { describe, expect, test } from "vitest";
import type { DatacenterModel } from "../../../topology/datacenter";
import { planPlacement } from "../plan";
import type { PlacementRequest } from "../types";

/** One row of two groups with plenty of everything: each test takes away one thing, and only its own rule can notice. */
const plenty = (
  change: { topW?: number; failoverW?: number; zoneW?: number; tags?: string[] } = {},
): DatacenterModel => {
  const device = (id: string) => ({
    id,
    parentId: null,
    roomId: "r",
    capacityW: change.topW ?? 1e6,
    failoverCapacityW: change.failoverW ?? 1e6,
  });
  return {
    id: "dc",
    rooms: [{ id: "r" }],
    rows: [{ id: "row", roomId: "r", ...(change.tags ? { tags: change.tags } : {}) }],
    groups: [
      { id: "a", rowId: "row", positions: 4, feeds: ["A", "B"], coolingZoneId: "z" },
      { id: "b", rowId: "row", positions: 4, feeds: ["A", "C"], coolingZoneId: "z" },
    ],
    devices: [device("A"), device("B"), device("C")],
    coolingZones: [{ id: "z", roomId: "r", capacityW: change.zoneW ?? 1e6 }],
  };
};
const eight: PlacementRequest = { id: "q", racks: 8, powerW: 1000, coolingW: 100, reward: 1 };

function decide(model: DatacenterModel, request: PlacementRequest = eight) {
  const base = { placed: [], history: [], batchSize: 1, mode: "online", policy: "place-all" } as const;
  const result = planPlacement({ ...base, model, requests: [request] }, { seed: 1, steps: 0 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const decision = result.value.decisions[0]!;
  if (decision.kind === "placed") return "placed";
  const { first, checks } = decision.certificate.bestRows[0]!;
  expect(checks.filter((c) => c.margin < 0).map((c) => c.limit)).toContain(first!.limit);
  return { first: first!, rows: decision.certificate.rowsByLimit };
}

test("with plenty of everything it is placed", () => {
  expect(decide(plenty())).toBe("placed");
});

describe("the last watt or position fits, one more does not", () => {
  test("positions", () => {
    expect(decide(plenty(), { ...eight, racks: 9 })).toMatchObject({
      first: { limit: "positions", asked: 9, left: 8, margin: -1 },
      rows: { positions: 1 },
    });
  });

  test("cooling: the zone takes the heat of all its racks", () => {
    expect(decide(plenty({ zoneW: 800 }))).toBe("placed");
    expect(decide(plenty({ zoneW: 799 }))).toMatchObject({
      first: { limit: "cooling", subjectId: "z", asked: 800, left: 799, margin: -1, capacity: 799 },
      rows: { cooling: 1 },
    });
  });

  test("power: half of every rack on each feed, and all eight hang from A", () => {
    expect(decide(plenty({ topW: 4000 }))).toBe("placed");
    expect(decide(plenty({ topW: 3999.5 }))).toMatchObject({
      first: { limit: "power", subjectId: "A", asked: 4000, left: 3999.5, margin: -0.5 },
      rows: { power: 1 },
    });
  });

  test("failover: when B fails, A carries its own 4000 W and the other half of the four racks it shares with B", () => {
    expect(decide(plenty({ failoverW: 6000 }))).toBe("placed");
    expect(decide(plenty({ failoverW: 5999.999 }))).toMatchObject({
      first: { limit: "failover", subjectId: "A", asked: 6000, margin: -0.001 },
      rows: { failover: 1 },
    });
  });

  test("tags", () => {
    const picky = { ...eight, requiredTags: ["eu", "pci"] };
    expect(decide(plenty({ tags: ["pci", "gov", "eu"] }), picky)).toBe("placed");
    expect(decide(plenty({ tags: ["pci"] }), picky)).toMatchObject({
      first: { limit: "tags", subjectId: "row", asked: 2, left: 1, margin: -1, missing: ["eu"] },
      rows: { tags: 1 },
    });
  });

  test("only the rows and rooms it allows", () => {
    expect(decide(plenty(), { ...eight, allowedRowIds: ["row"], allowedRoomIds: ["r"] })).toBe("placed");
    const base = {
      model: plenty(),
      placed: [],
      history: [],
      batchSize: 1,
      mode: "offline",
      policy: "place-all",
    } as const;
    const result = planPlacement({ ...base, requests: [{ ...eight, allowedRowIds: [] }] }, { seed: 1, steps: 0 });
    expect(result.ok && result.value.decisions[0]).toMatchObject({
      kind: "rejected",
      certificate: { rowsConsidered: 0, rowsNotAllowed: 1 },
    });
  });
});
