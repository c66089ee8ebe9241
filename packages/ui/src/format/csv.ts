/** CSV as tables give it: RFC 4180 with CRLF, one header line, every number in plain digits. */

export type CsvValue = string | number | null;

/**
 * A cell a spreadsheet would run as a formula (it begins with =, +, -, @, tab or return) gets an apostrophe in front.
 * Numbers are written as they are, so a negative number stays a number.
 */
function cell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The text of a CSV file. Empty cells are unknown values, never zero. */
export function csvText(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return [header, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
