import { describe, expect, it } from "vitest";
import { byRisk, monthsTone, usedShare } from "./regionTypes";

describe("byRisk", () => {
  it("puts the least time first, the unjudged last, and keeps names in order", () => {
    const rows = [
      { code: "d", months: null },
      { code: "c", months: Number.POSITIVE_INFINITY },
      { code: "b", months: Number.POSITIVE_INFINITY },
      { code: "a", months: 5.2 },
    ];
    expect(byRisk(rows).map((row) => row.code)).toEqual(["a", "b", "c", "d"]);
  });
});

describe("monthsTone", () => {
  it("is critical under 6, amber under 12, unknown for what is not known", () => {
    expect([5.9, 6, 11.9, 12, null].map(monthsTone)).toEqual([
      "critical",
      "attention",
      "attention",
      "within",
      "unknown",
    ]);
  });
});

describe("usedShare", () => {
  it("counts reserved as used and does not invent what is not known", () => {
    expect(usedShare({ committedW: 48, reservedW: 4, supplyW: 55 })).toBeCloseTo(0.945, 3);
    expect(usedShare({ committedW: null, reservedW: 4, supplyW: 55 })).toBeNull();
    expect(usedShare({ committedW: 0, reservedW: 0, supplyW: 0 })).toBeNull();
  });
});
