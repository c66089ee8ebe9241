"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** Changes of who is told of alerts. */
export function useRouteChange() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: trpc.alert.routes.queryKey() });
  return {
    create: useMutation(trpc.alert.createRoute.mutationOptions({ onSuccess })),
    update: useMutation(trpc.alert.updateRoute.mutationOptions({ onSuccess })),
    remove: useMutation(trpc.alert.removeRoute.mutationOptions({ onSuccess })),
    test: useMutation(trpc.alert.testRoute.mutationOptions({ onSuccess })),
  };
}
