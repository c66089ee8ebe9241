"use client";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** Puts a plan aside until tomorrow; it can be undone. */
export function useSnooze(onDone?: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const snooze = useMutation(
    trpc.approval.snooze.mutationOptions({
      onSuccess: async (_result, { planId, until }) => {
        await queries.invalidateQueries({ queryKey: trpc.approval.pathKey() });
        if (until === null) return;
        toast({ text: `PL-${planId} snoozed until tomorrow`, onUndo: () => snooze.mutate({ planId, until: null }) });
        onDone?.();
      },
    }),
  );
  return snooze;
}
