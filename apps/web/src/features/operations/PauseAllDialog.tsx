"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { formatCount } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextArea, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Id } from "@headroom/ui/primitives/Text";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { ReasonDialog } from "../frame/ReasonDialog";
import { failureWords } from "../words/errors";

interface PauseAllDialogProps {
  paused: RunDetail["operations"]["paused"];
  /** Runs in work. */
  running: number;
  onClose: () => void;
}

const WORD = "PAUSE ALL";

/** Everything stands still at once: says what that means, and wants it typed. Resuming asks for the reason alone. */
export function PauseAllDialog({ paused, running, onClose }: PauseAllDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const form = useId();
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
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
  const isTyped = typed.trim().toUpperCase() === WORD;
  const failure = pause.error ? failureWords(publicErrorOf(pause.error), "Pausing") : null;
  const submit = () => {
    setMissing(reason.trim().length < 3);
    if (isTyped && reason.trim().length >= 3) pause.mutate({ reason: reason.trim() });
  };
  return (
    <Dialog
      open
      alert
      onClose={onClose}
      title="Pause all runs?"
      actions={
        <>
          <Button onPress={onClose}>Let them go on</Button>
          <Button
            variant="danger"
            type="submit"
            form={form}
            off={pause.isPending ? "One moment" : isTyped ? null : `Type ${WORD} first`}
          >
            Pause all
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
          In {formatCount(running, "run")} nothing new begins, and no run starts; what is in work goes on to its end.
          Everybody sees it on every page until somebody resumes.
        </p>
        <TextArea
          label="Reason"
          help="Shown on every page, kept in the audit record"
          rows={2}
          value={reason}
          error={missing ? "Say why in a few words" : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <TextField
          label={
            <>
              Type <Id>{WORD}</Id> to go on
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
