import { expect, test } from "vitest";
import { compileDatacenter } from "../topology/compiled";
import { paperDatacenter, paperRoom, paperRoomSpec } from "./fleet";

test("the paper's datacenter has its size, and every third-level device serves two groups of one partner", () => {
  const model = paperDatacenter([paperRoomSpec, paperRoomSpec]);
  expect(compileDatacenter(model).ok).toBe(true);
  expect(model.rows).toHaveLength(72);
  expect(model.devices).toHaveLength(2 * (4 + 24 + 72));
  expect(model.groups.reduce((sum, g) => sum + g.positions, 0)).toBe(1440);
  const partners = new Map<string, Set<string>>();
  const fed = new Map<string, number>();
  const topOf = (id: string) => id.slice(0, "r1-A".length);
  for (const { feeds } of model.groups)
    feeds.forEach((feed, side) => {
      fed.set(feed, (fed.get(feed) ?? 0) + 1);
      partners.set(feed, (partners.get(feed) ?? new Set()).add(topOf(feeds[1 - side]!)));
    });
  expect(new Set(fed.values())).toEqual(new Set([2]));
  expect([...partners.values()].every((p) => p.size === 1)).toBe(true);
});

test.each([
  [3, 3, 9],
  [4, 2, 12],
  [4, 6, 36],
  [5, 2, 20],
])("%i UPS with %i second-level devices feed %i rows that face each other in pairs", (tops, mids, rows) => {
  const room = paperRoom({ ...paperRoomSpec, tops, mids });
  expect(room.rows).toHaveLength(rows);
  room.rows.forEach((row, i) => {
    expect(row.zone).toBe(room.rows[rows - 1 - i]!.zone);
  });
  expect(Math.max(...room.rows.map((r) => r.zone))).toBe(room.zones.length - 1);
});

test("ids and numbers are those of the generated instances", () => {
  const model = paperDatacenter([paperRoomSpec, paperRoomSpec]);
  // read off paper-independent-s1.json
  expect(model.groups[1]).toEqual({
    id: "r1-01b",
    rowId: "r1-01",
    positions: 10,
    feeds: ["r1-A1.1", "r1-B1.3"],
    coolingZoneId: "r1-z01",
  });
  expect(model.devices[0]).toEqual({
    id: "r1-A",
    parentId: null,
    roomId: "r1",
    capacityW: 1_000_000,
    failoverCapacityW: 1_333_333,
  });
});
