/** The pure half of the table: sorting and the row in hand. */

export interface Sort {
  column: string;
  direction: "ascending" | "descending";
}

/** A press on a head: the same column turns round, another begins ascending. */
export function nextSort(sort: Sort | null, column: string): Sort {
  if (sort?.column !== column) return { column, direction: "ascending" };
  return { column, direction: sort.direction === "ascending" ? "descending" : "ascending" };
}

/** The row `step` away; stays at the ends; from nowhere the first (or last) row. */
export function moveCursor(keys: readonly string[], current: string | null, step: number): string | null {
  if (keys.length === 0) return null;
  const at = current === null ? -1 : keys.indexOf(current);
  if (at < 0) return (step > 0 ? keys[0] : keys.at(-1)) ?? null;
  return keys[Math.max(0, Math.min(keys.length - 1, at + step))] ?? null;
}

/** Rows beyond the one in hand that are in the page, so that J finds the next one there. */
const AHEAD_ROWS = 50;

/** How many rows of a long table are in the page: as many as were asked for, and always those up to the row in hand and a little further. */
export function rowsInPage(keys: readonly string[], current: string | null, asked: number): number {
  if (keys.length <= asked) return keys.length;
  const at = current === null ? -1 : keys.indexOf(current);
  return Math.min(keys.length, Math.max(asked, at < 0 ? 0 : at + 1 + AHEAD_ROWS));
}

export type SortValue = string | number | null;

/** Rows in the order of the sort; equal ones keep their order, unknown (null, NaN) stands last whichever way. Names count as people do. */
export function sortRows<Row>(
  rows: readonly Row[],
  sort: Sort | null,
  value: (row: Row, column: string) => SortValue,
): Row[] {
  if (!sort) return [...rows];
  const sign = sort.direction === "ascending" ? 1 : -1;
  const missing = (v: SortValue) => v === null || (typeof v === "number" && Number.isNaN(v));
  return [...rows].sort((left, right) => {
    const a = value(left, sort.column);
    const b = value(right, sort.column);
    if (missing(a) || missing(b)) return Number(missing(a)) - Number(missing(b));
    if (typeof a === "number" && typeof b === "number") return sign * (a - b);
    return sign * String(a).localeCompare(String(b), "en", { numeric: true });
  });
}
