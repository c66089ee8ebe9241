import type { RunRow } from "@headroom/contracts/run";
import { formatDate } from "@headroom/ui/format/dates";
import { formatOf } from "@headroom/ui/format/numbers";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { RunProgress } from "@headroom/ui/run/RunProgress";
import { kindWords, needsWords, runId } from "@headroom/ui/run/words";
import { Ago } from "../frame/time";
import { endsWords, lateDays } from "./words";

export const runColumns = (now: number): readonly Column<RunRow>[] => [
  {
    id: "run",
    header: "Run",
    noWrap: true,
    cell: (row) => (
      <Link href={`/runs/${row.id}`}>
        <Id>{runId(row.id)}</Id>
      </Link>
    ),
  },
  {
    id: "title",
    header: "Title",
    wrap: true,
    cell: (row) => (
      <span className="run-oneline" title={row.title}>
        {row.title}
      </span>
    ),
  },
  { id: "kind", header: "Kind", priority: 3, noWrap: true, cell: (row) => kindWords[row.kind] },
  { id: "state", header: "State", noWrap: true, cell: (row) => <StateLabel state={row.state} /> },
  {
    id: "progress",
    header: "Racks through",
    width: "11%",
    priority: 2,
    cell: (row) => (
      <span className="run-progress">
        <RunProgress counts={row.counts} />
        <span className="hr-num">{formatOf(row.counts.racksDone, row.counts.racks)}</span>
      </span>
    ),
  },
  { id: "needs", header: "Waits for", wrap: true, cell: (row) => <Needs row={row} /> },
  {
    id: "ends",
    header: "Ends",
    priority: 2,
    wrap: true,
    width: "21%",
    cell: (row) => <Ends row={row} now={now} />,
  },
  { id: "where", header: "Where", priority: 3, noWrap: true, cell: (row) => row.datacenter },
  {
    id: "changed",
    header: "Changed",
    align: "end",
    priority: 3,
    noWrap: true,
    cell: (row) => <Ago at={row.updatedAt} />,
  },
];

function Needs({ row }: { row: RunRow }) {
  const needs = needsWords(row);
  if (!needs) return <Muted>nothing</Muted>;
  return (
    <span
      title={needs.words}
      className={`run-oneline ${needs.tone === "plain" ? "" : needs.tone === "critical" ? "hr-crit" : "hr-att"}`}
    >
      {needs.words}
    </span>
  );
}

function Ends({ row, now }: { row: RunRow; now: number }) {
  const late = lateDays(row);
  if (row.endedAt) return <>{formatDate(row.endedAt, now)}</>;
  const words = endsWords(row.ends, now);
  return (
    <>
      {words ?? <Muted>not known yet</Muted>}
      {late !== null && late > 0 ? (
        <>
          {" "}
          <StateLabel state="late">{`${late} d late`}</StateLabel>
        </>
      ) : null}
    </>
  );
}
