"use client";
import { useToast } from "@headroom/ui/primitives/Toast";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

/** What people say of drives; the run that waits for it goes on by itself, so it is read anew, too. */
export function useDriveChange() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const toast = useToast();
  const onSuccess = () =>
    Promise.all(
      [trpc.sanitisation, trpc.run, trpc.operations, trpc.session].map((part) =>
        queries.invalidateQueries({ queryKey: part.pathKey() }),
      ),
    );
  const onError = (error: unknown) => {
    const words = failureWords(publicErrorOf(error), "It");
    toast({ text: `${words.title}. ${words.cause}`, tone: "critical" });
    void queries.invalidateQueries({ queryKey: trpc.sanitisation.pathKey() });
  };
  return {
    confirm: useMutation(trpc.sanitisation.confirm.mutationOptions({ onSuccess, onError })),
    destroy: useMutation(trpc.sanitisation.destroy.mutationOptions({ onSuccess })),
    witness: useMutation(trpc.sanitisation.witness.mutationOptions({ onSuccess, onError })),
    ask: useMutation(trpc.sanitisation.askWitness.mutationOptions({ onSuccess, onError })),
    withdraw: useMutation(trpc.sanitisation.withdrawWitness.mutationOptions({ onSuccess, onError })),
  };
}
export type DriveChange = ReturnType<typeof useDriveChange>;
