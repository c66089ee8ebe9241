"use client";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { PlanView } from "./PlanView";
import { useLiveProgress } from "./useLiveProgress";

/** One plan: being made, to be looked at, with approvers, or done. */
export function PlanPage({ id }: { id: number }) {
  const trpc = useTRPC();
  const plan = useQuery(trpc.plan.get.queryOptions({ id }));
  const progress = useLiveProgress(id, plan.data?.state);
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
        <PlanView plan={plan.data} progress={progress ?? plan.data.progress} />
      ) : (
        <SkeletonBlock heightPx={560} label={`Loading PL-${id}`} />
      )}
    </>
  );
}
