/** A calendar day as "2026-05-17": it sorts as text, and has no clock and no time zone. */
export type Day = string;

const DAY_MS = 86_400_000;
const shape = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists. */
export const isDay = (text: string): boolean =>
  shape.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && dayOf(dayNumber(text)) === text;

/** Days since 1970-01-01. NaN for anything that is no day. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;

export const dayOf = (number: number): Day => new Date(number * DAY_MS).toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => dayOf(dayNumber(day) + count);
