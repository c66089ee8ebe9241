"use client";
import type { ReactNode } from "react";
import { formatPower } from "../format/numbers";
import { type Column, DataTable, type DataTableProps } from "../primitives/DataTable";
import { type DiffKind, DiffWord, Num } from "../primitives/Text";

export interface PlanDiffRow {
  id: string;
  kind: DiffKind;
  /** "48 × C5". */
  what: ReactNode;
  /** "NRD-2, rows 1-04, 1-10, 1-11". */
  where: ReactNode;
  /** Change of committed power, signed. */
  deltaPowerW: number;
  /** "12.1 M"; leave out where the plan has no cost. */
  cost?: ReactNode;
  /** "2 Oct". */
  date?: ReactNode;
}

export interface PlanDiffProps
  extends Pick<DataTableProps<PlanDiffRow>, "loadingRows" | "body" | "foot" | "hotkeys" | "banner"> {
  rows: readonly PlanDiffRow[];
  label?: string;
  selectedId?: string | null;
  onSelect?: (id: string) => void;
  onOpen?: (id: string) => void;
}

/** What a plan does: add, move, retire, one line per row or datacenter. Sign and word first, colour third. */
export function PlanDiff({ rows, label = "Diff against base", selectedId, onSelect, onOpen, ...rest }: PlanDiffProps) {
  const costs = rows.some((row) => row.cost !== undefined);
  const dates = rows.some((row) => row.date !== undefined);
  const columns: Column<PlanDiffRow>[] = [
    { id: "kind", header: "Action", cell: (row) => <DiffWord kind={row.kind} /> },
    { id: "what", header: "What", noWrap: true, cell: (row) => row.what },
    { id: "where", header: "Where", width: "46%", ellipsis: true, cell: (row) => row.where },
    {
      id: "power",
      header: "Power",
      align: "end",
      cell: (row) => <Num of={formatPower(row.deltaPowerW, { unit: "kW", digits: 0, signed: true })} />,
    },
    ...(costs
      ? [
          {
            id: "cost",
            header: "Cost",
            align: "end",
            priority: 2,
            cell: (row) => row.cost,
          } satisfies Column<PlanDiffRow>,
        ]
      : []),
    ...(dates
      ? [
          {
            id: "date",
            header: "Date",
            align: "end",
            priority: 2,
            cell: (row) => <span className="hr-sec">{row.date}</span>,
          } satisfies Column<PlanDiffRow>,
        ]
      : []),
  ];
  return (
    <DataTable
      label={label}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      rowHeader="what"
      density="compact"
      currentKey={selectedId}
      onCurrent={onSelect ? (id) => onSelect(id) : undefined}
      onOpen={onOpen ? (row) => onOpen(row.id) : undefined}
      {...rest}
    />
  );
}

/** "61 actions: 41 add, 14 move, 6 retire". */
export function diffSummary(counts: { add: number; move: number; retire: number }): string {
  const total = counts.add + counts.move + counts.retire;
  const parts = (["add", "move", "retire"] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${kind}`);
  return total === 0 ? "no actions" : `${total} ${total === 1 ? "action" : "actions"}: ${parts.join(", ")}`;
}
