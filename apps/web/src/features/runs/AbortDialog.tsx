"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { isSettled } from "@headroom/core/lifecycle/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { runId } from "@headroom/ui/run/words";
import { ReasonDialog } from "../frame/ReasonDialog";
import { useRunChange } from "./useRunChange";
import { throughWords } from "./words";

/** Aborting says what is taken back and what stays, and wants the run's number typed. */
export function AbortDialog({ run, onClose }: { run: RunDetail; onClose: () => void }) {
  const { abort } = useRunChange();
  const name = runId(run.id);
  const stages = new Map(run.template.stages.map((stage) => [stage.key, stage]));
  const steps = run.waves.flatMap((wave) => wave.subjects.flatMap((subject) => subject.steps));
  const done = steps.filter(({ state }) => isSettled(state));
  const back = done.filter(({ stage, state }) => state === "done" && stages.get(stage)?.canUndo);
  return (
    <ReasonDialog
      open
      danger
      title={`Abort ${name}?`}
      confirmWord="Abort it"
      leaveWord="Let it go on"
      what="Aborting it"
      typed={name}
      busy={abort.isPending}
      error={abort.error}
      onClose={onClose}
      onConfirm={(reason) => abort.mutate({ id: run.id, reason }, { onSuccess: onClose })}
    >
      {formatCount(back.length, "step")} that {back.length === 1 ? "is" : "are"} done {back.length === 1 ? "is" : "are"}{" "}
      taken back, of each rack the last first; {formatCount(done.length - back.length, "step")} cannot be and{" "}
      {done.length - back.length === 1 ? "stays" : "stay"}. {formatCount(run.counts.racksDone, "rack")}{" "}
      {throughWords[run.kind]} {run.counts.racksDone === 1 ? "stays" : "stay"} so. It cannot be resumed afterwards.
    </ReasonDialog>
  );
}
