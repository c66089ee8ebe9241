"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";

/** Changes of reservations; floors and racks show them, so those are read again. */
export function useReservationChange(onDone: () => void) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = async () => {
    onDone();
    await Promise.all(
      [trpc.reservation.pathKey(), trpc.rack.pathKey(), trpc.datacenter.pathKey()].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  };
  return {
    create: useMutation(trpc.reservation.create.mutationOptions({ onSuccess })),
    update: useMutation(trpc.reservation.update.mutationOptions({ onSuccess })),
    release: useMutation(trpc.reservation.release.mutationOptions({ onSuccess })),
  };
}
