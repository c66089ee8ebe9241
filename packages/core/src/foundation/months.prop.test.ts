import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths, firstDay, lastDay, monthNumber, monthOf, monthsBetween, monthsUpTo } from "./months";

const monthArb = fc.integer({ min: 1900 * 12, max: 2200 * 12 }).map(monthOf);

test("months add and subtract as whole numbers", () => {
  fc.assert(
    fc.property(monthArb, fc.integer({ min: -600, max: 600 }), (month, n) => {
      expect(monthsBetween(month, addMonths(month, n))).toBe(n);
      expect(monthOf(monthNumber(month))).toBe(month);
    }),
  );
});

test("the day after a month's last day is the next month's first", () => {
  fc.assert(
    fc.property(monthArb, (month) => {
      const next = new Date(Date.parse(`${lastDay(month)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
      expect(next).toBe(firstDay(addMonths(month, 1)));
    }),
  );
});

test("months up to one, oldest first, over the turn of a year", () => {
  expect(monthsUpTo("2027-02", 4)).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
});

test.each(["2026-13", "2026-00", "26-01", "2026", "2026-1", "May 2026", ""])("%j is no month", (text) => {
  expect(() => monthNumber(text)).toThrow(RangeError);
});
