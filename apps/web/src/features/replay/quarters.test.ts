import { expect, test } from "vitest";
import { lastQuarter } from "./quarters";

test("the last whole quarter, over the turn of a year too", () => {
  expect(lastQuarter(Date.UTC(2026, 10, 23))).toEqual({ from: "2026-07-01", to: "2026-09-30" });
  expect(lastQuarter(Date.UTC(2026, 0, 1))).toEqual({ from: "2025-10-01", to: "2025-12-31" });
  expect(lastQuarter(Date.UTC(2028, 4, 31))).toEqual({ from: "2028-01-01", to: "2028-03-31" });
});
