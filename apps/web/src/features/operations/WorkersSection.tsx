"use client";
import type { WorkerHealth } from "@headroom/contracts/worker";
import { formatAgo, formatDateTime } from "@headroom/ui/format/dates";
import { formatCount } from "@headroom/ui/format/numbers";
import { type Column, DataTable } from "@headroom/ui/primitives/DataTable";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Section } from "@headroom/ui/primitives/PageHeader";
import { Muted } from "@headroom/ui/primitives/Text";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { useNow } from "../frame/time";

const EVERY_MS = 5_000;

/** Who does the long work, and what waits for them. */
export function WorkersSection() {
  const trpc = useTRPC();
  const now = useNow();
  const health = useQuery(trpc.worker.health.queryOptions(undefined, { refetchInterval: EVERY_MS }));
  const { data } = health;
  return (
    <>
      <Section
        id="workers"
        title="Workers"
        note={data ? formatCount(data.workers.length, "worker alive", "workers alive") : undefined}
      >
        {health.error && !data ? (
          <QueryFailure error={health.error} what="The workers" onRetry={() => void health.refetch()} />
        ) : (
          <>
            {data?.workers.length === 0 ? (
              <Notice tone="critical">
                <b>No worker is alive.</b> Nothing goes on until one starts: plans wait, runs stand where they are.
              </Notice>
            ) : null}
            {data && data.orphaned > 0 ? (
              <Notice tone="attention">
                {formatCount(data.orphaned, "job")} of a worker that is gone: a living one takes{" "}
                {data.orphaned === 1 ? "it" : "them"} over within half a minute.
              </Notice>
            ) : null}
            {data?.workers.length === 0 ? null : (
              <DataTable
                label="Workers"
                density="compact"
                columns={workerColumns(now)}
                rows={data?.workers ?? []}
                rowKey={(worker) => worker.name}
                loadingRows={data ? undefined : 2}
              />
            )}
          </>
        )}
      </Section>
      <Section id="queues" title="Queues" note="jobs of the workers">
        <DataTable
          label="Queues"
          density="compact"
          columns={queueColumns(now)}
          rows={data?.queues ?? []}
          rowKey={(queue) => queue.name}
          loadingRows={data || health.error ? undefined : 2}
          body={data?.queues.length === 0 ? <p className="pad hr-mut">No job today.</p> : undefined}
        />
      </Section>
    </>
  );
}

const workerColumns = (now: number): readonly Column<WorkerHealth["workers"][number]>[] => [
  { id: "name", header: "Worker", cell: (worker) => <span className="hr-id">{worker.name}</span> },
  { id: "jobs", header: "In hand", align: "end", cell: (worker) => worker.jobs },
  {
    id: "since",
    header: "Alive since",
    align: "end",
    noWrap: true,
    cell: (worker) => formatDateTime(worker.since, now),
  },
];

/** A job that waits longer than this waits for something that does not come. */
const LONG_MS = 60_000;

const queueColumns = (now: number): readonly Column<WorkerHealth["queues"][number]>[] => [
  { id: "name", header: "Queue", cell: (queue) => queue.name.replaceAll("_", " ") },
  { id: "working", header: "In work", align: "end", cell: (queue) => queue.working },
  { id: "waiting", header: "Waiting", align: "end", cell: (queue) => queue.waiting },
  {
    id: "oldest",
    header: "Oldest",
    align: "end",
    noWrap: true,
    cell: (queue) =>
      queue.oldestAt === null ? (
        <Muted>none</Muted>
      ) : (
        <span className={now - Date.parse(queue.oldestAt) > LONG_MS ? "hr-att" : undefined}>
          {formatAgo(queue.oldestAt, now)}
        </span>
      ),
  },
  {
    id: "failed",
    header: "Failed today",
    align: "end",
    cell: (queue) => (queue.failedToday > 0 ? <span className="hr-crit">{queue.failedToday}</span> : 0),
  },
];
