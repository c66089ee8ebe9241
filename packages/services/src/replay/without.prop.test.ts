import { asPlaced, datacenterArb, racksInArb } from "@headroom/core/testing/placement";
import fc from "fast-check";
import { expect, test } from "vitest";
import { snapshotOf } from "../fakes/snapshot";
import { openFloor } from "../placement/floors";
import { standingLots } from "../plan/lots";
import type { DatacenterSnapshot } from "../ports/fleet";
import { withoutActions } from "./without";

/** Some of what stands is promised by plan actions 1 to 3, and some of those positions are blocked. */
const snapshotArb: fc.Arbitrary<DatacenterSnapshot> = fc
  .record({
    model: datacenterArb(),
    standing: fc.array(racksInArb(), { maxLength: 4 }),
    actions: fc.infiniteStream(fc.nat(3)),
    blocked: fc.infiniteStream(fc.boolean()),
  })
  .map(({ model, standing, actions, blocked }) => {
    const snapshot = snapshotOf(1, model, asPlaced(model, standing));
    const positions = snapshot.positions.map((p) => {
      const action = actions.next().value as number;
      if (!p.occupancy || action === 0) return p;
      return {
        ...p,
        blockedReason: blocked.next().value ? "pillar" : null,
        occupancy: { ...p.occupancy, kind: "committed" as const, planActionId: action, planId: 1, rackId: null },
      };
    });
    return { ...snapshot, positions, placed: standingLots({ ...snapshot, positions }, () => true) };
  });

const taken = (snapshot: DatacenterSnapshot) => snapshot.positions.filter((p) => p.occupancy !== null).length;

test("what is taken off is exactly what these actions have, and the rest stands as it stood", () => {
  fc.assert(
    fc.property(snapshotArb, fc.subarray([1, 2, 3]), (snapshot, ids) => {
      const actions = new Set(ids);
      const before = JSON.stringify(snapshot);
      const off = withoutActions(snapshot, actions);
      expect(JSON.stringify(snapshot)).toBe(before);
      const own = snapshot.positions.filter((p) => actions.has(p.occupancy?.planActionId ?? 0));
      expect(off.racks).toBe(own.length);
      expect(taken(off.snapshot)).toBe(taken(snapshot) - own.length);
      if (own.length === 0) expect(off.snapshot).toBe(snapshot);
      for (const p of off.snapshot.positions) {
        const was = snapshot.positions.find((o) => o.id === p.id)!;
        expect(p.occupancy).toEqual(own.some((o) => o.id === p.id) ? null : was.occupancy);
      }
    }),
    { numRuns: 60 },
  );
});

test("the floor compiles, and its groups count the positions that can be used", () => {
  fc.assert(
    fc.property(snapshotArb, (snapshot) => {
      const off = withoutActions(snapshot, new Set([1, 2, 3])).snapshot;
      openFloor(off);
      for (const group of off.model.groups) {
        const here = off.positions.filter((p) => p.groupId === group.id);
        expect(group.positions).toBe(here.filter((p) => p.blockedReason === null || p.occupancy !== null).length);
        expect(off.groupPositions.get(group.id)).toHaveLength(group.positions);
      }
    }),
    { numRuns: 40 },
  );
});
