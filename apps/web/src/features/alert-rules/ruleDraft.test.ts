import { alertRuleInput } from "@headroom/contracts/alert";
import { usualRules } from "@headroom/core/alerting/rule";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { draftOf, idOf, testOf } from "./ruleDraft";

describe("a rule in its form", () => {
  it.each(usualRules)("$id comes out as it went in", (rule) => {
    expect(testOf(draftOf({ ...rule, enabled: true, usual: true, own: false }))).toEqual(rule.test);
  });

  it("keeps the number that was typed, whatever the unit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.constantFrom("power_w" as const, "inlet_c" as const, "utilisation" as const),
        fc.constantFrom("absolute" as const, "share_of_limit" as const),
        (tenths, metric, unit) => {
          const draft = { ...draftOf(null), metric, unit, above: tenths / 10 };
          const test = testOf(draft)!;
          const back = draftOf({
            id: "x",
            title: "x y z",
            severity: "notice",
            enabled: true,
            usual: false,
            own: true,
            test,
          });
          expect(back.above).toBe(draft.above);
        },
      ),
    );
  });

  it("means nothing while a number is missing", () => {
    expect(testOf({ ...draftOf(null), above: null })).toBeNull();
    expect(testOf({ ...draftOf(null), kind: "missing", afterMinutes: null })).toBeNull();
  });

  it("gets an id that the API takes and nobody has", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (title) => {
        const id = idOf(title, new Set([idOf(title, new Set())]));
        expect(alertRuleInput.shape.id.safeParse(id).success).toBe(true);
      }),
    );
    expect(idOf("Über 40 °C am Einlass!", new Set())).toBe("u-ber-40-c-am-einlass");
  });
});
