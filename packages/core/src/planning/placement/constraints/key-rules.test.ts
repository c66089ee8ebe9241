import { describe, expect, test } from "vitest";
import type { DatacenterModel, KeyRules, PlacedRacks } from "../../../topology/datacenter";
import { planPlacement } from "../plan";
import type { PlacementRequest } from "../types";

/** Two rooms of two rows; the rows of a room are fed by other pairs of top devices. Plenty of everything. */
const model: DatacenterModel = {
  id: "dc",
  rooms: [{ id: "r1" }, { id: "r2" }],
  rows: [
    { id: "1a", roomId: "r1", faultDomain: "north" },
    { id: "1b", roomId: "r1", faultDomain: "south" },
    { id: "2a", roomId: "r2", faultDomain: "north" },
    { id: "2b", roomId: "r2" },
  ],
  groups: ["1a", "1b", "2a", "2b"].map((rowId) => {
    const room = rowId[0]!;
    const feeds = rowId[1] === "a" ? [`${room}A`, `${room}B`] : [`${room}C`, `${room}D`];
    return { id: `g${rowId}`, rowId, positions: 10, feeds, coolingZoneId: `z${room}` };
  }),
  devices: ["1A", "1B", "1C", "1D", "2A", "2B", "2C", "2D"].map((id) => {
    const roomId = `r${id[0]}`;
    return { id, parentId: null, roomId, capacityW: 1e6, failoverCapacityW: 1e6 };
  }),
  coolingZones: ["1", "2"].map((n) => ({ id: `z${n}`, roomId: `r${n}`, capacityW: 1e6 })),
};

const ask = (id: string, rules: KeyRules, racks = 2): PlacementRequest => ({
  id,
  racks,
  powerW: 1000,
  coolingW: 100,
  reward: 1,
  ...rules,
});

const standing = (rowId: string, rules: KeyRules, racks = 2): PlacedRacks => ({
  id: `standing ${rowId}`,
  kind: "occupied",
  rowId,
  racks: { [`g${rowId}`]: racks },
  powerW: 1000,
  coolingW: 100,
  ...rules,
});

function decide(requests: readonly PlacementRequest[], placed: readonly PlacedRacks[] = []) {
  const problem = { model, placed, requests, history: [], batchSize: 10, mode: "online", policy: "place-all" } as const;
  const result = planPlacement(problem, { seed: 1, steps: 20 });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.decisions;
}

const rowsTaken = (requests: readonly PlacementRequest[], placed: readonly PlacedRacks[] = []) =>
  decide(requests, placed).map((d) => (d.kind === "placed" ? d.rowId : null));

const apart = (scope: NonNullable<KeyRules["antiAffinity"]>["scope"]): KeyRules => ({
  antiAffinity: { key: "k", scope },
});
const together = (scope: NonNullable<KeyRules["affinity"]>["scope"]): KeyRules => ({ affinity: { key: "k", scope } });
const spreadOver = (scope: NonNullable<KeyRules["spread"]>["scope"], maxRacksPerDomain: number): KeyRules => ({
  spread: { key: "k", scope, maxRacksPerDomain },
});
const placedCount = (rows: readonly (string | null)[]) => rows.filter((row) => row !== null).length;

describe("anti-affinity: requests of one key never share a domain", () => {
  const five = (rules: KeyRules) => ["q1", "q2", "q3", "q4", "q5"].map((id) => ask(id, rules));
  test.each([
    ["row", 4],
    ["room", 2],
    // two pairs of top devices in each room
    ["topDevice", 4],
    // north, south, and the room of the row without one
    ["faultDomain", 3],
  ] as const)("by %s: %i of five", (scope, count) => {
    const rows = rowsTaken(five(apart(scope)));
    expect(placedCount(rows)).toBe(count);
    expect(new Set(rows.filter((row) => row !== null)).size).toBe(count);
  });

  test("other keys are nobody's business", () => {
    const other: KeyRules = { antiAffinity: { key: "other", scope: "room" } };
    expect(placedCount(rowsTaken([...five(apart("room")).slice(0, 2), ask("o1", other), ask("o2", other)]))).toBe(4);
  });

  test("the certificate says who is in the way, and moving as many away makes it fit", () => {
    const placed = model.rows.flatMap(({ id }) => [standing(id, apart("row"))]);
    const [decision] = decide([ask("q", apart("row"))], placed);
    expect(decision).toMatchObject({
      kind: "rejected",
      certificate: {
        rowsByLimit: { antiAffinity: 4 },
        relaxation: { changes: [{ limit: "antiAffinity", key: "k", amount: 1 }] },
      },
    });
    if (decision?.kind !== "rejected") return;
    expect(decision.certificate.bestRows[0]!.first).toMatchObject({ asked: 1, left: 0, margin: -1, capacity: 1 });
    const { rowId } = decision.certificate.relaxation!;
    expect(
      rowsTaken(
        [ask("q", apart("row"))],
        placed.filter((p) => p.rowId !== rowId),
      ),
    ).toEqual([rowId]);
  });
});

describe("spread: racks of one key, so many in a domain", () => {
  test("each domain takes its number and not one more", () => {
    // three racks a room: one request of two each, and then one rack more each
    const requests = [
      ...["q1", "q2", "q3"].map((id) => ask(id, spreadOver("room", 3))),
      ask("q4", spreadOver("room", 3), 1),
    ];
    const rows = rowsTaken(requests);
    const inRoom = (room: string) =>
      requests.reduce((sum, { racks }, i) => sum + (rows[i]?.startsWith(room) ? racks : 0), 0);
    expect(placedCount(rows)).toBe(3);
    expect(Math.max(inRoom("1"), inRoom("2"))).toBeLessThanOrEqual(3);
  });

  test("racks that stand count, and the certificate's margin is what is missing", () => {
    const placed = ["1a", "2a"].map((row) => standing(row, spreadOver("room", 3), 3));
    const [decision] = decide([ask("q", spreadOver("room", 3))], placed);
    expect(decision).toMatchObject({
      kind: "rejected",
      certificate: { rowsByLimit: { spread: 4 }, relaxation: { changes: [{ limit: "spread", amount: 2 }] } },
    });
    if (decision?.kind === "rejected")
      expect(decision.certificate.bestRows[0]!.worst).toMatchObject({ asked: 2, left: 0, margin: -2, capacity: 3 });
  });

  test("largestThatFits counts with it", () => {
    const placed = ["1a", "2a"].map((row) => standing(row, spreadOver("room", 3)));
    const [decision] = decide([ask("q", spreadOver("room", 3), 4)], placed);
    expect(decision).toMatchObject({ kind: "rejected", certificate: { largestThatFits: { racks: 1 } } });
  });
});

describe("affinity: requests of one key share a domain", () => {
  test.each(["row", "room", "topDevice", "faultDomain"] as const)("by %s: all follow the first", (scope) => {
    const rows = rowsTaken([...["q1", "q2", "q3"].map((id) => ask(id, together(scope))), ask("q", {})]);
    const of: Record<typeof scope, (row: string) => string> = {
      row: (row) => row,
      room: (row) => row[0]!,
      topDevice: (row) => row,
      faultDomain: (row) => model.rows.find((r) => r.id === row)!.faultDomain ?? "r2",
    };
    expect(placedCount(rows)).toBe(4);
    expect(new Set(rows.slice(0, 3).map((row) => of[scope](row!))).size).toBe(1);
  });

  test("where their domain is full the next one is rejected, and is told where the others are", () => {
    const requests = ["q1", "q2", "q3"].map((id) => ask(id, together("row"), 4));
    const decisions = decide(requests);
    const first = decisions[0];
    expect(decisions.map((d) => d.kind)).toEqual(["placed", "placed", "rejected"]);
    const third = decisions[2];
    if (first?.kind !== "placed" || third?.kind !== "rejected") throw new Error("unexpected");
    expect(third.certificate.rowsByLimit).toMatchObject({ affinity: 3, positions: 1 });
    const apartRow = third.certificate.bestRows.find((r) => r.rowId !== first.rowId)!;
    expect(apartRow.first).toMatchObject({ limit: "affinity", left: 0, elsewhere: [first.rowId] });
  });

  test("where reality has scattered them, any of their domains will do", () => {
    const placed = ["1a", "2a"].map((row) => standing(row, together("row")));
    expect(["1a", "2a"]).toContain(rowsTaken([ask("q", together("row"))], placed)[0]);
  });
});
