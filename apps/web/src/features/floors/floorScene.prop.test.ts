import fc from "fast-check";
import { expect, test } from "vitest";
import { floorCaseArb } from "./floor.arbitrary";
import { indexFloor } from "./floorIndex";
import { floorRows } from "./floorRows";
import { type FloorMetric, floorScene, redundancyOf } from "./floorScene";

const metric = fc.constantFrom("space", "power", "cooling", "weight", "ports" as const) as fc.Arbitrary<FloorMetric>;
const plain = (states: string[]) => states.map((state) => (state === "retiring" ? "rack" : state));

test("heat after a failure is the tightest share of a failover limit, from the feeds up to below the top", () => {
  fc.assert(
    fc.property(floorCaseArb, ({ floor }) => {
      const index = indexFloor(floor);
      for (const failed of floor.devices.filter((device) => device.parentId === null)) {
        const scene = floorScene(floor, index, { metric: "power", failedTopId: failed.id });
        floor.rooms.forEach((room, r) => {
          room.rows.forEach((row, k) => {
            row.positions.forEach((position, c) => {
              const cell = scene.rooms[r]?.rows[k]?.cells[c];
              const group = floor.groups.find((one) => one.id === position.g);
              const alive = (group?.feeds ?? []).filter(
                (feed) => floor.devices.find((one) => one.id === feed)?.topId !== failed.id,
              );
              // whoever is above a feed, found from below: the device is an ancestor of something that it feeds
              const above = (id: string): string[] => {
                const parent = floor.devices.find((one) => one.id === id)?.parentId;
                return parent ? [id, ...above(parent)] : [];
              };
              const loads = alive
                .flatMap((feed) => [feed, ...above(feed)])
                .map((id) => {
                  const device = floor.devices.find((one) => one.id === id)!;
                  const here = device.roomId === failed.roomId;
                  return (index.afterW(id, failed.id) ?? 0) / (here ? device.failoverCapacityW : device.capacityW);
                });
              expect(cell?.heat).toBeCloseTo(Math.max(...loads), 9);
              const losesOne = position.o === "occupied" && alive.length < (group?.feeds.length ?? 0);
              expect(cell?.lostFeed).toBe(losesOne);
            });
          });
        });
      }
    }),
    { numRuns: 60 },
  );
});

test("a plan never moves or hides what stands, and each of its racks is planned once", () => {
  fc.assert(
    fc.property(floorCaseArb, metric, ({ floor }, shown) => {
      const index = indexFloor(floor);
      const options = { metric: shown, failedTopId: null };
      const scene = floorScene(floor, index, options);
      const states = scene.rooms.flatMap((room) => room.rows).flatMap((row) => row.cells.map((cell) => cell.state));
      const bare = floorScene({ ...floor, plan: null }, indexFloor({ ...floor, plan: null }), options);
      const before = bare.rooms.flatMap((room) => room.rows).flatMap((row) => row.cells.map((cell) => cell.state));
      expect(states.length).toBe(before.length);
      expect(states.filter((state) => state === "planned").length).toBe(floor.plan?.positions.length ?? 0);
      states.forEach((state, at) => {
        if (state !== "planned") expect(state).toBe(before[at]);
      });
    }),
    { numRuns: 100 },
  );
});

test("dates move no cell: what is to come is planned, what is to leave is struck, what has left is free", () => {
  const day = fc.constantFrom(undefined, "2026-11-01", "2027-02-01");
  fc.assert(
    fc.property(
      floorCaseArb,
      metric,
      fc.array(fc.tuple(day, day, fc.boolean()), { minLength: 1 }),
      ({ floor }, shown, dates) => {
        const rows = (one: typeof floor) => one.rooms.flatMap((room) => room.rows.flatMap((row) => row.positions));
        const dated = structuredClone({ ...floor, plan: null });
        dated.ahead = { on: "2027-03-01", left: [] };
        rows(dated).forEach((position, at) => {
          const [from, to, left] = dates[at % dates.length]!;
          if (position.o === "occupied") Object.assign(position, { ...(from && { from }), ...(to && { to }) });
          else if (left) dated.ahead!.left.push({ positionId: position.id, rack: "R", type: "C6", on: "2027-02-01" });
        });
        const cells = floorScene(dated, indexFloor(dated), { metric: shown, failedTopId: null }).rooms.flatMap((room) =>
          room.rows.flatMap((row) => row.cells),
        );
        expect(cells.map((cell) => cell.id)).toEqual(rows(floor).map((one) => String(one.id)));
        rows(dated).forEach((position, at) => {
          const [from, to, left] = dates[at % dates.length]!;
          const state = cells[at]?.state;
          if (position.o === "occupied")
            expect(state).toBe(from === "2027-02-01" ? "planned" : to ? "retiring" : "rack");
          else if (position.o === undefined) expect(state).toBe(left ? "left" : "free");
        });
      },
    ),
    { numRuns: 100 },
  );
});

test("a plan that takes away strikes what stands, and nothing else changes", () => {
  fc.assert(
    fc.property(floorCaseArb, metric, ({ floor }, shown) => {
      const states = (one: typeof floor) =>
        floorScene(one, indexFloor(one), { metric: shown, failedTopId: null }).rooms.flatMap((room) =>
          room.rows.flatMap((row) => row.cells.map((cell) => cell.state as string)),
        );
      const positions = floor.rooms.flatMap((room) => room.rows.flatMap((row) => row.positions));
      const leaving = positions
        .filter((one) => one.o === "occupied")
        .map((one) => ({ positionId: one.id, rack: "R", kind: "retire" as const }));
      const plan = { id: 1, title: "", state: "draft", version: 1, positions: [] };
      const after = states({ ...floor, plan: { ...plan, leaving } });
      expect(after.filter((state) => state === "retiring").length).toBe(leaving.length);
      expect(plain(after)).toEqual(states({ ...floor, plan: { ...plan, leaving: [] } }));
    }),
    { numRuns: 60 },
  );
});

test("the table counts what the floor draws", () => {
  fc.assert(
    fc.property(floorCaseArb, ({ floor }) => {
      const index = indexFloor(floor);
      const scene = floorScene(floor, index, { metric: "space", failedTopId: null });
      const lines = scene.rooms.flatMap((room) => room.rows);
      const rows = floorRows(floor, index, "space");
      expect(rows.map((row) => row.id)).toEqual(lines.map((line) => line.id));
      rows.forEach((row, at) => {
        const count = (...states: string[]) =>
          lines[at]?.cells.filter((cell) => states.includes(cell.state)).length ?? Number.NaN;
        expect(row.racks).toBe(count("rack"));
        expect(row.free).toBe(count("free"));
        expect(row.used).toBe(count("rack", "committed"));
        expect(row.held).toBe(count("held", "reserved"));
        expect(row.planned).toBe(count("planned"));
        expect(row.label).toBe(lines[at]?.label);
        // Taken, promised and free together are the usable positions.
        expect((row.used ?? 0) + (row.held ?? 0) + (row.planned ?? 0) + row.free).toBe(row.limit);
      });
      const weight = floorRows(floor, index, "weight").reduce((sum, row) => sum + (row.used ?? 0), 0);
      expect(weight).toBeCloseTo(0.8 * rows.reduce((sum, row) => sum + (row.used ?? 0), 0), 9);
      const power = floorRows(floor, index, "power").reduce((sum, row) => sum + (row.used ?? 0), 0);
      const { installed, committed } = floor.accounts.power;
      expect(power * 1000).toBeCloseTo(installed + committed, 6);
    }),
    { numRuns: 100 },
  );
});

test("the redundancy scheme is read from the numbers alone", () => {
  const tops = (count: number, failoverCapacityW: number) =>
    Array.from({ length: count }, () => ({ capacityW: 1_000_000, failoverCapacityW }));
  expect(redundancyOf(tops(4, 1_333_333))).toBe("4N/3");
  expect(redundancyOf(tops(3, 1_500_000))).toBe("3N/2");
  expect(redundancyOf(tops(2, 2_000_000))).toBe("2N");
  expect(redundancyOf(tops(4, 1_200_000))).toBeNull();
  expect(redundancyOf(tops(1, 1_000_000))).toBeNull();
});
