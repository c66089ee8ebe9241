"use client";
import type { RequestDetail, RequestInput } from "@headroom/contracts/request";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC, useTRPCClient } from "../../trpc/client";

/** Creates the request, or changes the existing one as of the version that was opened. */
export function useSaveRequest(existing: RequestDetail | null, onSaved: (id: number) => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (request: RequestInput) =>
      existing
        ? client.request.update.mutate({ id: existing.id, version: existing.version, request })
        : client.request.create.mutate(request),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: trpc.request.pathKey() });
      // it may have made a key
      await queries.invalidateQueries({ queryKey: trpc.key.pathKey() });
      onSaved(saved.id);
    },
  });
}
