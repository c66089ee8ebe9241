/** Calendar quarters, for the range that is proposed. Days are UTC, as `2026-09-30`. */

const day = (year: number, month: number, date: number): string =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);

/** First and last day of the whole quarter before the one of `now` (milliseconds since 1970). */
export function lastQuarter(now: number): { from: string; to: string } {
  const at = new Date(now);
  const first = Math.floor(at.getUTCMonth() / 3) * 3 - 3;
  return { from: day(at.getUTCFullYear(), first, 1), to: day(at.getUTCFullYear(), first + 3, 0) };
}
