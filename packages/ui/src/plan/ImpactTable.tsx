"use client";
import { formatNumber, formatSigned } from "../format/numbers";
import { type Column, DataTable, type DataTableProps } from "../primitives/DataTable";
import { LimitBar, LimitShare } from "../primitives/LimitBar";

export interface ImpactRow {
  id: string;
  /** "Power", "Failover power", "Space". */
  resource: string;
  /** "MW", "positions", "t". */
  unit: string;
  digits?: number;
  before: number;
  after: number;
  /** null: no limit set. */
  limit: number | null;
  /** When the plan moves the limit too. */
  limitBefore?: number;
  /** The number got worse since it was shown to the approver. */
  changed?: string;
}

export interface ImpactTableProps extends Pick<DataTableProps<ImpactRow>, "loadingRows" | "body" | "foot" | "banner"> {
  label: string;
  rows: readonly ImpactRow[];
}

/** What a plan does to every resource: before, change, after, limit, bar, used. On a phone before and limit give way. */
export function ImpactTable({ label, rows, ...rest }: ImpactTableProps) {
  const number = (row: ImpactRow, value: number) =>
    formatNumber(value, row.digits ?? (row.unit === "MW" || row.unit === "kW" ? 1 : 0));
  const columns: Column<ImpactRow>[] = [
    {
      id: "resource",
      header: "Resource",
      cell: (row) => (
        <>
          {row.resource}
          <span className="hr-u hr-phone">{row.unit}</span>
          {row.changed ? <span className="hr-t-sub hr-att">{row.changed}</span> : null}
        </>
      ),
    },
    {
      id: "before",
      header: "Before",
      align: "end",
      priority: 2,
      cell: (row) => (
        <>
          {number(row, row.before)}
          <span className="hr-u">{row.unit}</span>
        </>
      ),
    },
    {
      id: "change",
      header: "Change",
      align: "end",
      cell: (row) => (
        <span className={row.after === row.before ? "hr-mut" : "hr-plan hr-med"}>
          {formatSigned(row.after - row.before, row.digits ?? (row.unit === "MW" || row.unit === "kW" ? 1 : 0))}
        </span>
      ),
    },
    {
      id: "after",
      header: "After",
      align: "end",
      cell: (row) => <span className="hr-med">{number(row, row.after)}</span>,
    },
    {
      id: "limit",
      header: "Limit",
      align: "end",
      priority: 2,
      cell: (row) =>
        row.limit === null ? (
          <span className="hr-sec">none set</span>
        ) : row.limitBefore !== undefined && row.limitBefore !== row.limit ? (
          <>
            <span className="hr-plan">{number(row, row.limit)}</span>{" "}
            <span className="hr-mut hr-s11">was {number(row, row.limitBefore)}</span>
          </>
        ) : (
          <span className="hr-sec">{number(row, row.limit)}</span>
        ),
    },
    {
      id: "bar",
      header: (
        <>
          <span className="hr-desk">Against the limit</span>
          <span className="hr-phone">Limit</span>
        </>
      ),
      width: "24%",
      cell: (row) => (
        <LimitBar
          label={row.resource}
          used={Math.min(row.before, row.after)}
          planned={Math.max(0, row.after - row.before)}
          limit={row.limit}
          format={(amount) => `${number(row, amount)} ${row.unit}`}
        />
      ),
    },
    {
      id: "used",
      header: "Used",
      align: "end",
      cell: (row) => (
        <LimitShare
          share={
            row.limit === null
              ? null
              : row.limit > 0
                ? row.after / row.limit
                : row.after > 0
                  ? Number.POSITIVE_INFINITY
                  : 0
          }
        />
      ),
    },
  ];
  return <DataTable label={label} columns={columns} rows={rows} rowKey={(row) => row.id} density="compact" {...rest} />;
}
