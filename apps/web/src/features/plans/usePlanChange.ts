"use client";
import type { PlanDetail } from "@headroom/contracts/plan";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** The changes a person can make to a plan; each is followed by fresh data of everything it touches. */
export function usePlanChange(plan: Pick<PlanDetail, "id" | "version">) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () =>
    Promise.all(
      [trpc.plan, trpc.request, trpc.approval, trpc.session, trpc.overview, trpc.datacenter, trpc.region].map((part) =>
        queries.invalidateQueries({ queryKey: part.pathKey() }),
      ),
    );
  const ref = { id: plan.id, version: plan.version };
  return {
    ref,
    submit: useMutation(trpc.plan.submit.mutationOptions({ onSuccess })),
    withdraw: useMutation(trpc.plan.withdraw.mutationOptions({ onSuccess })),
    replan: useMutation(trpc.plan.replan.mutationOptions({ onSuccess })),
    cancel: useMutation(trpc.plan.cancel.mutationOptions({ onSuccess })),
    rename: useMutation(trpc.plan.rename.mutationOptions({ onSuccess })),
    leaveOut: useMutation(trpc.plan.leaveOut.mutationOptions({ onSuccess })),
  };
}
