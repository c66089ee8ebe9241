/** A calendar month as "2026-05": it sorts as text, and has no clock and no time zone. */
export type Month = string & { readonly __month?: never };

const shape = /^(\d{4})-(0[1-9]|1[0-2])(?:-\d{2})?$/;

/** Months since year 0. Reads "2026-05" and "2026-05-17". Throws on anything else. */
export function monthNumber(month: string): number {
  const match = shape.exec(month);
  if (!match) throw new RangeError(`${JSON.stringify(month)} is not a month such as 2026-05`);
  return Number(match[1]) * 12 + Number(match[2]) - 1;
}

export function monthOf(number: number): Month {
  const year = Math.floor(number / 12);
  return `${String(year).padStart(4, "0")}-${String(number - year * 12 + 1).padStart(2, "0")}`;
}

export const addMonths = (month: string, count: number): Month => monthOf(monthNumber(month) + count);
export const monthsBetween = (from: string, to: string): number => monthNumber(to) - monthNumber(from);

/** The months that end with `last`, oldest first. */
export const monthsUpTo = (last: string, count: number): Month[] =>
  Array.from({ length: count }, (_, i) => addMonths(last, i - count + 1));

export const firstDay = (month: string): string => `${monthOf(monthNumber(month))}-01`;
/** The last day of a month, as "2026-02-28". */
export function lastDay(month: string): string {
  const next = monthNumber(month) + 1;
  const date = new Date(Date.UTC(Math.floor(next / 12), next % 12, 0));
  return date.toISOString().slice(0, 10);
}
