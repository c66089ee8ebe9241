import { describe, expect, it } from "vitest";
import {
  addMonths,
  formatAgo,
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
  formatEstimate,
  formatInstant,
  formatMonth,
  formatMonthRange,
  formatTimeLeft,
} from "./dates";

const now = "2026-05-12T09:42:00Z";

describe("dates", () => {
  it("gives the year only when it is another one", () => {
    expect(formatDate("2026-09-14T00:00:00Z", now)).toBe("14 Sep");
    expect(formatDate("2025-02-03T00:00:00Z", now)).toBe("3 Feb 2025");
    expect(formatDay(now, now)).toBe("Tuesday 12 May");
    expect(formatDateTime("2026-05-11T16:20:00Z", now)).toBe("11 May, 16:20");
  });
  it("names the zone where the instant stands whole", () => {
    expect(formatInstant(now)).toBe("12 May 2026, 09:42 UTC");
    expect(formatInstant(now, "Europe/Helsinki")).toBe("12 May 2026, 12:42 Europe/Helsinki");
  });
  it("turns the day at the zone's midnight, not at UTC's", () => {
    expect(formatDate("2026-05-12T23:30:00Z", now, "Asia/Tokyo")).toBe("13 May");
    expect(formatDate("2026-12-31T23:30:00Z", now, "Asia/Tokyo")).toBe("1 Jan 2027");
  });
  it("writes months with their year and ranges without where they are close", () => {
    expect(formatMonth("2026-10-09T00:00:00Z")).toBe("Oct 2026");
    expect(formatMonthRange("2026-08-01", "2027-01-01")).toBe("Aug\u00a0\u2013\u00a0Jan");
    expect(formatMonthRange("2026-08-01", "2028-01-01")).toBe("Aug 2026\u00a0\u2013\u00a0Jan 2028");
    expect(addMonths("2026-05-31", 9).toISOString()).toBe("2027-02-01T00:00:00.000Z");
  });
  it("refuses what is not an instant", () => {
    expect(() => formatMonth("soon")).toThrow(RangeError);
  });
});

describe("durations", () => {
  it("uses the two largest units and drops a zero", () => {
    expect(formatDuration(9_600_000)).toBe("2 h 40 min");
    expect(formatDuration(7_200_000)).toBe("2 h");
    expect(formatDuration(78 * 3_600_000)).toBe("3 d 6 h");
    expect(formatDuration(40_900)).toBe("40 s");
    expect(formatDuration(43 * 86_400_000)).toBe("43 d");
    expect(formatDuration(-5)).toBe("0 s");
  });
  it("counts down, and says when it is over", () => {
    expect(formatTimeLeft("2026-05-12T12:22:00Z", now)).toBe("2 h 40 min left");
    expect(formatTimeLeft("2026-05-12T06:42:00Z", now)).toBe("3 h over");
    expect(formatTimeLeft(now, now)).toBe("due now");
  });
  it("looks back in minutes and hours, then by date", () => {
    expect(formatAgo("2026-05-12T09:20:00Z", now)).toBe("22 min ago");
    expect(formatAgo("2026-05-10T09:20:00Z", now)).toBe("10 May");
    expect(formatAgo(now, now)).toBe("just now");
  });
  it("estimates only from what was done", () => {
    expect(formatEstimate(0, 100, 1000)).toBeNull();
    expect(formatEstimate(912, 1440, 69_000)).toBe("about 40 s left");
    expect(formatEstimate(1, 100, 60_000)).toBe("about 1 h 39 min left");
    expect(formatEstimate(100, 100, 1000)).toBeNull();
  });
});
