import type { LeavingRack } from "@headroom/contracts/decommission";
import { formatDate, formatDuration } from "@headroom/ui/format/dates";
import { formatCount, formatPower } from "@headroom/ui/format/numbers";
import type { Column } from "@headroom/ui/primitives/DataTable";
import { Icon } from "@headroom/ui/primitives/Icon";
import { Link } from "@headroom/ui/primitives/Link";
import { StateLabel } from "@headroom/ui/primitives/StateLabel";
import { Id, Muted, Num } from "@headroom/ui/primitives/Text";
import { runId } from "@headroom/ui/run/words";

import { EvacuationLine } from "../runs/EvacuationLine";

type Step = LeavingRack["steps"][number];

const isSettled = ({ state }: Step) => state === "done" || state === "skipped";

/** The step that the rack is at; null: it is out. */
export const whereItIs = ({ steps }: LeavingRack): Step | null =>
  steps.find((step) => !isSettled(step) && step.state !== "waiting") ?? steps.find((step) => !isSettled(step)) ?? null;

/** The step that the rack is at, in its run; of one that is out the last. */
export const stepHref = (row: LeavingRack): string =>
  `/runs/${row.runId}?step=${(whereItIs(row) ?? row.steps.at(-1))?.id ?? ""}`;

export const leavingColumns = (now: number): readonly Column<LeavingRack>[] => [
  {
    id: "rack",
    header: "Rack",
    noWrap: true,
    cell: (row) => (
      <Link href={stepHref(row)}>
        <Id>{row.rack}</Id>
      </Link>
    ),
  },
  {
    id: "run",
    header: "Run",
    noWrap: true,
    priority: 2,
    cell: (row) => (
      <Link href={`/runs/${row.runId}`}>
        <Id>{runId(row.runId)}</Id>
      </Link>
    ),
  },
  { id: "at", header: "At", noWrap: true, cell: (row) => <At row={row} /> },
  { id: "owner", header: "Owner agrees", priority: 2, noWrap: true, cell: (row) => <Mark row={row} stage="confirm" /> },
  {
    id: "needs",
    header: "Depend on it",
    priority: 3,
    cell: (row) =>
      row.services.length === 0 ? (
        <Muted>nothing</Muted>
      ) : (
        <span title={row.services.join(", ")}>{formatCount(row.services.length, "service")}</span>
      ),
  },
  {
    id: "evacuation",
    header: "Evacuation plan",
    priority: 3,
    cell: (row) =>
      row.evacuation === null ? (
        <Muted>none named</Muted>
      ) : (
        <span className="leaving-plan" title={row.evacuation.title}>
          <EvacuationLine evacuation={row.evacuation} />
        </span>
      ),
  },
  { id: "drained", header: "Load moved", priority: 3, noWrap: true, cell: (row) => <Mark row={row} stage="drain" /> },
  {
    id: "wiped",
    header: "Wiped, proven",
    noWrap: true,
    cell: (row) => <Mark row={row} stage="verify_wipe" before="wipe" />,
  },
  {
    id: "certificate",
    header: "Certificate",
    priority: 3,
    noWrap: true,
    cell: (row) =>
      row.certificate === null ? (
        <Mark row={row} stage="certificate" />
      ) : (
        <CertificateFiles row={row} of={row.certificate} />
      ),
  },
  {
    id: "power",
    header: "Comes back",
    priority: 2,
    align: "end",
    noWrap: true,
    cell: (row) => <Num of={formatPower(row.powerW)} />,
  },
  {
    id: "age",
    header: "Age",
    align: "end",
    priority: 3,
    noWrap: true,
    cell: (row) => (row.inServiceOn ? ageWords(now - Date.parse(row.inServiceOn)) : <Muted>not known</Muted>),
  },
  {
    id: "where",
    header: "Where",
    priority: 3,
    noWrap: true,
    cell: (row) => [row.datacenter, row.position].filter(Boolean).join(", "),
  },
];

const YEAR_MS = 365.25 * 86_400_000;
const ageWords = (ms: number): string => (ms >= YEAR_MS ? `${(ms / YEAR_MS).toFixed(1)} y` : formatDuration(ms));

function At({ row }: { row: LeavingRack }) {
  const here = whereItIs(row);
  if (row.runState === "aborted") return <StateLabel state="aborted" />;
  if (here === null) return <StateLabel state="retired">Out</StateLabel>;
  if (here.state === "failed" || here.state === "stuck") return <StateLabel state="failed">{here.title}</StateLabel>;
  if (here.state === "retrying") return <StateLabel state="retrying">{here.title}</StateLabel>;
  if (row.runState === "paused" || row.runState === "halted")
    return <StateLabel state={row.runState}>{here.title}</StateLabel>;
  if (here.state === "waiting") return <StateLabel state="queued">{here.title}</StateLabel>;
  return (
    <StateLabel state="running">
      {here.title}
      {here.assignee ? `, ${here.assignee.name}` : ""}
    </StateLabel>
  );
}

/** For the binder and for machines. Files: the router has nothing to do with them. */
function CertificateFiles({ row, of }: { row: LeavingRack; of: number }) {
  const file = (format: "pdf" | "json") => (
    <a
      href={`/api/certificates/${of}.${format}`}
      download
      aria-label={`Certificate ${of} of ${row.rack}, ${format.toUpperCase()}`}
    >
      {format.toUpperCase()}
    </a>
  );
  return (
    <>
      {`No. ${of} `}
      {file("pdf")} {file("json")}
    </>
  );
}

/** Whether a stage is through, and where its proof is. A template without it has nothing to say. */
function Mark({ row, stage, before }: { row: LeavingRack; stage: string; before?: string }) {
  const step = row.steps.find((one) => one.stage === stage);
  const earlier = row.steps.find((one) => one.stage === before);
  if (!step) return <Muted>not asked</Muted>;
  const href = `/runs/${row.runId}?step=${step.id}`;
  if (step.state === "skipped") return <StateLabel state="near">skipped</StateLabel>;
  if (step.state === "failed") return <StateLabel state="failed" />;
  if (step.state === "done")
    return (
      <Link href={href} aria-label={`${step.title} of ${row.rack} is done, its proof`}>
        <Icon name="within" size={12} /> {step.endedAt ? formatDate(step.endedAt, Date.parse(step.endedAt)) : "done"}
        {step.evidence > 0 ? <Muted>{`, ${formatCount(step.evidence, "proof")}`}</Muted> : null}
      </Link>
    );
  return <Muted>{earlier && isSettled(earlier) ? "to be verified" : "not yet"}</Muted>;
}
