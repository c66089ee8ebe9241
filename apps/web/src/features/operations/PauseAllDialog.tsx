"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/client";
import { ReasonDialog } from "../frame/ReasonDialog";

interface PauseAllDialogProps {
  paused: RunDetail["operations"]["paused"];
  /** Runs in work. */
  running: number;
  onClose: () => void;
}

/** Everything stands still at once: says what that means, and wants it typed. Resuming asks for the reason alone. */
export function PauseAllDialog({ paused, running, onClose }: PauseAllDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const onSuccess = () => {
    onClose();
    return Promise.all(
      [trpc.operations, trpc.run].map((part) => queries.invalidateQueries({ queryKey: part.pathKey() })),
    );
  };
  const pause = useMutation(trpc.operations.pause.mutationOptions({ onSuccess }));
  const resume = useMutation(trpc.operations.resume.mutationOptions({ onSuccess }));
  if (paused)
    return (
      <ReasonDialog
        open
        title="Resume all runs?"
        confirmWord="Resume all"
        busy={resume.isPending}
        error={resume.error}
        onClose={onClose}
        onConfirm={(why) => resume.mutate({ reason: why })}
      >
        {formatCount(running, "run")} {running === 1 ? "goes" : "go"} on where{" "}
        {running === 1 ? "it stands" : "they stand"}; those that were paused by themselves stay so.
      </ReasonDialog>
    );
  return (
    <ReasonDialog
      open
      danger
      title="Pause all runs?"
      confirmWord="Pause all"
      leaveWord="Let them go on"
      what="Pausing"
      typed="PAUSE ALL"
      help="Shown on every page, kept in the audit record"
      busy={pause.isPending}
      error={pause.error}
      onClose={onClose}
      onConfirm={(why) => pause.mutate({ reason: why })}
    >
      In {formatCount(running, "run")} nothing new begins, and no run starts; what is in work goes on to its end.
      Everybody sees it on every page until somebody resumes.
    </ReasonDialog>
  );
}
