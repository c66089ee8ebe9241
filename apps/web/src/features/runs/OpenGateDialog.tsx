"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { Notice } from "@headroom/ui/primitives/Notice";
import { criterionWords, gateName, stageTitle, waveName } from "@headroom/ui/run/words";
import { ReasonDialog } from "../frame/ReasonDialog";
import { gateOf } from "./gates";
import { useRunChange } from "./useRunChange";

interface OpenGateDialogProps {
  run: RunDetail;
  wave: number;
  after: string;
  onClose: () => void;
}

/** Opens a gate: at once where its criterion is met; against it, or without knowing, only with a reason. */
export function OpenGateDialog({ run, wave, after, onClose }: OpenGateDialogProps) {
  const { openGate } = useRunChange();
  const gate = gateOf(run, { wave, after });
  const racks = run.waves.find(({ number }) => number === wave)?.subjects.length ?? 0;
  const next = run.template.stages.filter((stage) => stage.needs.includes(after)).map((stage) => stage.key);
  const isMet = gate?.met === true;
  const isLast = run.waves.at(-1)?.number === wave;
  return (
    <ReasonDialog
      open
      danger={!isMet}
      optional={isMet}
      title={`Open ${gateName(run.template, wave, after).toLowerCase()}?`}
      confirmWord={isMet ? "Open it" : "Open it all the same"}
      leaveWord="Leave it shut"
      what="Opening it"
      help="Kept in the log and the audit record"
      more={
        gate && !isMet ? (
          <Notice tone="attention">
            {gate.met === false ? "Its criterion is not met" : "Nobody knows yet whether its criterion is met"}:{" "}
            {criterionWords(gate.criterion)}.
          </Notice>
        ) : null
      }
      busy={openGate.isPending}
      error={openGate.error}
      onClose={onClose}
      onConfirm={(reason) => openGate.mutate({ id: run.id, wave, after, reason }, { onSuccess: onClose })}
    >
      {waveName(wave)} goes on to{" "}
      {next.map((key) => stageTitle(run.template, key).toLowerCase()).join(" and ") || "its end"}:{" "}
      {formatCount(racks, "rack")}.{!isLast && run.template.handsOverAfter === after ? " The next wave begins." : ""}
    </ReasonDialog>
  );
}
