import type { PlanListInput } from "@headroom/contracts/plan";

/** The moment that a screen shows: so many days from now by what is dated today, with a plan carried out, or now. Never both. */
export interface When {
  readonly days: number | null;
  readonly plan: number | null;
}

/** What the one key shows; any other day can be chosen. */
export const AHEAD_DAYS = 90;
/** As the border takes it. */
export const MOST_DAYS = 1095;
const DAY_MS = 86_400_000;

export const isNow = ({ days, plan }: When): boolean => plan === null && days === null;

/** The plans that screens can be looked at with: those that have, or want, places. */
export const planListOfScreens: PlanListInput = { states: ["draft", "submitted", "stale", "committed"], limit: 500 };

/** As procedures take it. */
export const whenInput = ({ days, plan }: When): { readonly inDays?: number; readonly planId?: number } =>
  plan !== null ? { planId: plan } : days !== null ? { inDays: days } : {};

/** The moment an address names, for what is read before the page is there. */
export function whenOf({ plan, days }: { plan?: string | string[]; days?: string | string[] }): When {
  const number = (text: string | string[] | undefined) =>
    typeof text === "string" && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
  const ahead = number(days);
  return { plan: number(plan), days: ahead !== null && ahead <= MOST_DAYS ? ahead : null };
}

/** For the end of an address: "?plan=12", "?days=90", "". */
export const whenSearch = ({ days, plan }: When): string =>
  plan !== null ? `?plan=${plan}` : days !== null ? `?days=${days}` : "";

/** "2027-02-26": the day that is so many days after a moment. */
export const dayAhead = (nowMs: number, days: number): string =>
  new Date(nowMs + days * DAY_MS).toISOString().slice(0, 10);

/** Days from today to a day, within what can be shown; null: it is no day, or not after today. */
export function daysUntil(nowMs: number, day: string): number | null {
  const today = Date.parse(dayAhead(nowMs, 0));
  const days = Math.round((Date.parse(day) - today) / DAY_MS);
  return Number.isFinite(days) && days > 0 ? Math.min(days, MOST_DAYS) : null;
}
