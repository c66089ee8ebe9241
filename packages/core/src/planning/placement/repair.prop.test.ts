import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { oracleLoads } from "../../capacity/loads.oracle";
import { problemArb } from "../../testing/placement";
import { compileDatacenter } from "../../topology/compiled";
import type { DatacenterModel, PlacedRacks } from "../../topology/datacenter";
import { brokenLimits, worsenedLimits } from "./broken";
import { type RepairMove, repairPlan } from "./repair";
import { asRacks } from "./testing.oracle";

// each case is judged from scratch after every move: seconds on a busy machine
vi.setConfig({ testTimeout: 60_000 });

const compiled = (model: DatacenterModel) => {
  const dc = compileDatacenter(model);
  if (!dc.ok) throw new Error(JSON.stringify(dc.error));
  return dc.value;
};

/** Racks anywhere, as many as it happens to be: reality. */
const reality = fc
  .record({
    problem: fc.oneof(problemArb({ tags: true }), problemArb({ tags: true, feeds: true, extras: true })),
    at: fc.array(fc.nat(50), { minLength: 8, maxLength: 8 }),
  })
  .map(({ problem: { model, requests }, at }) => ({
    model,
    placed: requests.map((request, i) => {
      const group = model.groups[at[i]! % model.groups.length]!;
      return asRacks(request, group.rowId, { [group.id]: request.racks });
    }),
  }));

/** The racks after a move, worked out by hand. */
function moved(placed: readonly PlacedRacks[], move: RepairMove, step: number): PlacedRacks[] {
  const lot = placed.find((p) => p.id === move.lotId)!;
  const racks = Object.fromEntries(
    Object.entries(lot.racks)
      .map(([id, n]) => [id, n - (move.from[id] ?? 0)] as const)
      .filter(([, n]) => n > 0),
  );
  const rest = Object.keys(racks).length > 0 ? [{ ...lot, racks }] : [];
  const others = placed.filter((p) => p !== lot);
  return [...others, ...rest, { ...lot, id: `step ${step}`, rowId: move.toRowId, racks: move.to }];
}

const count = (racks: Readonly<Record<string, number>>) => Object.values(racks).reduce((a, b) => a + b, 0);
const nameOf = (b: { limit: string; subjectId: string; failedTopId?: string; key?: string }) =>
  [b.limit, b.subjectId, b.failedTopId, b.key].join("/");

test("what is broken is what brute force finds, and every move mends something and worsens nothing", () => {
  fc.assert(
    fc.property(reality, ({ model, placed }) => {
      const dc = compiled(model);
      const { broken, moves, remaining } = repairPlan(dc, placed);
      // a device over its normal limit and its smaller failover limit: one of the two is enough to say so
      const text = (b: (typeof broken)[number]) => `${b.limit}:${b.subjectId}`;
      const sums = (list: readonly string[]) =>
        new Set(
          list.filter((one) => !list.includes(one.replace("failover:", "power:")) || !one.startsWith("failover")),
        );
      const rules = ["positionWeight", "spread", "antiAffinity", "affinity"];
      const found = sums(broken.filter((b) => !rules.includes(b.limit)).map(text));
      expect(found).toEqual(sums([...oracleLoads(model, placed).broken].map((one) => one.split("/")[0]!)));
      for (const { over, load, capacity } of broken) expect(over).toBe(load - capacity);
      let standing: PlacedRacks[] = [...placed];
      let before = broken;
      moves.forEach((move, step) => {
        expect(count(move.from)).toBe(move.racks);
        expect(count(move.to)).toBe(move.racks);
        standing = moved(standing, move, step);
        const after = brokenLimits(dc, standing);
        const was = new Map(before.map((b) => [nameOf(b), b.over]));
        // where an affinity is torn, the home may become another domain
        for (const b of after)
          if (b.limit !== "affinity") expect(b.over).toBeLessThanOrEqual((was.get(nameOf(b)) ?? 0) + 1e-9);
        before = after;
      });
      expect(remaining.map(nameOf).sort()).toEqual(before.map(nameOf).sort());
      expect(standing.reduce((sum, p) => sum + count(p.racks), 0)).toBe(
        placed.reduce((sum, p) => sum + count(p.racks), 0),
      );
    }),
    { numRuns: 120 },
  );
});

/** A rack that leaves too full a group goes where the others of its key are not: what stayed together would be torn apart. */
const torn = ((): { readonly model: DatacenterModel; readonly placed: PlacedRacks[] } => {
  const group = (rowId: string, n: number, positions: number) => {
    const room = rowId.slice(0, 2);
    return {
      id: `${rowId}-g${n}`,
      rowId,
      positions,
      feeds: [`${room}-0`],
      singleFeed: true,
      coolingZoneId: `${room}-z`,
    };
  };
  const lot = (id: string, rowId: string, racks: number, coolingW: number): PlacedRacks => ({
    ...{ id, kind: "held", rowId, racks: { [`${rowId}-g0`]: racks }, powerW: 0, coolingW },
    affinity: { key: "a", scope: "room" },
  });
  const rooms = ["r0", "r1"].map((id) => ({ id }));
  return {
    model: {
      ...{ id: "dc", rooms },
      rows: ["r0-a", "r1-a", "r1-b"].map((id) => ({ id, roomId: id.slice(0, 2), tags: [] })),
      groups: [group("r0-a", 0, 0), group("r1-a", 0, 0), group("r1-b", 0, 1)],
      devices: rooms.map(({ id }) => ({
        ...{ id: `${id}-0`, parentId: null, roomId: id, capacityW: 8, failoverCapacityW: 8 },
      })),
      coolingZones: rooms.map(({ id }, i) => ({ id: `${id}-z`, roomId: id, capacityW: 5 + i })),
    },
    placed: [lot("q0", "r0-a", 1, 0), lot("q1", "r1-a", 1, 0), lot("q2", "r0-a", 2, 6)],
  };
})();

test("planned all at once, no rack needs a place that another one has still to leave", () => {
  fc.assert(
    fc.property(reality, ({ model, placed }) => {
      const dc = compiled(model);
      const { broken, moves, remaining } = repairPlan(dc, placed, { leftStayTaken: true });
      const taken = new Map(model.groups.map((group) => [group.id, 0]));
      for (const lot of placed)
        for (const [id, n] of Object.entries(lot.racks)) taken.set(id, (taken.get(id) ?? 0) + n);
      for (const { to } of moves) for (const [id, n] of Object.entries(to)) taken.set(id, (taken.get(id) ?? 0) + n);
      const targets = new Set(moves.flatMap(({ to }) => Object.keys(to)));
      for (const { id, positions } of model.groups)
        if (targets.has(id)) expect(taken.get(id)).toBeLessThanOrEqual(positions);
      for (const { eases } of moves) {
        expect(eases.length).toBeGreaterThan(0);
        for (const { limit, left } of eases) expect(left).toBeLessThan(limit.over);
      }
      expect(worsenedLimits(broken, remaining)).toEqual([]);
    }),
    { numRuns: 120, examples: [[torn]] },
  );
});
