"use client";
import type { TaskDto } from "@headroom/contracts/run-task";
import { formatTimeLeft } from "@headroom/ui/format/dates";
import { Clock } from "@headroom/ui/primitives/Clock";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { AllDone } from "@headroom/ui/primitives/EmptyState";
import { Link } from "@headroom/ui/primitives/Link";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Id, Muted } from "@headroom/ui/primitives/Text";
import { runId } from "@headroom/ui/run/words";
import { QueryFailure } from "../frame/QueryFailure";
import { useNow } from "../frame/time";

interface TasksSectionProps {
  id: string;
  title: string;
  note: string;
  query: { data?: { rows: TaskDto[]; total: number }; error: unknown; refetch: () => unknown };
  empty: string;
}

const SHOWN = 12;

/** People's tasks in all runs: what, where, who has it, and until when. */
export function TasksSection({ id, title, note, query, empty }: TasksSectionProps) {
  const now = useNow();
  const { data } = query;
  return (
    <Section id={id} title={title} note={data && data.total > 0 ? `${data.total}, ${note}` : undefined}>
      {query.error && !data ? (
        <QueryFailure error={query.error} what="The tasks" onRetry={() => void query.refetch()} />
      ) : (
        <DataTable<TaskDto>
          label={title}
          columns={columns(now)}
          rows={(data?.rows ?? []).slice(0, SHOWN)}
          rowKey={(task) => String(task.stepId)}
          loadingRows={data ? undefined : 3}
          body={data?.rows.length === 0 ? <AllDone title={empty} /> : undefined}
          foot={
            data && data.total > SHOWN ? (
              <p className="pad hr-s11 hr-mut">{`and ${data.total - SHOWN} more`}</p>
            ) : undefined
          }
        />
      )}
    </Section>
  );
}

const columns = (now: number): readonly Column<TaskDto>[] => [
  {
    id: "task",
    header: "Task",
    wrap: true,
    cell: (task) => (
      <Link href={`/runs/${task.runId}?step=${task.stepId}`}>
        {task.title} of <Id>{task.rack}</Id>
      </Link>
    ),
  },
  {
    id: "run",
    header: "Run",
    priority: 2,
    noWrap: true,
    cell: (task) => <Id>{runId(task.runId)}</Id>,
  },
  {
    id: "where",
    header: "Where",
    priority: 3,
    cell: (task) => [task.datacenter, task.position].filter(Boolean).join(", "),
  },
  {
    id: "who",
    header: "With",
    noWrap: true,
    cell: (task) => task.assignee?.name ?? task.contact ?? <Muted>nobody</Muted>,
  },
  {
    id: "due",
    header: "Left",
    align: "end",
    noWrap: true,
    cell: (task) =>
      task.dueAt === null ? (
        <Muted>no date</Muted>
      ) : (
        <Clock after share={shareLeft(task, now)}>
          {formatTimeLeft(task.dueAt, now).replace(/ left$/, "")}
        </Clock>
      ),
  },
];

function shareLeft({ startedAt, dueAt }: TaskDto, now: number): number {
  const [from, to] = [Date.parse(startedAt ?? ""), Date.parse(dueAt ?? "")];
  return Math.max(0, Math.min(1, (to - now) / Math.max(1, to - (Number.isNaN(from) ? now : from))));
}
