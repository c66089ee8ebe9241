import fc from "fast-check";
import { expect, test } from "vitest";
import { worstTone, worstWords } from "./worst";

const at = (loadW: number, limitW: number) => ({ device: "1B", failed: "1D", loadW, limitW });

test("what is within the limit never reads 100 %, what is over it always reads more", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000, max: 10_000_000 }), fc.integer({ min: 1, max: 500 }), (limitW, by) => {
      expect(worstWords(null, at(limitW - by, limitW))).not.toMatch(/^1\d\d/);
      expect(worstWords(null, at(limitW + by, limitW))).not.toMatch(/^(\d\d|100)\u00a0%/);
    }),
  );
});

test("the failure before stands beside the one after", () => {
  expect(worstWords(at(88, 100), at(99.9, 100))).toBe("99\u00a0%, was 88, 1B if 1D fails");
  expect(worstWords(null, null)).toBe("no failure to survive");
});

test("its colour follows the figure that is read", () => {
  expect(worstTone(at(94.4, 100))).toBeUndefined();
  expect(worstTone(at(94.6, 100))).toBe("attention");
  expect(worstTone(at(100.1, 100))).toBe("critical");
  expect(worstTone(null)).toBeUndefined();
});
