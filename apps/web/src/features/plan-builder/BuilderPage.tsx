"use client";
import { ShellScope } from "@headroom/ui/primitives/Shell";
import { SkeletonBlock } from "@headroom/ui/primitives/Skeleton";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { QueryFailure } from "../frame/QueryFailure";
import { BuilderView } from "./BuilderView";
import { useBoard } from "./useBoard";

/** A plan and its scenarios side by side. */
export function BuilderPage({ planId }: { planId: number }) {
  const trpc = useTRPC();
  const { board, data } = useBoard(planId);
  const options = useQuery(trpc.scenario.options.queryOptions({ planId }));
  return (
    <>
      <ShellScope
        crumbs={[
          { label: "Plans", href: "/plans" },
          { label: `PL-${planId}`, href: `/plans/${planId}` },
          { label: "Scenarios", href: `/plans/${planId}/scenarios` },
        ]}
      />
      {board.error ? (
        <QueryFailure error={board.error} what={`The scenarios of PL-${planId}`} onRetry={() => void board.refetch()} />
      ) : data ? (
        <BuilderView board={data} options={options.data} />
      ) : (
        <SkeletonBlock heightPx={640} label={`Loading the scenarios of PL-${planId}`} />
      )}
    </>
  );
}
