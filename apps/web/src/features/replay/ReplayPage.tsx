"use client";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { ReplayView } from "./ReplayView";

/** One replay: being made, or its report. */
export function ReplayPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const replay = useQuery(trpc.replay.get.queryOptions({ id }));
  const working = replay.data?.state === "queued" || replay.data?.state === "running";
  const heard = useSubscription(
    trpc.replay.watch.subscriptionOptions(
      { id },
      {
        enabled: working,
        onData: ({ state }) => {
          if (state !== replay.data?.state)
            void queries.invalidateQueries({ queryKey: trpc.replay.get.queryKey({ id }) });
        },
      },
    ),
  );
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
        <ReplayView replay={replay.data} progress={(working && heard.data?.progress) || replay.data.progress} />
      ) : (
        <SkeletonBlock heightPx={560} label={`Loading RP-${id}`} />
      )}
    </>
  );
}
