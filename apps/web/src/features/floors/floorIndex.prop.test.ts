import { accountDatacenter } from "@headroom/core/capacity/account";
import fc from "fast-check";
import { expect, test } from "vitest";
import { floorCaseArb, withPlan } from "./floor.arbitrary";
import { indexFloor } from "./floorIndex";

const reference = { powerW: 5, coolingW: 5 };

test("loads now and after every failure are the account's, with the plan's racks standing where a plan is shown", () => {
  fc.assert(
    fc.property(floorCaseArb, (one) => {
      const index = indexFloor(one.floor);
      const account = accountDatacenter(one.model, withPlan(one), { reference });
      const tops = account.devices.filter((device) => device.parentId === null);
      for (const device of account.devices) {
        expect(index.loadW(device.id)).toBeCloseTo(device.loadW, 6);
        for (const top of tops) {
          const after = index.afterW(device.id, top.id);
          if (top.id === device.topId) expect(after).toBeNull();
          else if (top.roomId !== device.roomId) expect(after).toBeCloseTo(device.loadW, 6);
          else expect(after).toBeCloseTo(device.afterFailureW[top.id] ?? device.loadW, 6);
        }
      }
      for (const zone of account.coolingZones) expect(index.zoneLoadW(zone.id)).toBeCloseTo(zone.loadW, 6);
    }),
    { numRuns: 150 },
  );
});

test("a share is of the failover limit only where the failure reaches", () => {
  fc.assert(
    fc.property(floorCaseArb, ({ floor }) => {
      const index = indexFloor(floor);
      const tops = floor.devices.filter((device) => device.parentId === null);
      for (const device of floor.devices) {
        expect(index.shareOf(device.id, null)).toBeCloseTo(index.loadW(device.id) / device.capacityW, 9);
        for (const top of tops.filter((other) => other.roomId === device.roomId && other.id !== device.topId)) {
          const after = index.afterW(device.id, top.id) ?? Number.NaN;
          expect(index.shareOf(device.id, top.id)).toBeCloseTo(after / device.failoverCapacityW, 9);
        }
      }
    }),
    { numRuns: 60 },
  );
});
