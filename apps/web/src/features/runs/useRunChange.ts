"use client";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

/** What a person can do with a run and its steps; each is followed by fresh data of everything it touches. */
export function useRunChange() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const onSuccess = () =>
    Promise.all(
      [trpc.run, trpc.task, trpc.operations, trpc.session, trpc.overview].map((part) =>
        queries.invalidateQueries({ queryKey: part.pathKey() }),
      ),
    );
  const onError = (error: unknown) => {
    const words = failureWords(publicErrorOf(error), "It");
    toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
  };
  return {
    pause: useMutation(trpc.run.pause.mutationOptions({ onSuccess })),
    resume: useMutation(trpc.run.resume.mutationOptions({ onSuccess })),
    abort: useMutation(trpc.run.abort.mutationOptions({ onSuccess })),
    evacuation: useMutation(trpc.run.evacuation.mutationOptions({ onSuccess })),
    retryAll: useMutation(trpc.run.retryAll.mutationOptions({ onSuccess, onError })),
    openGate: useMutation(trpc.run.openGate.mutationOptions({ onSuccess })),
    holdGate: useMutation(trpc.run.holdGate.mutationOptions({ onSuccess })),
    retry: useMutation(trpc.task.retry.mutationOptions({ onSuccess, onError })),
    skip: useMutation(trpc.task.skip.mutationOptions({ onSuccess })),
    assign: useMutation(trpc.task.assign.mutationOptions({ onSuccess, onError })),
    finishMany: useMutation(trpc.task.finishMany.mutationOptions({ onSuccess })),
    finish: useMutation(trpc.task.finish.mutationOptions({ onSuccess })),
    sendOrder: useMutation(trpc.workOrder.send.mutationOptions({ onSuccess, onError })),
    withdrawOrder: useMutation(trpc.workOrder.withdraw.mutationOptions({ onSuccess, onError })),
    fail: useMutation(trpc.task.fail.mutationOptions({ onSuccess })),
  };
}
export type RunChange = ReturnType<typeof useRunChange>;
