import type { ImportReport } from "@headroom/contracts/imports";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Id, Muted } from "@headroom/ui/primitives/Text";

type Rejected = ImportReport["rejected"][number];

const columns: readonly Column<Rejected>[] = [
  { id: "file", header: "File", cell: (row) => <Id>{row.file}</Id>, priority: 2 },
  { id: "line", header: "Line", align: "end", cell: (row) => (row.line > 0 ? row.line : <Muted>whole file</Muted>) },
  { id: "column", header: "Column", cell: (row) => (row.column ? <Id>{row.column}</Id> : <Muted>any</Muted>) },
  { id: "value", header: "Value", cell: (row) => <Id>{row.value === "" ? "(empty)" : row.value}</Id>, wrap: true },
  { id: "expected", header: "Expected", cell: (row) => row.expected, wrap: true },
  { id: "advice", header: "What to do", cell: (row) => row.advice, wrap: true, priority: 3 },
];

export function RejectedTable({ rejected }: { rejected: readonly Rejected[] }) {
  return (
    <DataTable<Rejected>
      label="Rejected rows"
      columns={columns}
      rows={rejected}
      rowKey={(row) => `${row.file}:${row.line}:${row.column}:${row.expected}`}
      rowHeader="line"
    />
  );
}
