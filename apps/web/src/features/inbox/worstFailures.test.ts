import fc from "fast-check";
import { expect, test } from "vitest";
import { indexFloor } from "../floors/floorIndex";
import { worstFailures } from "./worstFailures";

const floorOf = (loads: readonly number[]) => {
  const devices = loads.map((loadW, at) => ({
    id: `u${at}`,
    code: `1${at}`,
    kind: "ups",
    parentId: null,
    topId: `u${at}`,
    roomId: "r",
    capacityW: 1000,
    failoverCapacityW: 1000,
    loadW,
    afterFailureW: Object.fromEntries(loads.map((more, other) => [`u${other}`, loadW + Math.round(more / 2)])),
  }));
  return { devices, rooms: [], groups: [], coolingZones: [], plan: null };
};

test("worst first, one line a device, and nothing stands in for itself", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1500), { minLength: 2, maxLength: 6 }), (loads) => {
      const floor = floorOf(loads) as unknown as Parameters<typeof indexFloor>[0];
      const worst = worstFailures(floor, indexFloor(floor), 99);
      expect(worst).toHaveLength(loads.length);
      expect(new Set(worst.map((one) => one.device)).size).toBe(loads.length);
      for (const [at, one] of worst.entries()) {
        expect(one.failed).not.toBe(one.device);
        expect(one.share).toBeLessThanOrEqual(worst[at - 1]?.share ?? Number.POSITIVE_INFINITY);
        const own = Number(one.device.slice(1));
        const most = Math.max(...loads.filter((_, other) => other !== own));
        expect(one.loadW).toBe((loads[own] ?? 0) + Math.round(most / 2));
      }
    }),
  );
});
