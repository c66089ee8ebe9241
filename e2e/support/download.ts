import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";

/** Presses what downloads a CSV file and reads it: the rows by column. Its values hold no line breaks. */
export async function csvBehind(
  page: Page,
  button: Locator,
): Promise<{ name: string; rows: Record<string, string>[] }> {
  const coming = page.waitForEvent("download");
  await button.click();
  const download = await coming;
  const text = readFileSync(await download.path(), "utf8");
  const [head = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const columns = valuesOf(head);
  const rows = lines.map((line) => {
    const values = valuesOf(line);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? ""]));
  });
  return { name: download.suggestedFilename(), rows };
}

/** RFC 4180: a value in quotes may hold commas, and a quote twice for one. */
const valuesOf = (line: string): string[] =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .map(([, value = ""]) => (value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value))
    .slice(0, -1);

/** The rows of a table by the words of their column's head. */
export async function rowsOf(table: Locator): Promise<Record<string, string>[]> {
  return table.evaluate((element: HTMLTableElement) => {
    const words = (cell: Element) => (cell.textContent ?? "").trim();
    const heads = [...element.querySelectorAll("thead th")].map(words);
    return [...element.querySelectorAll("tbody tr")].map((row) =>
      Object.fromEntries([...row.children].map((cell, index) => [heads[index] ?? "", words(cell)])),
    );
  });
}
