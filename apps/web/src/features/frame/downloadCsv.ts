"use client";
import { type CsvValue, csvText } from "@headroom/ui/format/csv";

/** Hands a CSV file to the browser. The rows are the ones on the screen. */
export function downloadCsv(name: string, header: readonly string[], rows: readonly (readonly CsvValue[])[]): void {
  const url = URL.createObjectURL(new Blob([csvText(header, rows)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
