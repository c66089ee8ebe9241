"use client";
import type { DriveRow } from "@headroom/contracts/sanitisation";
import { Select, TextField } from "@headroom/ui/primitives/Field";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { FormDialog } from "../frame/FormDialog";
import { useFormErrors } from "../frame/useFormErrors";
import { failureWords } from "../words/errors";
import type { DriveChange } from "./useDriveChange";
import { destructions } from "./words";

interface DestroyDialogProps {
  drive: DriveRow;
  change: DriveChange["destroy"];
  onClose: () => void;
}

/** How a drive was destroyed, and the serial as it stands on the drive itself: a list that was read cannot be ticked off. */
export function DestroyDialog({ drive, change, onClose }: DestroyDialogProps) {
  const id = useId();
  const [method, setMethod] = useState(destructions[0]!.value);
  const [serial, setSerial] = useState("");
  const failure = change.error ? failureWords(publicErrorOf(change.error), "The drive") : null;
  const { shown, send } = useFormErrors(id, { serial: serial.trim() === "" ? "Read it off the drive" : null });
  const save = send(() => {
    change.mutate(
      { id: drive.id, version: drive.version, method, serialScanned: serial.trim() },
      { onSuccess: onClose },
    );
  });
  return (
    <FormDialog
      id={id}
      title={`${drive.name} of ${drive.server} is destroyed`}
      save="It is destroyed"
      isBusy={change.isPending}
      failure={failure}
      onSubmit={save}
      onClose={onClose}
    >
      <p>You say so with your name. Another person has to have seen it before the rack can leave.</p>
      <Select
        label="How"
        value={method}
        options={destructions}
        onChange={(event) => setMethod(event.target.value as typeof method)}
      />
      <TextField
        id={`${id}-serial`}
        label="Serial, as it stands on the drive"
        value={serial}
        maxLength={100}
        autoComplete="off"
        error={shown.serial}
        onChange={(event) => setSerial(event.target.value)}
      />
    </FormDialog>
  );
}
