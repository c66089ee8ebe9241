"use client";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

/** The changes an admin can make, each followed by a fresh list and a word. */
export function useAdminChange() {
  const trpc = useTRPC();
  const client = useQueryClient();
  const toast = useToast();
  const refresh = () => client.invalidateQueries({ queryKey: trpc.admin.users.queryKey() });
  const onError = (error: unknown) => {
    const words = failureWords(publicErrorOf(error), "The change");
    toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
  };
  return {
    setRole: useMutation(trpc.admin.setRole.mutationOptions({ onSuccess: refresh, onError })),
    setDisabled: useMutation(trpc.admin.setDisabled.mutationOptions({ onSuccess: refresh, onError })),
    revoke: useMutation(trpc.admin.revokeInvite.mutationOptions({ onSuccess: refresh, onError })),
  };
}
