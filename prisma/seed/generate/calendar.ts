import { firstDay, lastDay } from "@headroom/core/foundation/months";

/** A calendar day as days since 1970-01-01: dates add and compare as numbers. */
export type Day = number;

const DAY_MS = 86_400_000;

export function dayOf(iso: string): Day {
  const day = Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / DAY_MS;
  if (!Number.isInteger(day)) throw new RangeError(`${JSON.stringify(iso)} is not a day such as 2026-11-23`);
  return day;
}

export const isoOf = (day: Day): string => new Date(day * DAY_MS).toISOString().slice(0, 10);
/** A moment on a day, at an hour (may have decimals) in UTC. */
export const momentOf = (day: Day, hour: number): Date => new Date(day * DAY_MS + Math.round(hour * 3_600_000));
export const firstOf = (month: string): Day => dayOf(firstDay(month));
export const lastOf = (month: string): Day => dayOf(lastDay(month));
