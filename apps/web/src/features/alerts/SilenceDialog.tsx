"use client";
import type { AlertDto } from "@headroom/contracts/alert";
import { Select } from "@headroom/ui/primitives/Field";
import { useState } from "react";
import { ReasonDialog } from "../frame/ReasonDialog";
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
  const [hours, setHours] = useState("4");
  return (
    <ReasonDialog
      open
      title={`Silence: ${alert.title}`}
      confirmWord="Silence"
      more={<Select label="For" value={hours} onChange={(event) => setHours(event.target.value)} options={lengths} />}
      busy={busy}
      error={error}
      onClose={onClose}
      onConfirm={(reason) => onConfirm({ until: new Date(Date.now() + Number(hours) * HOUR_MS).toISOString(), reason })}
    >
      {subjectText(alert.subject)}: nobody is told of it until then, also where it ends and comes back meanwhile. It
      stays in the list.
    </ReasonDialog>
  );
}
