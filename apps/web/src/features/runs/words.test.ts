import { expect, test } from "vitest";
import { endsWords } from "./words";

const now = Date.parse("2026-11-28T12:00:00Z");
const ends = (p10: string, p50: string, p90: string) =>
  // the range is written with thin spaces
  endsWords(
    { p10: `${p10}T12:00:00.000Z`, p50: `${p50}T12:00:00.000Z`, p90: `${p90}T12:00:00.000Z` } as never,
    now,
  )?.replaceAll(/\s|\u2060/g, " ");

test("the end that is expected tells a year once", () => {
  expect(ends("2026-12-22", "2026-12-25", "2026-12-27")).toBe("about 25 Dec (22 Dec – 27 Dec)");
  expect(ends("2027-02-01", "2027-02-13", "2027-02-19")).toBe("about 13 Feb 2027 (1 Feb – 19 Feb)");
  expect(ends("2026-12-28", "2027-01-03", "2027-01-05")).toBe("about 3 Jan 2027 (28 Dec – 5 Jan)");
  expect(ends("2026-12-20", "2026-12-30", "2027-01-05")).toBe("about 30 Dec (20 Dec – 5 Jan 2027)");
  expect(endsWords(null, now)).toBeNull();
});
