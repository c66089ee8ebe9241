"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** The changes a planner makes to a placement; each is followed by fresh data of everything it touches. */
export function useOverride() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () =>
    Promise.all(
      [trpc.plan, trpc.request, trpc.approval, trpc.override, trpc.datacenter].map((part) =>
        queries.invalidateQueries({ queryKey: part.pathKey() }),
      ),
    );
  return {
    keep: useMutation(trpc.override.keep.mutationOptions({ onSuccess })),
    release: useMutation(trpc.override.release.mutationOptions({ onSuccess })),
  };
}
