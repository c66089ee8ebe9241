"use client";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { runId } from "@headroom/ui/run/words";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { RunView } from "./RunView";
import { useLiveRun } from "./useLiveRun";

/** One run, as it goes. */
export function RunPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const run = useQuery(trpc.run.get.queryOptions({ id }, { refetchInterval: 30_000 }));
  const isOver = run.data?.state === "done" || run.data?.state === "aborted";
  const live = useLiveRun(id, run.data !== undefined && !isOver);
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Runs", href: "/runs" },
          ...(run.data
            ? [{ label: run.data.datacenter, href: `/floors/${encodeURIComponent(run.data.datacenter)}` }]
            : []),
          { label: runId(id), href: `/runs/${id}` },
        ]}
        facts={
          live === "off"
            ? undefined
            : live === "live"
              ? { text: "Live" }
              : { text: "Connecting, what you see may be old", stale: true }
        }
      />
      {run.data ? (
        <RunView run={run.data} />
      ) : run.error ? (
        <QueryFailure error={run.error} what={`Run ${runId(id)}`} onRetry={() => void run.refetch()} />
      ) : (
        <SkeletonBlock heightPx={560} label={`Loading ${runId(id)}`} />
      )}
    </>
  );
}
