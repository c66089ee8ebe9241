"use client";
import type { ReactNode } from "react";
import { formatNumber } from "../format/numbers";
import { type Column, DataTable, type DataTableProps, type Sort } from "../primitives/DataTable";
import { LimitBar } from "../primitives/LimitBar";
import { CAUSE_WORD, type StrandCause } from "./scene";

export interface FloorTableRow {
  id: string;
  /** "1-17". */
  label: string;
  racks: number;
  free: number;
  /** "1C / 1D". */
  feeds: string;
  /** Amount of the chosen metric in `unit`; null: not known. */
  used: number | null;
  planned?: number;
  held?: number;
  /** null: no limit set. */
  limit: number | null;
  strandedBy: readonly StrandCause[];
}

export interface FloorTableProps
  extends Pick<DataTableProps<FloorTableRow>, "loadingRows" | "body" | "banner" | "foot" | "hotkeys" | "sort"> {
  label: string;
  rows: readonly FloorTableRow[];
  /** "Power". */
  metric: string;
  /** "kW". */
  unit: string;
  digits?: number;
  selectedId: string | null;
  onSelect: (id: string) => void;
  onSort?: (sort: Sort) => void;
  onOpen?: (id: string) => void;
}

/** The twin of the floor: the same rows, as a table. */
export function FloorTable(props: FloorTableProps) {
  const { unit, metric, digits = 1 } = props;
  const format = (amount: number) => `${formatNumber(amount, digits)} ${unit}`;
  const none: ReactNode = <span className="hr-mut">{"\u2013"}</span>;
  const columns: Column<FloorTableRow>[] = [
    { id: "row", header: "Row", cell: (row) => row.label, sortable: true, noWrap: true },
    { id: "racks", header: "Racks", align: "end", cell: (row) => row.racks, sortable: true },
    { id: "free", header: "Free", align: "end", cell: (row) => row.free, sortable: true },
    {
      id: "feeds",
      header: "Feeds",
      priority: 2,
      cell: (row) => <span className="hr-sec">{row.feeds}</span>,
      noWrap: true,
    },
    {
      id: "bar",
      header: metric,
      width: "22%",
      cell: (row) => (
        <LimitBar
          label={metric}
          used={row.used}
          held={row.held}
          planned={row.planned}
          limit={row.limit}
          format={format}
        />
      ),
    },
    {
      id: "used",
      header: unit,
      align: "end",
      sortable: true,
      cell: (row) => (row.used === null ? "not known" : formatNumber(row.used, digits)),
    },
    {
      id: "limit",
      header: "Limit",
      align: "end",
      priority: 2,
      cell: (row) => <span className="hr-sec">{row.limit === null ? "none set" : formatNumber(row.limit)}</span>,
    },
    {
      id: "stranded",
      header: "Stranded by",
      priority: 2,
      cell: (row) => (row.strandedBy.length > 0 ? row.strandedBy.map((cause) => CAUSE_WORD[cause]).join(", ") : none),
    },
  ];
  return (
    <DataTable
      label={props.label}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.id}
      density="compact"
      currentKey={props.selectedId}
      onCurrent={(id) => props.onSelect(id)}
      onOpen={props.onOpen ? (row) => props.onOpen?.(row.id) : undefined}
      sort={props.sort}
      onSort={props.onSort}
      hotkeys={props.hotkeys}
      loadingRows={props.loadingRows}
      body={props.body}
      banner={props.banner}
      foot={props.foot}
    />
  );
}
