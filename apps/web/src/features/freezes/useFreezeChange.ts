"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** Changes of freeze windows; what fits where changes with them, so everything that was read of it is read again. */
export function useFreezeChange(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = async () => {
    onDone();
    await Promise.all(
      [trpc.freeze.pathKey(), trpc.placement.pathKey(), trpc.approval.pathKey()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  };
  return {
    create: useMutation(trpc.freeze.create.mutationOptions({ onSuccess })),
    update: useMutation(trpc.freeze.update.mutationOptions({ onSuccess })),
    end: useMutation(trpc.freeze.end.mutationOptions({ onSuccess })),
  };
}
