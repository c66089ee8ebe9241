import { describe, expect, it } from "vitest";
import {
  formatAtLeast,
  formatCount,
  formatMonths,
  formatNumber,
  formatOf,
  formatPercent,
  formatPower,
  formatRange,
  formatSigned,
  formatWeight,
  limitTone,
  shareOf,
} from "./numbers";

describe("formatNumber", () => {
  it("separates thousands with a comma and uses a real minus", () => {
    expect(formatNumber(5760)).toBe("5,760");
    expect(formatNumber(-6.2, 1)).toBe("\u22126.2");
    expect(formatNumber(-1234567.89, 1)).toBe("\u22121,234,567.9");
  });
  it("never writes a signed zero and says when it does not know", () => {
    expect(formatNumber(-0.04, 1)).toBe("0.0");
    expect(formatNumber(Number.NaN)).toBe("not known");
  });
});

describe("formatSigned", () => {
  it("keeps the plus, but not on nothing", () => {
    expect(formatSigned(4.8, 1)).toBe("+4.8");
    expect(formatSigned(-0.9, 1)).toBe("\u22120.9");
    expect(formatSigned(0.01, 1)).toBe("0.0");
  });
});

describe("formatPower", () => {
  it("chooses the unit by size", () => {
    expect(formatPower(612).text).toBe("612\u00a0W");
    expect(formatPower(8_800).text).toBe("8.8\u00a0kW");
    expect(formatPower(744_000).text).toBe("744\u00a0kW");
    expect(formatPower(54_800_000).text).toBe("54.8\u00a0MW");
  });
  it("never reads 1,000 of the smaller unit", () => {
    expect(formatPower(999_900).text).toBe("1.0\u00a0MW");
    expect(formatPower(999.9).text).toBe("1.0\u00a0kW");
  });
  it("holds a column to one unit", () => {
    expect(formatPower(186_000, { unit: "kW", digits: 1 })).toEqual({
      value: "186.0",
      unit: "kW",
      text: "186.0\u00a0kW",
    });
    expect(formatPower(1_302_000, { unit: "kW", digits: 0, signed: true }).value).toBe("+1,302");
  });
});

describe("formatPercent", () => {
  it("does not round something to nothing, nor nearly full to full, nor over to full", () => {
    expect(formatPercent(0.96).text).toBe("96\u00a0%");
    expect(formatPercent(0.001).value).toBe("<\u00a01");
    expect(formatPercent(0.998).value).toBe("99");
    expect(formatPercent(1).value).toBe("100");
    expect(formatPercent(1.002).value).toBe("101");
    expect(formatPercent(0).value).toBe("0");
  });
});

describe("small words", () => {
  it("writes ranges, counts, parts and lower bounds", () => {
    expect(formatRange("Aug", "Jan")).toBe("Aug\u00a0\u2013\u00a0Jan");
    expect(formatRange("Aug", "Aug")).toBe("Aug");
    expect(formatOf(912, 1440)).toBe("912 of 1,440");
    expect(formatCount(1, "rack")).toBe("1 rack");
    expect(formatCount(12, "rack")).toBe("12 racks");
    expect(formatAtLeast(formatPower(15_500))).toBe("at least 15.5\u00a0kW");
    expect(formatWeight(21.4).text).toBe("21.4\u00a0kg");
    expect(formatWeight(6_600).text).toBe("6.6\u00a0t");
  });
  it("writes months against a horizon", () => {
    expect(formatMonths(5.24).value).toBe("5.2");
    expect(formatMonths(36).value).toBe("36+");
    expect(formatMonths(null).text).toBe("not known");
    expect(formatMonths(-2).value).toBe("0.0");
  });
});

describe("limitTone", () => {
  it("warns from 95 % and breaks above 100 %", () => {
    expect(limitTone(0.944)).toBe("within");
    expect(limitTone(0.946)).toBe("attention");
    expect(limitTone(0.95)).toBe("attention");
    expect(limitTone(1)).toBe("attention");
    expect(limitTone(1.0001)).toBe("critical");
    expect(limitTone(shareOf(1, 0))).toBe("critical");
    expect(shareOf(0, 0)).toBe(0);
  });
});
