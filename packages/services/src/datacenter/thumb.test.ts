import type { Floor } from "@headroom/contracts/fleet";
import { expect, it } from "vitest";
import { thumbOf } from "./thumb";

type Position = Floor["rooms"][number]["rows"][number]["positions"][number];

const floorOf = (positions: readonly Position[], change: Partial<Floor> = {}): Floor =>
  ({
    datacenter: { code: "N1", asOf: "2026-11-28T09:00:00.000Z" },
    rooms: [
      { id: "r1", code: "1", name: "Room 1", rows: [{ id: "w1", code: "01", sequence: 1, ports: null, positions }] },
    ],
    groups: [
      { id: "wide", free: 3, stranded: 1 },
      { id: "tight", free: 2, stranded: 2 },
    ],
    plan: null,
    ...change,
  }) as unknown as Floor;

const at = (id: number, rest: Partial<Position> = {}): Position => ({ id, n: id, g: "wide", ...rest });
const rowOf = (floor: Floor) => thumbOf(floor).rooms[0]?.rows[0];

it("has a letter for every position", () => {
  const positions = [
    ...[at(1), at(2, { g: "tight" }), at(3, { o: "occupied" }), at(4, { o: "blocked" }), at(5, { o: "reserved" })],
    ...[at(6, { o: "held" }), at(7, { o: "committed" }), at(8, { o: "occupied", from: "2027-01-10" })],
  ];
  expect(rowOf(floorOf(positions))).toBe(".s#xrppp");
});

it("shows what a day and a plan change", () => {
  const positions = [at(1), at(2, { o: "occupied", from: "2027-01-10" }), at(3, { o: "occupied" })];
  expect(rowOf(floorOf(positions, { ahead: { on: "2027-02-26", left: [] } }))).toBe(".##");
  const plan = { positions: [{ positionId: 1 }], leaving: [{ positionId: 3 }] };
  expect(rowOf(floorOf(positions, { plan: plan as unknown as Floor["plan"] }))).toBe("ppl");
});
