import type { ImportReport } from "@headroom/contracts/imports";
import { formatNumber } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";

type Count = ImportReport["counts"][number];

const number = (id: keyof Omit<Count, "noun">, header: string, priority?: 2 | 3): Column<Count> => ({
  id,
  header,
  align: "end",
  priority,
  cell: (row) => formatNumber(row[id]),
});

const columns: readonly Column<Count>[] = [
  { id: "noun", header: "Kind", cell: (row) => row.noun.replaceAll("_", " ") },
  number("read", "Read", 2),
  number("create", "New"),
  number("update", "Changed"),
  number("same", "As it is"),
  number("rejected", "Rejected", 2),
];

export function CountsTable({ counts }: { counts: readonly Count[] }) {
  return <DataTable<Count> label="Counts by kind" columns={columns} rows={counts} rowKey={(row) => row.noun} />;
}
