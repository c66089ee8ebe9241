"use client";
import { formatCount, formatNumber } from "@headroom/ui/format/numbers";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { Field } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import { useControllerChange } from "./useControllerChange";

const COLUMNS = "rack, unit, server, url, system, username, password, trust, trust_value, server_type, serial";
/** Rejected cells that are shown. */
const SHOWN = 8;

/** Takes controllers over from a CSV file: all of it, or nothing. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const id = useId();
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [isMissing, setMissing] = useState(false);
  const { importFile } = useControllerChange();
  const outcome = importFile.data;
  const failure = importFile.error ? failureWords(publicErrorOf(importFile.error), "The file") : null;
  const rejected = outcome?.rejected ?? [];
  const isDone = outcome !== undefined && rejected.length === 0;
  const choose = async (files: FileList | null) => {
    const [one] = [...(files ?? [])];
    importFile.reset();
    setMissing(false);
    setFile(one ? { name: one.name, text: await one.text() } : null);
  };
  const send = () => {
    setMissing(file === null);
    if (file) importFile.mutate(file);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Import controllers"
      actions={
        isDone ? (
          <Button variant="primary" onPress={onClose}>
            Done
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" off={importFile.isPending ? "Being taken over" : null} onPress={send}>
              Take over
            </Button>
          </>
        )
      }
    >
      <div className="form-stack">
        {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
        {isDone ? (
          <Notice role="status">
            {formatNumber(outcome.created)} new, {formatNumber(outcome.changed)} changed.
          </Notice>
        ) : null}
        {rejected.length > 0 ? (
          <Notice tone="critical" role="alert">
            <b>{formatCount(rejected.length, "cell")} rejected, nothing was written.</b>
            <ul>
              {rejected.slice(0, SHOWN).map((cell) => (
                <li key={`${cell.line}/${cell.column}/${cell.value}`}>
                  {cell.line === null ? "" : `Line ${formatNumber(cell.line)}: `}
                  {cell.column ? `${cell.column}, ` : ""}
                  {`found ${cell.value}, expected ${cell.expected}`}
                </li>
              ))}
            </ul>
            {rejected.length > SHOWN ? `And ${formatNumber(rejected.length - SHOWN)} more.` : null}
          </Notice>
        ) : null}
        <p>
          What is at a place already is changed. Passwords are sealed and never shown again: keep the file no longer
          than you need it.
        </p>
        <Field
          id={id}
          label="CSV file"
          help={`Columns ${COLUMNS}; unit or server, one of them`}
          error={isMissing ? "Choose the file first" : undefined}
        >
          <input
            id={id}
            className="filebox"
            type="file"
            accept=".csv,text/csv"
            aria-describedby={`${id}-help`}
            aria-invalid={isMissing || undefined}
            onChange={(event) => void choose(event.target.files)}
          />
        </Field>
      </div>
    </Dialog>
  );
}
