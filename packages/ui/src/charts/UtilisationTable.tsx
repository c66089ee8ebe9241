"use client";
import type { ReactNode } from "react";
import { formatMonth } from "../format/dates";
import { formatNumber, formatPercent } from "../format/numbers";
import { type Column, DataTable } from "../primitives/DataTable";
import { Link } from "../primitives/Link";
import { type UtilisationMonth, usableLeft } from "./scale";

const WORDS: [keyof Omit<UtilisationMonth, "month">, string][] = [
  ["inService", "in service"],
  ["installed", "installed"],
  ["committed", "committed"],
  ["stranded", "stranded"],
  ["limit", "limit"],
];

/** A month in words, for the readout under the cursor. */
export function describeMonth(month: UtilisationMonth, unit: string, digits: number): string {
  const parts = WORDS.map(([key, word]) => {
    const value = month[key];
    if (value !== null) return `${word} ${formatNumber(value, digits)}`;
    return key === "limit" ? "no limit set" : `${word} not known`;
  });
  const left = usableLeft(month);
  return `${formatMonth(month.month)}: ${parts.join(", ")} ${unit}${left === null ? "" : `; usable ${formatNumber(left, digits)} ${unit}`}`;
}

interface UtilisationTableProps {
  label: string;
  months: readonly UtilisationMonth[];
  unit: string;
  digits: number;
  monthHref?: (month: string) => string;
}

/** The same figures as the chart and as the CSV, newest first. */
export function UtilisationTable({ label, months, unit, digits, monthHref }: UtilisationTableProps) {
  const number = (value: number | null, none = "not known"): ReactNode =>
    value === null ? <span className="hr-mut">{none}</span> : formatNumber(value, digits);
  const columns: Column<UtilisationMonth>[] = [
    {
      id: "month",
      header: "Month",
      noWrap: true,
      cell: (row) =>
        monthHref ? <Link href={monthHref(row.month)}>{formatMonth(row.month)}</Link> : formatMonth(row.month),
    },
    { id: "inService", header: "In service", align: "end", cell: (row) => number(row.inService) },
    { id: "installed", header: "Installed", align: "end", cell: (row) => number(row.installed) },
    { id: "committed", header: "Committed", align: "end", priority: 2, cell: (row) => number(row.committed) },
    { id: "stranded", header: "Stranded", align: "end", priority: 2, cell: (row) => number(row.stranded) },
    { id: "limit", header: `Limit, ${unit}`, align: "end", cell: (row) => number(row.limit, "none set") },
    {
      id: "used",
      header: "Used",
      align: "end",
      cell: (row) =>
        row.limit && row.installed !== null ? (
          formatPercent((row.installed + (row.committed ?? 0)) / row.limit).text
        ) : (
          <span className="hr-mut">{"\u2013"}</span>
        ),
    },
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={[...months].reverse()}
      rowKey={(row) => row.month}
      density="compact"
    />
  );
}

/** Header and rows of the CSV of a utilisation chart: the table's figures, unrounded, oldest first. */
export function utilisationCsv(
  months: readonly UtilisationMonth[],
  unit: string,
): { header: string[]; rows: (string | number | null)[][] } {
  return {
    header: ["month", ...WORDS.map(([, word]) => `${word.replace(" ", "_")}_${unit}`)],
    rows: months.map((month) => [month.month.slice(0, 7), ...WORDS.map(([key]) => month[key])]),
  };
}
