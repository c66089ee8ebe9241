"use client";
import type { ReactNode } from "react";
import { formatMonths, formatNumber } from "../format/numbers";
import { type Column, DataTable, type DataTableProps } from "../primitives/DataTable";
import { Icon } from "../primitives/Icon";
import { LimitBar } from "../primitives/LimitBar";
import { Link } from "../primitives/Link";
import { monthsTone } from "./regionTypes";

export interface ResourceRow {
  id: string;
  /** "Power", "Failover power", "Space". */
  resource: string;
  href?: string;
  unit: string;
  digits?: number;
  /** null: not known. */
  supply: number | null;
  committed: number | null;
  reserved: number;
  free: number | null;
  stranded: number | null;
  /** Opens what the number is made of; wraps the number where given. */
  derive?: (what: "supply" | "committed" | "reserved" | "free" | "stranded", number: ReactNode) => ReactNode;
  /** Months left, Infinity beyond the horizon, null not known, undefined: not forecast for this resource. */
  months?: number | null;
  /** "Oct 2026". */
  runsOut?: string;
}

export interface ResourceTableProps
  extends Pick<DataTableProps<ResourceRow>, "loadingRows" | "body" | "banner" | "foot"> {
  label: string;
  rows: readonly ResourceRow[];
}

const TONE_CLASS = { critical: "hr-crit", attention: "hr-att", within: undefined, unknown: undefined } as const;

/** Per resource: supply, committed, reserved, free, stranded, the bar, and when it runs out. */
export function ResourceTable({ label, rows, ...rest }: ResourceTableProps) {
  const amount = (row: ResourceRow, what: "supply" | "committed" | "reserved" | "free" | "stranded", unit = false) => {
    const value = row[what];
    if (value === null) return <span className="hr-mut">not known</span>;
    const number: ReactNode = (
      <>
        {formatNumber(value, row.digits ?? 0)}
        {unit ? <span className="hr-u">{row.unit}</span> : null}
      </>
    );
    return row.derive ? row.derive(what, number) : number;
  };
  const columns: Column<ResourceRow>[] = [
    {
      id: "resource",
      header: "Resource",
      noWrap: true,
      cell: (row) => (row.href ? <Link href={row.href}>{row.resource}</Link> : row.resource),
    },
    { id: "supply", header: "Supply", align: "end", priority: 2, cell: (row) => amount(row, "supply", true) },
    { id: "committed", header: "Committed", align: "end", priority: 2, cell: (row) => amount(row, "committed") },
    { id: "reserved", header: "Reserved", align: "end", priority: 2, cell: (row) => amount(row, "reserved") },
    {
      id: "free",
      header: "Free",
      align: "end",
      noWrap: true,
      cell: (row) => (
        <>
          <span className="hr-med">{amount(row, "free")}</span>
          {/* On a phone the supply, which has the unit, is not shown. */}
          <span className="hr-u hr-phone">{row.unit === "positions" ? "pos." : row.unit}</span>
        </>
      ),
    },
    { id: "stranded", header: "Stranded", align: "end", priority: 2, cell: (row) => amount(row, "stranded") },
    {
      id: "bar",
      header: (
        <>
          <span className="hr-desk">Against the limit</span>
          <span className="hr-phone">Limit</span>
        </>
      ),
      width: "16%",
      cell: (row) => (
        <LimitBar
          label={row.resource}
          used={row.committed}
          held={row.reserved}
          limit={row.supply}
          format={(value) => `${formatNumber(value, row.digits ?? 0)} ${row.unit}`}
        />
      ),
    },
  ];
  if (rows.some((row) => row.months !== undefined)) {
    columns.push(
      {
        id: "left",
        header: "Left",
        align: "end",
        priority: 2,
        cell: (row) => {
          if (row.months === undefined) return <span className="hr-mut">{"\u2013"}</span>;
          const months = formatMonths(row.months);
          return (
            <span className="hr-pct" data-tone={monthsTone(row.months)}>
              {months.value}
              <span className="hr-u">{months.unit}</span>
            </span>
          );
        },
      },
      {
        id: "runsOut",
        header: "Runs out",
        noWrap: true,
        cell: (row) => {
          const tone = row.months === undefined ? "within" : monthsTone(row.months);
          return (
            <span className={TONE_CLASS[tone]}>
              {tone === "critical" || tone === "attention" ? (
                <Icon name={tone === "critical" ? "over" : "near"} size={12} />
              ) : null}{" "}
              {row.runsOut}
            </span>
          );
        },
      },
    );
  }
  return <DataTable label={label} columns={columns} rows={rows} rowKey={(row) => row.id} density="compact" {...rest} />;
}
