/** Scales and layout of the charts, free of React. */

/** Round numbers from 0 up to at least `max`, about `count` of them: steps of 1, 2, 2.5 or 5 times a power of ten. */
export function niceTicks(max: number, count = 5): number[] {
  if (!(max > 0) || !Number.isFinite(max)) return [0, 1];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((one) => one >= rough - 1e-12) ?? 10 * power;
  const ticks: number[] = [];
  for (let i = 0; i === 0 || (ticks.at(-1) ?? 0) < max - 1e-9; i++) ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** Digits after the point that tell these ticks apart. */
export function tickDigits(ticks: readonly number[]): number {
  const step = (ticks[1] ?? 1) - (ticks[0] ?? 0);
  for (let digits = 0; digits < 4; digits++)
    if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-9) return digits;
  return 4;
}

/** One month of one resource. Amounts in the chart's unit; null: not known for that month. */
export interface UtilisationMonth {
  /** First day of the month, "2026-04-01". */
  month: string;
  /** Carries load. */
  inService: number | null;
  /** Stands, in service or not. */
  installed: number | null;
  /** Approved, does not stand yet. */
  committed: number | null;
  /** Free by number, but not usable. */
  stranded: number | null;
  /** What there is in all; null: no limit set. */
  limit: number | null;
}

export interface Band {
  kind: "inService" | "installed" | "committed" | "stranded" | "over";
  from: number;
  to: number;
}

/**
 * The bands of a month, bottom up, in the unit of the amounts: in service, the rest that stands, committed; stranded hangs down from
 * the limit into what is left. What passes the limit is one band "over". The gap between is what can really be had.
 */
export function monthBands(month: UtilisationMonth): Band[] {
  if (month.inService === null && month.installed === null) return [];
  const inService = Math.max(0, month.inService ?? 0);
  const installed = Math.max(inService, month.installed ?? inService);
  const top = installed + Math.max(0, month.committed ?? 0);
  const limit = month.limit;
  const stop = limit === null ? top : Math.min(top, limit);
  const bands: Band[] = [];
  const add = (kind: Band["kind"], from: number, to: number) => {
    if (to > from) bands.push({ kind, from, to });
  };
  add("inService", 0, Math.min(inService, stop));
  add("installed", Math.min(inService, stop), Math.min(installed, stop));
  add("committed", Math.min(installed, stop), stop);
  if (limit !== null && top > limit) add("over", limit, top);
  if (limit !== null) add("stranded", Math.max(stop, limit - Math.max(0, month.stranded ?? 0)), limit);
  return bands;
}

/** What can really be had: the limit less everything taken and stranded; null where a part is not known. */
export function usableLeft(month: UtilisationMonth): number | null {
  if (month.limit === null || month.installed === null) return null;
  return month.limit - month.installed - (month.committed ?? 0) - (month.stranded ?? 0);
}

/**
 * Which months carry their year: every January, and the first month where there is room before the next January's label.
 * `columnPx`: from month to month.
 */
export function yearLabelled(months: readonly { month: string }[], columnPx: number, labelPx = 34): boolean[] {
  const isJanuary = (at: number) => months[at]?.month.slice(5, 7) === "01";
  const firstJanuary = months.findIndex((_, at) => isJanuary(at));
  return months.map((_, at) => isJanuary(at) || (at === 0 && (firstJanuary < 0 || firstJanuary * columnPx >= labelPx)));
}

/** Every how many months a label fits: 1, 2, 3, 6 or 12. */
export function monthLabelStep(columnPx: number, labelPx = 26): 1 | 2 | 3 | 6 | 12 {
  for (const step of [1, 2, 3, 6] as const) if (columnPx * step >= labelPx) return step;
  return 12;
}
