import { describe, expect, it } from "vitest";
import { sparkPath } from "./Sparkline";
import { describeMonth, utilisationCsv } from "./UtilisationTable";

describe("sparkPath", () => {
  it("breaks at what is not known instead of drawing through it", () => {
    expect(sparkPath([0, 10, null, 10], 30, 20, 10)).toBe("M0.0 20.0L10.0 0.0M30.0 0.0");
    expect(sparkPath([], 30, 20, 10)).toBe("");
    expect(sparkPath([5], 30, 20, 10)).toBe("M0.0 10.0");
  });
});

describe("utilisation in words and as CSV", () => {
  const month = { month: "2026-04-01", inService: 40.06, installed: 44, committed: 4, stranded: null, limit: 55 };
  it("says what is not known instead of zero", () => {
    expect(describeMonth(month, "MW", 1)).toBe(
      "Apr 2026: in service 40.1, installed 44.0, committed 4.0, stranded not known, limit 55.0 MW; usable 7.0 MW",
    );
    expect(describeMonth({ ...month, limit: null }, "MW", 0)).toContain("no limit set");
  });
  it("exports the stored figures, not the rounded ones", () => {
    const { header, rows } = utilisationCsv([month], "MW");
    expect(header).toEqual(["month", "in_service_MW", "installed_MW", "committed_MW", "stranded_MW", "limit_MW"]);
    expect(rows).toEqual([["2026-04", 40.06, 44, 4, null, 55]]);
  });
});
