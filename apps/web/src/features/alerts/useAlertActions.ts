"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** What people do with an alert; lists and the number in the navigation are read again after it. */
export function useAlertActions(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = async () => {
    onDone();
    await Promise.all(
      [trpc.alert.pathKey(), trpc.session.pathKey()].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };
  return {
    acknowledge: useMutation(trpc.alert.acknowledge.mutationOptions({ onSuccess })),
    silence: useMutation(trpc.alert.silence.mutationOptions({ onSuccess })),
    reopen: useMutation(trpc.alert.reopen.mutationOptions({ onSuccess })),
  };
}
