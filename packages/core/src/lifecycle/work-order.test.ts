import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOpenOrder, nextWorkOrderState, orderExpiresAt, workOrderActions, workOrderStates } from "./work-order";

describe("a work order", () => {
  it("takes one answer, whatever is tried on it", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...workOrderActions), { maxLength: 12 }), (actions) => {
        let state: (typeof workOrderStates)[number] = "open";
        let ends = 0;
        for (const action of actions) {
          const next = nextWorkOrderState(state, action);
          if (next === null) continue;
          if (!isOpenOrder(next)) ends += 1;
          state = next;
        }
        expect(ends).toBeLessThanOrEqual(1);
        if (actions.some((action) => action !== "accept")) expect(ends).toBe(1);
      }),
    );
  });
  it("can be taken up once", () => {
    expect(workOrderStates.filter((state) => nextWorkOrderState(state, "accept") !== null)).toEqual(["open"]);
  });
  it("has a link that outlives the day it is due by a week, and lives for two at least", () => {
    const day = 86_400_000;
    expect(orderExpiresAt(0, null)).toBe(14 * day);
    expect(orderExpiresAt(0, day)).toBe(14 * day);
    expect(orderExpiresAt(0, 30 * day)).toBe(37 * day);
  });
});
