import fc from "fast-check";
import { expect, test } from "vitest";
import { datacenterArb } from "../testing/placement";
import { type CompiledDatacenter, compileDatacenter } from "../topology/compiled";
import type { DatacenterModel } from "../topology/datacenter";
import { oracleLoads } from "./loads.oracle";
import { isSilent, latest, type Measured, measuredRack, type Reading } from "./measured";
import { accountPower as account, feedShares, type StandingRack } from "./power";

const compiled = (model: DatacenterModel) => {
  const result = compileDatacenter(model);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
};

type DrawingRack = StandingRack & { readonly measured: Measured };
const accountPower = (dc: CompiledDatacenter, racks: readonly DrawingRack[]) =>
  account(dc, racks, (rack) => racks[rack]!.measured);

const watts = fc.integer({ min: 0, max: 20_000 });
const rackArb = fc.record({
  group: fc.nat(40),
  nameplateW: watts,
  deratedW: watts,
  measured: fc.record({ powerW: fc.option(watts), partial: fc.boolean(), atMs: fc.constant(null) }),
  runs: fc.boolean(),
  coolingW: watts,
  weightKg: fc.nat(1500),
});
const fleetArb = fc
  .tuple(fc.boolean(), fc.boolean())
  .chain(([feeds, extras]) => fc.tuple(datacenterArb({ feeds, extras }), fc.array(rackArb, { maxLength: 25 })))
  .map(([model, racks]) => ({
    model,
    racks: racks.map(
      ({ group, ...rack }): DrawingRack => ({ ...rack, groupId: model.groups[group % model.groups.length]!.id }),
    ),
  }));

/** The rule, said a second time: one by one, with lists. */
const silentOf = (racks: readonly DrawingRack[]) =>
  racks.filter(({ measured, runs }) => (measured.powerW === null ? runs : measured.partial)).length;
const sumOf = (racks: readonly DrawingRack[]) => {
  const known = racks.flatMap(({ measured }) => (measured.powerW === null ? [] : [measured.powerW]));
  const plus = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
  return {
    racks: racks.length,
    nameplateW: plus(racks.map((r) => r.nameplateW)),
    deratedW: plus(racks.map((r) => r.deratedW)),
    measuredW: known.length === 0 ? null : plus(known),
    silent: silentOf(racks),
  };
};

test("every rack is counted once in row, room, zone and datacenter, whatever its feeds", () => {
  fc.assert(
    fc.property(fleetArb, ({ model, racks }) => {
      const account = accountPower(compiled(model), racks);
      const group = (id: string) => model.groups.find((g) => g.id === id)!;
      const rowOf = (rack: DrawingRack) => group(rack.groupId).rowId;
      const roomOf = (rack: DrawingRack) => model.rows.find((row) => row.id === rowOf(rack))!.roomId;
      expect(account.total).toEqual(sumOf(racks));
      for (const row of account.rows) {
        const own = racks.filter((rack) => rowOf(rack) === row.id);
        expect(row).toMatchObject(sumOf(own));
        expect(row.heaviestKg).toBe(own.length === 0 ? null : Math.max(...own.map((rack) => rack.weightKg)));
        const limits = model.groups.flatMap((g) => (g.rowId === row.id ? [g.positionWeightLimitKg ?? Infinity] : []));
        expect(row.positionLimitKg ?? Infinity).toBe(Math.min(...limits, Infinity));
      }
      for (const room of account.rooms) {
        const own = racks.filter((rack) => roomOf(rack) === room.id);
        expect(room).toMatchObject({ ...sumOf(own), weightKg: own.reduce((kg, rack) => kg + rack.weightKg, 0) });
      }
      for (const zone of account.zones) {
        const own = racks.filter((rack) => group(rack.groupId).coolingZoneId === zone.id);
        expect(zone.measured).toEqual(sumOf(own));
        expect(zone.coolingW).toBe(own.reduce((w, rack) => w + rack.coolingW, 0));
      }
    }),
  );
});

test("a device carries its share of what hangs from it, through all devices below, now and after the worst failure", () => {
  fc.assert(
    fc.property(fleetArb, ({ model, racks }) => {
      const account = accountPower(compiled(model), racks);
      const pathUp = (id: string): string[] => {
        const { parentId } = model.devices.find((d) => d.id === id)!;
        return parentId === null ? [id] : [id, ...pathUp(parentId)];
      };
      const hangs = (rack: DrawingRack, device: string) =>
        model.groups.find((g) => g.id === rack.groupId)!.feeds.some((feed) => pathUp(feed).includes(device));
      const ways = {
        nameplate: (rack: DrawingRack) => rack.nameplateW,
        derated: (rack: DrawingRack) => rack.deratedW,
        measured: (rack: DrawingRack) => rack.measured.powerW ?? 0,
      };
      for (const way of ["nameplate", "derated", "measured"] as const) {
        const oracle = oracleLoads(
          model,
          racks.map((rack, i) => ({
            ...{ id: String(i), kind: "occupied", rowId: model.groups.find((g) => g.id === rack.groupId)!.rowId },
            ...{ racks: { [rack.groupId]: 1 }, powerW: ways[way](rack), coolingW: 0 },
          })),
        );
        for (const device of account.devices) {
          const below = racks.filter((rack) => hangs(rack, device.id));
          expect({ racks: device.racks, silent: device.silent }).toEqual({
            racks: below.length,
            silent: silentOf(below),
          });
          const load = device[way];
          if (load === null) {
            expect(below.every((rack) => rack.measured.powerW === null)).toBe(true);
            continue;
          }
          const now = oracle.normalW.get(device.id)!;
          const after = [...oracle.afterFailureW].flatMap(([key, w]) => (key.startsWith(`${device.id}/`) ? [w] : []));
          expect(load.nowW).toBeCloseTo(now, 6);
          expect(load.worstW).toBeCloseTo(Math.max(now, ...after), 6);
        }
        // the top devices of a room share what the room draws: nothing twice
        for (const room of account.rooms) {
          const tops = account.devices.filter((d) => {
            const of = model.devices.find((device) => device.id === d.id)!;
            return of.parentId === null && of.roomId === room.id;
          });
          const drawn = { nameplate: room.nameplateW, derated: room.deratedW, measured: room.measuredW ?? 0 }[way];
          expect(tops.reduce((w, d) => w + (d[way]?.nowW ?? 0), 0)).toBeCloseTo(drawn, 6);
        }
      }
    }),
  );
});

test("the reading that is kept does not depend on the order in which readings arrive, nor on how often", () => {
  const reading = fc.record({ powerW: fc.nat(5), atMs: fc.nat(5) });
  const keep = (readings: readonly Reading[]) => readings.reduce(latest);
  fc.assert(
    fc.property(fc.array(reading, { minLength: 1, maxLength: 12 }), fc.infiniteStream(fc.nat(11)), (readings, dice) => {
      const again = [...readings, ...readings.slice(0, 4)].sort(() => dice.next().value - 5);
      expect(keep(again)).toEqual(keep(readings));
    }),
  );
});

test("a rack's own meter and its servers' are never added, and silence is not zero", () => {
  const servers = { servers: 4, read: 3, powerW: 900, oldestMs: 5 };
  expect(measuredRack({ powerW: 1000, atMs: 9 }, servers)).toEqual({ powerW: 1000, partial: false, atMs: 9 });
  expect(measuredRack(null, servers)).toEqual({ powerW: 900, partial: true, atMs: 5 });
  expect(measuredRack(null, { ...servers, servers: 3 })).toEqual({ powerW: 900, partial: false, atMs: 5 });
  expect(measuredRack(null, { ...servers, read: 0, powerW: 0, oldestMs: null }).powerW).toBeNull();
  expect([
    isSilent(null, 10, 5),
    isSilent({ powerW: 1, atMs: 5 }, 10, 5),
    isSilent({ powerW: 1, atMs: 4 }, 10, 5),
  ]).toEqual([true, false, true]);
});

test("feeds share a rack between them, and those that are left after a failure share it again", () => {
  expect(feedShares(["a", "b"])).toEqual([
    { share: 0.5, failoverShare: 1 },
    { share: 0.5, failoverShare: 1 },
  ]);
  expect(feedShares(["a"])).toEqual([{ share: 1, failoverShare: 1 }]);
  expect(feedShares(["a", "a", "b"]).map((feed) => feed.failoverShare)).toEqual([0.5, 0.5, 1]);
  fc.assert(
    fc.property(datacenterArb({ feeds: true }), fc.nat(40), watts, (model, pick, nameplateW) => {
      const dc = compiled(model);
      const group = model.groups[pick % model.groups.length]!;
      const pathUp = (id: string): string[] => {
        const { parentId } = model.devices.find((d) => d.id === id)!;
        return parentId === null ? [id] : [id, ...pathUp(parentId)];
      };
      const rack = { groupId: group.id, nameplateW, deratedW: 0, runs: true, coolingW: 0, weightKg: 0 };
      const measured = { powerW: null, partial: true, atMs: null };
      const account = accountPower(dc, [{ ...rack, measured }]);
      const shares = feedShares(group.feeds.map((feed) => pathUp(feed).at(-1)!));
      // a device carries the shares of every feed at or below it
      for (const device of group.feeds) {
        const own = shares.filter((_, i) => pathUp(group.feeds[i]!).includes(device));
        const load = account.devices.find((d) => d.id === device)!.nameplate;
        expect(load.nowW).toBeCloseTo(own.reduce((sum, feed) => sum + feed.share, 0) * nameplateW, 6);
        expect(load.worstW).toBeCloseTo(own.reduce((sum, feed) => sum + feed.failoverShare, 0) * nameplateW, 6);
      }
    }),
  );
});
