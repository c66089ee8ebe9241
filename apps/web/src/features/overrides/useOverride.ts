"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** The changes a planner makes to a placement; each is followed by fresh data of everything it touches. */
export function useOverride() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => {
    // what was asked of the placement as it was is void: it has another number now
    for (const asked of [trpc.override.targets, trpc.override.preview]) {
      void queries.cancelQueries({ queryKey: asked.pathKey() });
      queries.removeQueries({ queryKey: asked.pathKey(), type: "inactive" });
    }
    return Promise.all(
      [
        ...[trpc.plan, trpc.request, trpc.approval, trpc.datacenter, trpc.placement].map((part) => part.pathKey()),
        trpc.override.report.queryKey(),
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };
  return {
    keep: useMutation(trpc.override.keep.mutationOptions({ onSuccess })),
    release: useMutation(trpc.override.release.mutationOptions({ onSuccess })),
  };
}
