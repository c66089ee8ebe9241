"use client";
import type { AlertDto } from "@headroom/contracts/alert";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Select, TextArea } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { subjectText } from "./words";

const HOUR_MS = 3_600_000;
const lengths = [
  { value: "1", label: "1 hour" },
  { value: "4", label: "4 hours" },
  { value: "24", label: "1 day" },
  { value: "168", label: "7 days" },
  { value: "720", label: "30 days" },
];

interface SilenceDialogProps {
  alert: AlertDto;
  busy: boolean;
  /** Of the last try. */
  error: unknown;
  onClose: () => void;
  onConfirm: (silence: { until: string; reason: string }) => void;
}

/** For how long nobody is told of an alert, and why. */
export function SilenceDialog({ alert, busy, error, onClose, onConfirm }: SilenceDialogProps) {
  const id = useId();
  const [hours, setHours] = useState("4");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const failure = error ? failureWords(publicErrorOf(error), "Silence") : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Silence: ${alert.title}`}
      actions={
        <>
          <Button onPress={onClose}>Leave it</Button>
          <Button variant="primary" type="submit" form={id} off={busy ? "One moment" : null}>
            Silence
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
          const given = reason.trim();
          setMissing(given.length < 3);
          if (given.length >= 3)
            onConfirm({ until: new Date(Date.now() + Number(hours) * HOUR_MS).toISOString(), reason: given });
        }}
      >
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        <p>
          {subjectText(alert.subject)}: nobody is told of it until then, also where it ends and comes back meanwhile. It
          stays in the list.
        </p>
        <Select label="For" value={hours} onChange={(event) => setHours(event.target.value)} options={lengths} />
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
