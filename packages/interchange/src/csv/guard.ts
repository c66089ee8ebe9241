/**
 * Spreadsheets run cells that begin like a formula (OWASP, "CSV Injection"). An exported text that does, behind any number of
 * apostrophes, gets one apostrophe more in front; an import takes one away from exactly such texts. So every text comes back as it was,
 * and a spreadsheet shows it as text.
 */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;
const GUARDED = /^''*[=+\-@\t\r\n＝＋－＠]/u;

export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const unguarded = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);

/** One line of CSV (RFC 4180) with its line feed. */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`;
