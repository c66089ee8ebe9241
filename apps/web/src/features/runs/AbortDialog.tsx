"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { isSettled } from "@headroom/core/lifecycle/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextArea, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Id } from "@headroom/ui/primitives/Text";
import { runId } from "@headroom/ui/run/words";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { useRunChange } from "./useRunChange";
import { throughWords } from "./words";

/** Aborting says what is taken back and what stays, and wants the run's number typed. */
export function AbortDialog({ run, onClose }: { run: RunDetail; onClose: () => void }) {
  const form = useId();
  const { abort } = useRunChange();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const name = runId(run.id);
  const stages = new Map(run.template.stages.map((stage) => [stage.key, stage]));
  const steps = run.waves.flatMap((wave) => wave.subjects.flatMap((subject) => subject.steps));
  const done = steps.filter(({ state }) => isSettled(state));
  const back = done.filter(({ stage, state }) => state === "done" && stages.get(stage)?.canUndo);
  const failure = abort.error ? failureWords(publicErrorOf(abort.error), "Aborting it") : null;
  const isTyped = typed.trim().toUpperCase() === name;
  const submit = () => {
    setMissing(reason.trim().length < 3);
    if (isTyped && reason.trim().length >= 3)
      abort.mutate({ id: run.id, reason: reason.trim() }, { onSuccess: onClose });
  };
  return (
    <Dialog
      open
      alert
      onClose={onClose}
      title={`Abort ${name}?`}
      actions={
        <>
          <Button onPress={onClose}>Let it go on</Button>
          <Button
            variant="danger"
            type="submit"
            form={form}
            off={abort.isPending ? "One moment" : isTyped ? null : `Type ${name} first`}
          >
            Abort it
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
          {formatCount(back.length, "step")} that {back.length === 1 ? "is" : "are"} done{" "}
          {back.length === 1 ? "is" : "are"} taken back, of each rack the last first;{" "}
          {formatCount(done.length - back.length, "step")} cannot be and{" "}
          {done.length - back.length === 1 ? "stays" : "stay"}. {formatCount(run.counts.racksDone, "rack")}{" "}
          {throughWords[run.kind]} {run.counts.racksDone === 1 ? "stays" : "stay"} so. It cannot be resumed afterwards.
        </p>
        <TextArea
          label="Reason"
          help="Kept in the audit record"
          rows={2}
          value={reason}
          error={missing ? "Say why in a few words" : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <TextField
          label={
            <>
              Type <Id>{name}</Id> to go on
            </>
          }
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
