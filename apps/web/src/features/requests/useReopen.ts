"use client";
import type { RequestDetail } from "@headroom/contracts/request";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

/** Opens a declined or cancelled request again. */
export function useReopen(request: RequestDetail) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: () => client.request.reopen.mutate({ id: request.id, version: request.version }),
    onSuccess: () => queries.invalidateQueries({ queryKey: trpc.request.pathKey() }),
    onError: (error) => {
      const words = failureWords(publicErrorOf(error), "Opening it again");
      toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
    },
  });
}
