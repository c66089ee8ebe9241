"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { useQueryClient } from "@tanstack/react-query";
import { useSubscription } from "@trpc/tanstack-react-query";
import { useTRPC } from "../../trpc/client";

const inWork = (state: PlanDetail["state"] | undefined) => state === "queued" || state === "running";

/**
 * How far the worker is, as the server tells it; null while nothing has been told. When the plan is made, cancelled or failed, every
 * question about plans is asked anew. A broken connection is opened again by the browser.
 */
export function useLiveProgress(id: number, state: PlanDetail["state"] | undefined): PlanDetail["progress"] {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { data } = useSubscription(
    trpc.plan.watch.subscriptionOptions(
      { id },
      {
        enabled: inWork(state),
        onData: (now) => {
          // One that has only just begun is no reason to read everything again, except the word in the title.
          if (now.state !== state) void queries.invalidateQueries({ queryKey: trpc.plan.pathKey() });
        },
      },
    ),
  );
  return data?.progress ?? null;
}
