"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** Changes of rules of alerts; rules, and what they found, are read again. */
export function useRuleChange() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.alert.pathKey() });
  return {
    save: useMutation(trpc.alert.saveRule.mutationOptions({ onSuccess })),
    remove: useMutation(trpc.alert.removeRule.mutationOptions({ onSuccess })),
  };
}
