"use client";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextArea, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { Id } from "@headroom/ui/primitives/Text";
import { type ReactNode, useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";

interface ReasonDialogProps {
  open: boolean;
  title: string;
  /** What will happen, before it does. */
  children: ReactNode;
  /** What else has to be known or said, between that and the reason. */
  more?: ReactNode;
  confirmWord: string;
  leaveWord?: string;
  /** What failed, where it does, as "Aborting it"; the confirming word without. */
  what?: string;
  danger?: boolean;
  /** To be typed before anything is done: for what cannot be taken back. */
  typed?: string;
  /** Nothing has to be said; what is said is a note, and Enter in it confirms. */
  optional?: boolean;
  help?: string;
  busy?: boolean;
  /** Of the last try. */
  error?: unknown;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

const least = 3;

/** A step that others will want to understand later: says what it does and asks for the reason. */
export function ReasonDialog({ optional = false, typed: word = "", ...props }: ReasonDialogProps) {
  const id = useId();
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [missing, setMissing] = useState(false);
  const failure = props.error ? failureWords(publicErrorOf(props.error), props.what ?? props.confirmWord) : null;
  const isTyped = typed.trim().toUpperCase() === word.toUpperCase();
  const confirm = () => {
    const given = reason.trim();
    const isShort = !optional && given.length < least;
    setMissing(isShort);
    if (isTyped && !isShort) props.onConfirm(given);
  };
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      alert
      actions={
        <>
          <Button onPress={props.onClose}>{props.leaveWord ?? "Leave it"}</Button>
          <Button
            variant={props.danger ? "danger" : "primary"}
            type="submit"
            form={id}
            off={props.busy ? "One moment" : isTyped ? null : `Type ${word} first`}
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
        {props.more}
        <TextArea
          label={optional ? "Note" : "Reason"}
          optional={optional}
          help={props.help ?? "Kept in the audit record"}
          rows={3}
          value={reason}
          error={missing ? "Say why in a few words" : undefined}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            if (!optional || event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            confirm();
          }}
        />
        {word === "" ? null : (
          <TextField
            label={
              <>
                Type <Id>{word}</Id> to go on
              </>
            }
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </form>
    </Dialog>
  );
}
