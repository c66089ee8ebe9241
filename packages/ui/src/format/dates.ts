import { formatRange } from "./numbers";

/** Dates and durations. Every function takes the instant "now" and the time zone from outside: nothing here reads a clock. */

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const MONTHS_LONG = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** An instant: a Date, milliseconds since 1970, or an ISO 8601 text. */
export type Instant = Date | number | string;

interface Parts {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hour: number;
  minute: number;
}

function two(n: number): string {
  return String(n).padStart(2, "0");
}

function parts(at: Instant, timeZone: string): Parts {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) throw new RangeError(`not an instant: ${String(at)}`);
  if (timeZone === "UTC") return fromUtc(date);
  const found = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  }).formatToParts(date);
  const of = (type: Intl.DateTimeFormatPartTypes) => Number(found.find((part) => part.type === type)?.value);
  return fromUtc(new Date(Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"))));
}

function fromUtc(date: Date): Parts {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
}

/** "12 May"; with its year when that is not the year of `now`: "12 May 2025". */
export function formatDate(at: Instant, now: Instant, timeZone = "UTC"): string {
  const p = parts(at, timeZone);
  const short = `${p.day} ${MONTHS[p.month]}`;
  return p.year === parts(now, timeZone).year ? short : `${short} ${p.year}`;
}

/** "Tuesday 12 May". */
export function formatDay(at: Instant, now: Instant, timeZone = "UTC"): string {
  return `${DAYS[parts(at, timeZone).weekday]} ${formatDate(at, now, timeZone)}`;
}

/** "09:42". */
export function formatTime(at: Instant, timeZone = "UTC"): string {
  const p = parts(at, timeZone);
  return `${two(p.hour)}:${two(p.minute)}`;
}

/** "12 May 2026, 09:42 UTC": whole, for "facts as of". */
export function formatInstant(at: Instant, timeZone = "UTC"): string {
  const p = parts(at, timeZone);
  return `${p.day} ${MONTHS[p.month]} ${p.year}, ${two(p.hour)}:${two(p.minute)} ${timeZone}`;
}

/** "11 May, 16:20"; the year when it is another. */
export function formatDateTime(at: Instant, now: Instant, timeZone = "UTC"): string {
  return `${formatDate(at, now, timeZone)}, ${formatTime(at, timeZone)}`;
}

/** "Oct 2026": a month is never without its year. */
export function formatMonth(at: Instant, timeZone = "UTC"): string {
  const p = parts(at, timeZone);
  return `${MONTHS[p.month]} ${p.year}`;
}

/** "October 2026", for the sentence of a page. */
export function formatMonthLong(at: Instant, timeZone = "UTC"): string {
  const p = parts(at, timeZone);
  return `${MONTHS_LONG[p.month]} ${p.year}`;
}

/** Month alone ("Oct"), for axes that carry the year elsewhere. */
export function formatMonthShort(at: Instant, timeZone = "UTC"): string {
  return MONTHS[parts(at, timeZone).month]!;
}

export function yearOf(at: Instant, timeZone = "UTC"): number {
  return parts(at, timeZone).year;
}

/** "Aug – Jan": months of a range, without years where both are within a year of the month named beside it. */
export function formatMonthRange(from: Instant, to: Instant, timeZone = "UTC"): string {
  const a = parts(from, timeZone);
  const b = parts(to, timeZone);
  const span = (b.year - a.year) * 12 + b.month - a.month;
  if (span < 12) return formatRange(MONTHS[a.month]!, MONTHS[b.month]!);
  return formatRange(formatMonth(from, timeZone), formatMonth(to, timeZone));
}

/** The month `count` months after `at`, as its first day in UTC. */
export function addMonths(at: Instant, count: number): Date {
  const p = parts(at, "UTC");
  return new Date(Date.UTC(p.year, p.month + count, 1));
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Two largest units, rounded down: "2 h 40 min", "3 d 6 h", "40 s". Negative counts as zero. */
export function formatDuration(ms: number): string {
  const rest = Math.max(0, ms);
  if (rest < MINUTE) return `${Math.floor(rest / SECOND)} s`;
  if (rest < HOUR) return `${Math.floor(rest / MINUTE)} min`;
  if (rest < DAY) return pair(rest, HOUR, "h", MINUTE, "min");
  if (rest < 14 * DAY) return pair(rest, DAY, "d", HOUR, "h");
  return `${Math.floor(rest / DAY)} d`;
}

function pair(ms: number, big: number, bigWord: string, small: number, smallWord: string): string {
  const first = Math.floor(ms / big);
  const second = Math.floor((ms % big) / small);
  return second === 0 ? `${first} ${bigWord}` : `${first} ${bigWord} ${second} ${smallWord}`;
}

/** "2 h 40 min left", "due now", "3 h over". */
export function formatTimeLeft(due: Instant, now: Instant): string {
  const ms = new Date(due).getTime() - new Date(now).getTime();
  if (Math.abs(ms) < SECOND) return "due now";
  return ms > 0 ? `${formatDuration(ms)} left` : `${formatDuration(-ms)} over`;
}

/** "22 min ago", "just now"; from a day on, the date: "11 May". */
export function formatAgo(at: Instant, now: Instant, timeZone = "UTC"): string {
  const ms = new Date(now).getTime() - new Date(at).getTime();
  if (ms < MINUTE) return "just now";
  return ms < DAY ? `${formatDuration(ms)} ago` : formatDate(at, now, timeZone);
}

/** Time left by rate: nothing until something is done. Estimates are in round words: "about 40 s", "about 3 min". */
export function formatEstimate(doneCount: number, totalCount: number, elapsedMs: number): string | null {
  if (doneCount <= 0 || doneCount >= totalCount || elapsedMs <= 0) return null;
  const left = (elapsedMs / doneCount) * (totalCount - doneCount);
  if (left < 5 * SECOND) return "a few seconds left";
  if (left < MINUTE) return `about ${Math.round(left / (5 * SECOND)) * 5} s left`;
  return `about ${formatDuration(left)} left`;
}
