"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextArea } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { type ReactNode, useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

interface ReasonDialogProps {
  open: boolean;
  title: string;
  /** What will happen, before it does. */
  children: ReactNode;
  confirmWord: string;
  danger?: boolean;
  busy?: boolean;
  /** Of the last try. */
  error?: unknown;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

const least = 3;

/** A step that others will want to understand later: says what it does and asks for the reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const id = useId();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const failure = props.error ? failureWords(publicErrorOf(props.error), props.confirmWord) : null;
  const confirm = () => {
    const given = reason.trim();
    setMissing(given.length < least);
    if (given.length >= least) props.onConfirm(given);
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      alert
      actions={
        <>
          <Button onPress={props.onClose}>Leave it</Button>
          <Button
            variant={props.danger ? "danger" : "primary"}
            type="submit"
            form={id}
            off={props.busy ? "One moment" : null}
          >
            {props.confirmWord}
          </Button>
        </>
      }
    >
      <form
        id={id}
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        <p>{props.children}</p>
        <TextArea
          label="Reason"
          help="Kept in the audit record"
          rows={3}
          value={reason}
          error={missing ? "Say why in a few words" : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
