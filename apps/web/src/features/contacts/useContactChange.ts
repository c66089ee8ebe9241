"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** Changes of contacts; runs show who has their tasks, and are read again. */
export function useContactChange() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () =>
    Promise.all(
      [trpc.contact.pathKey(), trpc.run.pathKey()].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  return {
    create: useMutation(trpc.contact.create.mutationOptions({ onSuccess })),
    update: useMutation(trpc.contact.update.mutationOptions({ onSuccess })),
    remove: useMutation(trpc.contact.remove.mutationOptions({ onSuccess })),
    test: useMutation(trpc.contact.test.mutationOptions({ onSuccess })),
  };
}
