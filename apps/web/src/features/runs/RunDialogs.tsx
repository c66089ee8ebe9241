"use client";
import type { RunDetail, StepDto } from "@headroom/contracts/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { criterionWords, gateName, runId, stageTitle } from "@headroom/ui/run/words";
import { ReasonDialog } from "../frame/ReasonDialog";
import { AbortDialog } from "./AbortDialog";
import { EvacuationDialog } from "./EvacuationDialog";
import { gateOf } from "./gates";
import { OpenGateDialog } from "./OpenGateDialog";
import { TogetherDialog } from "./TogetherDialog";
import { useRunChange } from "./useRunChange";

/** What is being decided about a run. */
export type RunDialog =
  | { kind: "pause" }
  | { kind: "resume" }
  | { kind: "abort" }
  | { kind: "evacuation" }
  | { kind: "openGate"; wave: number; after: string }
  | { kind: "holdGate"; wave: number; after: string }
  | { kind: "together"; wave: number; stage: string }
  | { kind: "skip"; stepId: number }
  | { kind: "fail"; stepId: number };

interface RunDialogsProps {
  run: RunDetail;
  dialog: RunDialog;
  onClose: () => void;
}

export function RunDialogs({ run, dialog, onClose }: RunDialogsProps) {
  const change = useRunChange();
  const name = runId(run.id);
  const shut = { onSuccess: onClose };
  switch (dialog.kind) {
    case "pause":
      return (
        <ReasonDialog
          open
          title={`Pause ${name}?`}
          confirmWord="Pause"
          busy={change.pause.isPending}
          error={change.pause.error}
          onClose={onClose}
          onConfirm={(reason) => change.pause.mutate({ id: run.id, reason }, shut)}
        >
          Nothing new begins.{" "}
          {run.counts.working > 0 ? `${formatCount(run.counts.working, "step")} in work ` : "What is in work "}
          {run.counts.working === 1 ? "goes" : "go"} on to the end, and stays as it is then.
        </ReasonDialog>
      );
    case "resume":
      return (
        <ReasonDialog
          open
          title={`Resume ${name}?`}
          confirmWord="Resume"
          busy={change.resume.isPending}
          error={change.resume.error}
          onClose={onClose}
          onConfirm={(reason) => change.resume.mutate({ id: run.id, reason }, shut)}
        >
          It goes on where it stands
          {run.counts.failed > 0
            ? `; ${formatCount(run.counts.failed, "step")} that failed for good stay failed until they are retried or skipped`
            : ""}
          .
        </ReasonDialog>
      );
    case "abort":
      return <AbortDialog run={run} onClose={onClose} />;
    case "evacuation":
      return <EvacuationDialog run={run} onClose={onClose} />;
    case "openGate":
      return <OpenGateDialog run={run} {...dialog} onClose={onClose} />;
    case "holdGate": {
      const gate = gateOf(run, dialog);
      return (
        <ReasonDialog
          open
          title={`Hold ${gateName(run.template, dialog.wave, dialog.after).toLowerCase()}?`}
          confirmWord="Hold"
          busy={change.holdGate.isPending}
          error={change.holdGate.error}
          onClose={onClose}
          onConfirm={(reason) =>
            change.holdGate.mutate({ id: run.id, wave: dialog.wave, after: dialog.after, reason }, shut)
          }
        >
          It stays shut until somebody opens it, even where its criterion is met
          {gate ? ` (${criterionWords(gate.criterion)})` : ""}. Racks before it stay where they are.
        </ReasonDialog>
      );
    }
    case "together":
      return <TogetherDialog run={run} {...dialog} onClose={onClose} />;
    case "skip": {
      const found = stepOf(run, dialog.stepId);
      const undoing = found?.step.state === "stuck" || found?.step.state === "undoing";
      return (
        <ReasonDialog
          open
          title={`Skip ${found ? `${stageTitle(run.template, found.step.stage).toLowerCase()} of ${found.rack}` : "the step"}?`}
          confirmWord="Skip it"
          danger
          busy={change.skip.isPending}
          error={change.skip.error}
          onClose={onClose}
          onConfirm={(reason) => change.skip.mutate({ stepId: dialog.stepId, reason }, shut)}
        >
          {undoing
            ? "It is taken as undone although nobody undid it: what it did outside stays."
            : "What comes after it goes on as if it were done. It stands in the log and in the audit record with your name."}
        </ReasonDialog>
      );
    }
    case "fail": {
      const found = stepOf(run, dialog.stepId);
      return (
        <ReasonDialog
          open
          title={`${found ? `${stageTitle(run.template, found.step.stage)} of ${found.rack}` : "The task"} cannot be done?`}
          confirmWord="It cannot be done"
          danger
          busy={change.fail.isPending}
          error={change.fail.error}
          onClose={onClose}
          onConfirm={(reason) => change.fail.mutate({ stepId: dialog.stepId, reason }, shut)}
        >
          The step fails, and waits to be tried again or skipped. {failuresNote(run)}
        </ReasonDialog>
      );
    }
  }
}

const failuresNote = (run: RunDetail): string => {
  const allowed = run.limits.failuresOfWave;
  return allowed === 0
    ? "The run halts: no rack of a wave may fail."
    : `The run halts when more than ${formatCount(allowed, "rack")} of a wave failed.`;
};

function stepOf(run: RunDetail, id: number): { step: StepDto; rack: string } | null {
  for (const { subjects } of run.waves)
    for (const { rack, steps } of subjects) {
      const step = steps.find((one) => one.id === id);
      if (step) return { step, rack };
    }
  return null;
}
