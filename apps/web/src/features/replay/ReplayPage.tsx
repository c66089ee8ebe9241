"use client";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { ReplayView } from "./ReplayView";

/** One replay: being made, or its report. */
export function ReplayPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const replay = useQuery(trpc.replay.get.queryOptions({ id }));
  const working = replay.data?.state === "queued" || replay.data?.state === "running";
  const progress = useQuery(
    trpc.replay.progress.queryOptions(
      { id },
      { enabled: working, refetchInterval: working ? 700 : false, staleTime: 0 },
    ),
  );
  const moved = working && progress.data !== undefined && progress.data.state !== replay.data?.state;
  useEffect(() => {
    if (moved) void queries.invalidateQueries({ queryKey: trpc.replay.get.queryKey({ id }) });
  }, [moved, id, queries, trpc]);
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Plans", href: "/plans" },
          { label: "Replays", href: "/plans/replays" },
          { label: `RP-${id}`, href: `/plans/replays/${id}` },
        ]}
      />
      {replay.error ? (
        <QueryFailure error={replay.error} what={`Replay RP-${id}`} onRetry={() => void replay.refetch()} />
      ) : replay.data ? (
        <ReplayView replay={replay.data} progress={(working && progress.data?.progress) || replay.data.progress} />
      ) : (
        <SkeletonBlock heightPx={560} label={`Loading RP-${id}`} />
      )}
    </>
  );
}
