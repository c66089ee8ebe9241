"use client";
import type { RequestDetail } from "@headroom/contracts/request";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { ReasonDialog } from "../frame/ReasonDialog";

interface Props {
  open: boolean;
  request: RequestDetail;
  onClose: () => void;
}

export function CancelRequestDialog({ open, request, onClose }: Props) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const cancel = useMutation(
    trpc.request.cancel.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.request.pathKey() });
        onClose();
      },
    }),
  );
  return (
    <ReasonDialog
      open={open}
      title={`Cancel RQ-${request.id}?`}
      confirmWord="Cancel the request"
      busy={cancel.isPending}
      error={cancel.error}
      onClose={onClose}
      onConfirm={(reason) => cancel.mutate({ id: request.id, version: request.version, reason })}
    >
      Planners no longer see it as waiting, and plans leave it out. It can be opened again.
    </ReasonDialog>
  );
}
