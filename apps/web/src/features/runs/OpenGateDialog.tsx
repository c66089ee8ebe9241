"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextArea } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { criterionWords, gateName, stageTitle, waveName } from "@headroom/ui/run/words";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
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
  const form = useId();
  const { openGate } = useRunChange();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const gate = gateOf(run, { wave, after });
  const racks = run.waves.find(({ number }) => number === wave)?.subjects.length ?? 0;
  const next = run.template.stages.filter((stage) => stage.needs.includes(after)).map((stage) => stage.key);
  const isMet = gate?.met === true;
  const isLast = run.waves.at(-1)?.number === wave;
  const failure = openGate.error ? failureWords(publicErrorOf(openGate.error), "Opening it") : null;
  const submit = () => {
    const isShort = !isMet && reason.trim().length < 3;
    setMissing(isShort);
    if (!isShort) openGate.mutate({ id: run.id, wave, after, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      alert
      onClose={onClose}
      title={`Open ${gateName(run.template, wave, after).toLowerCase()}?`}
      actions={
        <>
          <Button onPress={onClose}>Leave it shut</Button>
          <Button
            variant={isMet ? "primary" : "danger"}
            type="submit"
            form={form}
            off={openGate.isPending ? "One moment" : null}
          >
            {isMet ? "Open it" : "Open it all the same"}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        <p>
          {waveName(wave)} goes on to{" "}
          {next.map((key) => stageTitle(run.template, key).toLowerCase()).join(" and ") || "its end"}:{" "}
          {formatCount(racks, "rack")}.
          {!isLast && run.template.handsOverAfter === after ? " The next wave begins." : ""}
        </p>
        {gate && !isMet ? (
          <Notice tone="attention">
            {gate.met === false ? "Its criterion is not met" : "Nobody knows yet whether its criterion is met"}:{" "}
            {criterionWords(gate.criterion)}.
          </Notice>
        ) : null}
        <TextArea
          label={isMet ? "Note" : "Reason"}
          optional={isMet}
          help="Kept in the log and the audit record"
          rows={2}
          value={reason}
          error={missing ? "Say why in a few words" : undefined}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
              event.preventDefault();
              submit();
            }
          }}
        />
      </form>
    </Dialog>
  );
}
