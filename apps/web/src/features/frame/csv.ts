export type CsvCell = string | number | null | undefined;

/** A spreadsheet runs cells that begin so as formulas; a quote in front makes them text (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;

function cell(value: CsvCell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** RFC 4180: CRLF at the end of every line, quotes where needed. Unknown is empty, never zero. */
export const csvText = (header: readonly string[], rows: readonly (readonly CsvCell[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
