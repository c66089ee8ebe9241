"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { PlanView } from "./PlanView";

const inWork = (state: PlanDetail["state"] | undefined) => state === "queued" || state === "running";

/** One plan: being made, to be looked at, with approvers, or done. */
export function PlanPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const plan = useQuery(trpc.plan.get.queryOptions({ id }));
  const working = inWork(plan.data?.state);
  const progress = useQuery(
    trpc.plan.progress.queryOptions({ id }, { enabled: working, refetchInterval: working ? 700 : false, staleTime: 0 }),
  );
  const done = working && progress.data !== undefined && !inWork(progress.data.state);
  useEffect(() => {
    if (done) void queries.invalidateQueries({ queryKey: trpc.plan.pathKey() });
  }, [done, queries, trpc]);
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Plans", href: "/plans" },
          { label: `PL-${id}`, href: `/plans/${id}` },
        ]}
      />
      {plan.error ? (
        <QueryFailure error={plan.error} what={`Plan PL-${id}`} onRetry={() => void plan.refetch()} />
      ) : plan.data ? (
        <PlanView plan={plan.data} progress={progress.data?.progress ?? plan.data.progress} />
      ) : (
        <SkeletonBlock heightPx={560} label={`Loading PL-${id}`} />
      )}
    </>
  );
}
