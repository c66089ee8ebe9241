import fc from "fast-check";
import { expect, test } from "vitest";
import { groupAssumptions } from "./assumptionGroups";

const kind = fc.constantFrom("region", "row", "second_feed", "cooling_zone", "rack_power", "left_out", "new kind");

test("every assumption is in exactly one group, and no group is empty", () => {
  fc.assert(
    fc.property(fc.array(kind), (kinds) => {
      const all = kinds.map((one, at) => ({
        id: String(at),
        kind: one,
        subject: "s",
        what: "w",
        value: "v",
        why: "y",
        count: 1,
      }));
      const grouped = groupAssumptions(all);
      expect(grouped.every((group) => group.assumptions.length > 0)).toBe(true);
      const ids = grouped.flatMap((group) => group.assumptions.map((one) => one.id));
      expect(ids.sort()).toEqual(all.map((one) => one.id).sort());
    }),
  );
});
