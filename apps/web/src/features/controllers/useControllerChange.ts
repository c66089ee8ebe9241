"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** Changes of controllers; whatever was read of them is read again. */
export function useControllerChange(onDone: () => void = () => {}) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = async () => {
    onDone();
    await queries.invalidateQueries({ queryKey: trpc.controller.pathKey() });
  };
  return {
    create: useMutation(trpc.controller.create.mutationOptions({ onSuccess })),
    update: useMutation(trpc.controller.update.mutationOptions({ onSuccess })),
    remove: useMutation(
      trpc.controller.remove.mutationOptions({
        // the one that is gone is not asked for again
        onSuccess: () => {
          onDone();
          return queries.invalidateQueries({ queryKey: trpc.controller.list.pathKey() });
        },
      }),
    ),
    order: useMutation(trpc.controller.order.mutationOptions({ onSuccess })),
    importFile: useMutation(
      trpc.controller.importFile.mutationOptions({
        onSuccess: () => queries.invalidateQueries({ queryKey: trpc.controller.pathKey() }),
      }),
    ),
  };
}
