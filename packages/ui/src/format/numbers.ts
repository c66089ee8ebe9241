/** Numbers as people read them: thousands with a comma, minus U+2212, ranges with an en dash and spaces, unit after the number. */

export const MINUS = "\u2212";
const NBSP = "\u00a0";

/** A number and its unit, apart, so that the unit can be set lighter. `text` is both, for labels and titles. */
export interface Quantity {
  value: string;
  unit: string;
  text: string;
}

const cache = new Map<number, Intl.NumberFormat>();

function formatter(digits: number): Intl.NumberFormat {
  const known = cache.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  cache.set(digits, made);
  return made;
}

/** `1234.56` with 1 digit: "1,234.6". Not a finite number: "not known". Never "-0". */
export function formatNumber(value: number, digits = 0): string {
  if (!Number.isFinite(value)) return "not known";
  const text = formatter(digits).format(value).replace("-", MINUS);
  return /[1-9]/.test(text) ? text : text.replace(MINUS, "");
}

/** With its sign always: "+4.8", "−0.9", "0". */
export function formatSigned(value: number, digits = 0): string {
  const text = formatNumber(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

export function quantity(value: string, unit: string): Quantity {
  return { value, unit, text: unit === "" ? value : `${value}${NBSP}${unit}` };
}

export type PowerUnit = "W" | "kW" | "MW";
const WATTS: Record<PowerUnit, number> = { W: 1, kW: 1_000, MW: 1_000_000 };

/** The unit in which a power reads best: below 1 kW in W, below 1 MW in kW. */
export function powerUnit(powerW: number): PowerUnit {
  const size = Math.abs(powerW);
  // 999,950 W would read "1,000 kW": the unit follows the rounded figure.
  if (size < 999.5) return "W";
  return size < 999_500 ? "kW" : "MW";
}

/** Power in W. Digits: none in W, one in kW and MW, none from 100 kW up. A column of numbers fixes `unit` and `digits` for all. */
export function formatPower(
  powerW: number,
  options: { unit?: PowerUnit; digits?: number; signed?: boolean } = {},
): Quantity {
  const unit = options.unit ?? powerUnit(powerW);
  const scaled = powerW / WATTS[unit];
  const digits = options.digits ?? (unit === "W" || (unit === "kW" && Math.abs(scaled) >= 100) ? 0 : 1);
  return quantity((options.signed ? formatSigned : formatNumber)(scaled, digits), Number.isFinite(powerW) ? unit : "");
}

/** Weight in kg: in t from 1,000 kg. */
export function formatWeight(weightKg: number): Quantity {
  return Math.abs(weightKg) < 1000
    ? quantity(formatNumber(weightKg, Math.abs(weightKg) < 100 ? 1 : 0), "kg")
    : quantity(formatNumber(weightKg / 1000, 1), "t");
}

/** A ratio (0.96) as a percentage ("96 %"). A small positive part is never "0 %", one just under the whole never "100 %". */
export function formatPercent(ratio: number, digits = 0): Quantity {
  const step = 10 ** -digits;
  let percent = ratio * 100;
  if (percent > 0 && percent < step / 2) return quantity(`<${NBSP}${formatNumber(step, digits)}`, "%");
  if (percent < 100 && percent >= 100 - step / 2) percent = 100 - step;
  if (percent > 100 && percent < 100 + step / 2) percent = 100 + step;
  return quantity(formatNumber(percent, digits), "%");
}

/** "Aug – Jan", "36 – 48": both ends, en dash, spaces that do not break. */
export function formatRange(from: string, to: string): string {
  return from === to ? from : `${from}${NBSP}\u2013${NBSP}${to}`;
}

/** "12 of 40". */
export function formatOf(done: number, total: number): string {
  return `${formatNumber(done)} of ${formatNumber(total)}`;
}

/** A total with parts missing: "at least 15.5 kW". */
export function formatAtLeast(known: Quantity): string {
  return `at least ${known.text}`;
}

/** "1 rack", "12 racks"; irregular plurals are given. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(count)} ${count === 1 ? singular : plural}`;
}

/** Months to exhaustion: "5.2", "36+" beyond the horizon, "not known". */
export function formatMonths(months: number | null, horizonMonths = 36): Quantity {
  if (months === null || Number.isNaN(months)) return quantity("not known", "");
  if (months >= horizonMonths) return quantity(`${formatNumber(horizonMonths)}+`, "mo");
  return quantity(formatNumber(Math.max(0, months), 1), "mo");
}

/** Share of a limit in use, 0 for nothing of nothing, Infinity for something of nothing. */
export function shareOf(used: number, limit: number): number {
  if (limit > 0) return used / limit;
  return used > 0 ? Number.POSITIVE_INFINITY : 0;
}

/** Over the limit, within 5 % of it, or fine. The rule of the whole product: what reads "95 %" is near, so it follows the rounded figure. */
export function limitTone(share: number): "within" | "attention" | "critical" {
  if (share > 1) return "critical";
  return Math.round(share * 100) >= 95 ? "attention" : "within";
}
