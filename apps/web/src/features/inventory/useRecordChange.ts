"use client";
import type { RecordChange } from "@headroom/contracts/record";
import { formatCount } from "@headroom/ui/format/numbers";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

/** Changes of records: seen before, made all or none, taken back. What was read of the fleet is read again. */
export function useRecordChange() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const again = () => queries.invalidateQueries();
  const failed = (error: unknown) => {
    const words = failureWords(publicErrorOf(error), "The change");
    toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
  };
  const undo = useMutation(
    trpc.record.undo.mutationOptions({
      onError: failed,
      onSuccess: async (outcome) => {
        if (outcome.kind === "done") toast({ text: `${formatCount(outcome.objects.length, "record")} as before` });
        else toast({ text: "It is not taken back: something of it has changed since", tone: "critical" });
        await again();
      },
    }),
  );
  const change = useMutation(
    trpc.record.change.mutationOptions({
      onError: failed,
      onSuccess: async (outcome) => {
        if (outcome.kind !== "done") return;
        const { change: id, objects } = outcome;
        if (id === null) toast({ text: "Nothing was different" });
        else
          toast({
            text: `${formatCount(objects.length, "record")} changed`,
            onUndo: () => undo.mutate({ change: id }),
          });
        await again();
      },
    }),
  );
  const preview = useMutation(trpc.record.preview.mutationOptions({ onError: failed }));
  return { preview, change };
}

export type Changes = readonly RecordChange[];
