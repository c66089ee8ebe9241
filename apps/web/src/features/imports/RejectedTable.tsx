import type { ImportReport } from "@headroom/contracts/imports";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Id, Muted } from "@headroom/ui/primitives/Text";

type Rejected = ImportReport["rejected"][number];

/** Few columns, so that what to do stands there on a phone, too. */
const columns: readonly Column<Rejected>[] = [
  {
    id: "where",
    header: "Where",
    cell: (row) => (
      <>
        <Id>{row.file}</Id>
        <span className="hr-t-sub">{row.line > 0 ? `line ${row.line}` : "whole file"}</span>
      </>
    ),
    wrap: true,
  },
  {
    id: "found",
    header: "Column, value",
    cell: (row) => (
      <>
        {row.column ? <Id>{row.column}</Id> : <Muted>any</Muted>}
        <span className="hr-t-sub">
          <Id>{row.value === "" ? "(empty)" : row.value}</Id>
        </span>
      </>
    ),
    wrap: true,
  },
  {
    id: "expected",
    header: "Expected, and what to do",
    cell: (row) => (
      <>
        {row.expected}
        <span className="hr-t-sub">{row.advice}</span>
      </>
    ),
    wrap: true,
  },
];

export function RejectedTable({ rejected }: { rejected: readonly Rejected[] }) {
  return (
    <DataTable<Rejected>
      label="Rejected rows"
      columns={columns}
      rows={rejected}
      rowKey={(row) => `${row.file}:${row.line}:${row.column}:${row.expected}`}
      rowHeader="where"
    />
  );
}
