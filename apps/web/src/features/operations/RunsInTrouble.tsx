"use client";
import type { RunRow } from "@headroom/contracts/run";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id } from "@headroom/ui/primitives/Text";
import { RunProgress } from "@headroom/ui/run/RunProgress";
import { needsWords, runId } from "@headroom/ui/run/words";
import type { ReactNode } from "react";
import { useNow } from "../frame/time";
import { endsWords, lateDays } from "../runs/words";

interface RunsInTroubleProps {
  label: string;
  /** null: not read yet. */
  rows: readonly RunRow[] | null;
  empty: ReactNode;
}

const order: Record<string, number> = { halted: 0, aborting: 1, paused: 3 };
const rank = (row: RunRow): number => order[row.state] ?? (row.counts.failed > 0 ? 1 : 2);

/** Runs, the worst first, with what each waits for. */
export function RunsInTrouble({ label, rows, empty }: RunsInTroubleProps) {
  const now = useNow();
  const sorted = [...(rows ?? [])].sort(
    (a, b) => rank(a) - rank(b) || b.counts.failed - a.counts.failed || a.id - b.id,
  );
  return (
    <DataTable
      label={label}
      columns={columns(now)}
      rows={sorted.slice(0, 20)}
      rowKey={(row) => String(row.id)}
      loadingRows={rows === null ? 3 : undefined}
      body={rows?.length === 0 ? empty : undefined}
    />
  );
}

const columns = (now: number): readonly Column<RunRow>[] => [
  {
    id: "run",
    header: "Run",
    wrap: true,
    cell: (row) => (
      <Link href={`/runs/${row.id}`}>
        <Id>{runId(row.id)}</Id> {row.title}
      </Link>
    ),
  },
  { id: "state", header: "State", noWrap: true, cell: (row) => <StateLabel state={row.state} /> },
  { id: "needs", header: "Waits for", wrap: true, cell: (row) => <Needs row={row} /> },
  {
    id: "progress",
    header: "Racks through",
    priority: 3,
    width: 120,
    cell: (row) => <RunProgress counts={row.counts} />,
  },
  {
    id: "ends",
    header: "Ends",
    priority: 2,
    noWrap: true,
    align: "end",
    cell: (row) => {
      const late = lateDays(row) ?? 0;
      return late > 0 ? (
        <StateLabel state="late">{`${late} d late`}</StateLabel>
      ) : (
        (endsWords(row.ends, now) ?? "not known")
      );
    },
  },
];

function Needs({ row }: { row: RunRow }) {
  const needs = needsWords(row);
  if (!needs) return null;
  return (
    <span className={needs.tone === "critical" ? "hr-crit" : needs.tone === "attention" ? "hr-att" : undefined}>
      {needs.words}
    </span>
  );
}
