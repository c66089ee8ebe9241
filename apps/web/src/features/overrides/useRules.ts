"use client";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

/** Rules and the list of reasons: each change is followed by a fresh report. */
export function useRules() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.override.pathKey() });
  const onError = (error: unknown) => {
    const words = failureWords(publicErrorOf(error), "The change");
    toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
  };
  return {
    keep: useMutation(trpc.rule.keep.mutationOptions({ onSuccess, onError })),
    end: useMutation(trpc.rule.end.mutationOptions({ onSuccess, onError })),
    saveReason: useMutation(trpc.override.saveReason.mutationOptions({ onSuccess, onError })),
  };
}
