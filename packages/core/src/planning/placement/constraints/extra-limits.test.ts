import { describe, expect, test } from "vitest";
import { accountDatacenter } from "../../../capacity/account";
import type { DatacenterModel, PositionGroup, Room, Row } from "../../../topology/datacenter";
import { answerRow, feasibility } from "../explain";
import { planPlacement } from "../plan";
import { compileProblem } from "../problem";
import type { PlacementRequest } from "../types";

interface Change {
  readonly room?: Partial<Room>;
  readonly row?: Partial<Row>;
  /** Of group a. */
  readonly group?: Partial<PositionGroup>;
  readonly model?: Partial<DatacenterModel>;
}

/** One row of two groups with plenty of everything: each test takes away one thing, and only its own rule can notice. */
const plenty = ({ room, row, group, model }: Change = {}): DatacenterModel => ({
  id: "dc",
  rooms: [{ id: "r", ...room }],
  rows: [{ id: "row", roomId: "r", ...row }],
  groups: [
    { id: "a", rowId: "row", positions: 4, feeds: ["A", "B"], coolingZoneId: "z", ...group },
    { id: "b", rowId: "row", positions: 4, feeds: ["A", "C"], coolingZoneId: "z" },
  ],
  devices: ["A", "B", "C"].map((id) => ({
    id,
    parentId: null,
    roomId: "r",
    capacityW: 1e6,
    failoverCapacityW: 1e6,
  })),
  coolingZones: [{ id: "z", roomId: "r", capacityW: 1e6 }],
  ...model,
});
const eight: PlacementRequest = {
  id: "q",
  racks: 8,
  powerW: 1000,
  coolingW: 100,
  weightKg: 900,
  ports: 3,
  neededBy: "2026-05-17",
  reward: 1,
};

function decide(change: Change, request: PlacementRequest = eight) {
  const base = { placed: [], history: [], batchSize: 1, mode: "online", policy: "place-all" } as const;
  const result = planPlacement({ ...base, model: plenty(change), requests: [request] }, { seed: 1, steps: 0 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  const decision = result.value.decisions[0]!;
  if (decision.kind === "placed") return "placed";
  const { certificate } = decision;
  return {
    first: certificate.bestRows[0]!.first!,
    rows: certificate.rowsByLimit,
    raise: certificate.relaxation?.changes.map(({ limit, subjectId, amount }) => ({ limit, subjectId, amount })),
    largest: certificate.largestThatFits?.racks,
  };
}

test("with plenty of everything it is placed", () => {
  expect(decide({})).toBe("placed");
});

describe("weight", () => {
  test("of the room: all racks together, to the gram", () => {
    expect(decide({ room: { weightLimitKg: 7200 } })).toBe("placed");
    expect(decide({ room: { weightLimitKg: 7199.999 } })).toMatchObject({
      first: { limit: "roomWeight", subjectKind: "room", subjectId: "r", asked: 7200, margin: -0.001 },
      rows: { roomWeight: 1 },
      raise: [{ limit: "roomWeight", subjectId: "r", amount: 0.001 }],
      largest: 7,
    });
  });

  test("of one rack: a position that does not carry it stays empty, and the others take what they can", () => {
    expect(decide({ group: { positionWeightLimitKg: 900 } })).toBe("placed");
    expect(decide({ group: { positionWeightLimitKg: 899 } }, { ...eight, racks: 4 })).toBe("placed");
    expect(decide({ group: { positionWeightLimitKg: 899 } })).toMatchObject({
      first: { limit: "positionWeight", subjectKind: "group", subjectId: "a", asked: 900, left: 899, margin: -1 },
      raise: [{ limit: "positionWeight", subjectId: "a", amount: 1 }],
      largest: 4,
    });
  });

  test("where no position of a row carries the rack, that is what stops it", () => {
    const groups = plenty().groups.map((group) => ({ ...group, positionWeightLimitKg: 500 }));
    expect(decide({ model: { groups } })).toMatchObject({ rows: { positionWeight: 1, positions: 0 } });
    const three = [...groups, { ...groups[0]!, id: "c" }];
    expect(decide({ model: { groups: three } })).toMatchObject({ rows: { positionWeight: 1, positions: 0 } });
  });
});

describe("network ports", () => {
  test("of the row", () => {
    expect(decide({ row: { ports: 24 } })).toBe("placed");
    expect(decide({ row: { ports: 23 } })).toMatchObject({
      first: { limit: "ports", subjectKind: "row", subjectId: "row", asked: 24, left: 23, margin: -1, capacity: 23 },
      rows: { ports: 1 },
      raise: [{ limit: "ports", subjectId: "row", amount: 1 }],
      largest: 7,
    });
  });

  test("of a network zone", () => {
    const zone = (ports: number) => ({
      row: { networkZoneId: "n" },
      model: { networkZones: [{ id: "n", roomId: "r", ports }] },
    });
    expect(decide(zone(24))).toBe("placed");
    expect(decide(zone(20))).toMatchObject({
      first: { limit: "ports", subjectKind: "networkZone", subjectId: "n", left: 20 },
      raise: [{ limit: "ports", subjectId: "n", amount: 4 }],
    });
  });
});

describe("freeze windows", () => {
  const freeze = (scope: "datacenter" | "room" | "row", id: string, from: string, to: string) => ({
    model: { freezes: [{ scope, id, from, to, reason: "audit" }] },
  });

  test.each([
    ["datacenter", "dc"],
    ["room", "r"],
    ["row", "row"],
  ] as const)("of the %s: both ends are closed, the days beside them open", (scope, id) => {
    expect(decide(freeze(scope, id, "2026-05-18", "2026-06-01"))).toBe("placed");
    expect(decide(freeze(scope, id, "2026-05-01", "2026-05-16"))).toBe("placed");
    expect(decide(freeze(scope, id, "2026-05-17", "2026-05-17"))).toMatchObject({
      first: { limit: "freeze", subjectKind: scope, subjectId: id, asked: 1, left: 0, margin: -1 },
      rows: { freeze: 1 },
      raise: [{ limit: "freeze", subjectId: id, amount: 1 }],
    });
  });

  test("windows that follow each other are one wait, across a month", () => {
    const window = { scope: "row", id: "row", reason: "audit" } as const;
    const freezes = [
      { ...window, from: "2026-05-30", to: "2026-06-02" },
      { ...window, from: "2026-05-10", to: "2026-05-29" },
      { ...window, from: "2026-06-04", to: "2026-06-09" },
    ];
    expect(decide({ model: { freezes } })).toMatchObject({
      first: { asked: 17, frozen: { from: "2026-05-10", to: "2026-06-02", reason: "audit" } },
    });
  });

  test("a request without a day is not concerned", () => {
    const { neededBy: _, ...anyDay } = eight;
    expect(decide(freeze("row", "row", "2026-01-01", "2026-12-31"), anyDay)).toBe("placed");
  });
});

test("blocked positions are said in the certificate, for the row and for each group", () => {
  const result = decide({ group: { positions: 2, blocked: 2 } });
  expect(result).toMatchObject({ first: { limit: "positions", subjectKind: "row", left: 6, capacity: 6, blocked: 2 } });
  const compiled = compileProblem({
    model: plenty({ group: { positions: 2, blocked: 2 } }),
    placed: [],
    history: [],
    requests: [],
    batchSize: 1,
    mode: "online",
    policy: "place-all",
  });
  if (!compiled.ok) throw new Error("unexpected");
  const answer = answerRow(compiled.value.dc, compiled.value.loads, { ...eight, racks: 6 }, "row")!;
  expect(answer.certificate.checks.find((c) => c.subjectId === "a")).toMatchObject({ blocked: 2, capacity: 2 });
});

test("the next limit to bind is found among them, too", () => {
  const compiled = compileProblem({
    model: plenty({ row: { ports: 25 }, room: { weightLimitKg: 20_000 } }),
    placed: [],
    history: [],
    requests: [],
    batchSize: 1,
    mode: "online",
    policy: "place-all",
  });
  if (!compiled.ok) throw new Error("unexpected");
  const { fits, bestRow } = feasibility(compiled.value.dc, compiled.value.loads, eight);
  expect(fits && bestRow?.score.terms.map((t) => t.term)).toContain("ports");
  const nearest = answerRow(compiled.value.dc, compiled.value.loads, eight, "row")!.certificate.checks.filter(
    (c) => c.limit !== "positions",
  )[0];
  expect(nearest).toMatchObject({ limit: "ports", margin: 1 });
});

describe("what lies idle because of them is stranded by them", () => {
  const reference = { powerW: 1000, coolingW: 100, weightKg: 900, ports: 3 };
  const stranded = (change: Change) => {
    const { total } = accountDatacenter(plenty(change), [], { reference });
    return total.space.strandedBy;
  };
  test.each<[string, Change, Record<string, number>]>([
    ["nothing", {}, {}],
    ["weight of the room", { room: { weightLimitKg: 2000 } }, { weight: 6 }],
    ["weight of a position", { group: { positionWeightLimitKg: 100 } }, { weight: 4 }],
    ["ports", { row: { ports: 10 } }, { ports: 5 }],
  ])("%s", (_, change, expected) => {
    expect(stranded(change)).toEqual(expected);
  });
});
