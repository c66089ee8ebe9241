"use client";
import type { RecordOutcome, RecordPreview } from "@headroom/contracts/record";
import { Button } from "@headroom/ui/primitives/Button";
import { Dialog } from "@headroom/ui/primitives/Dialog";
import { TextField } from "@headroom/ui/primitives/Field";
import { type ReactNode, useState } from "react";
import { ConflictView } from "./ConflictView";
import { PreviewView } from "./PreviewView";
import { type Side, settled } from "./settle";
import { type Changes, useRecordChange } from "./useRecordChange";

type Done = Extract<RecordOutcome, { kind: "done" }>;

interface ChangeDialogProps {
  title: string;
  /** What shall happen, of what stands in the form; null: nothing yet. */
  changes: () => Changes | null | Promise<Changes | null>;
  /** The form. */
  children: ReactNode;
  /** The word on the last button: "Retire". */
  word: string;
  onClose: () => void;
  onDone?: (done: Done) => void;
}

type Seen = Pick<RecordPreview, "objects" | "problems" | "conflicts"> & Partial<Pick<RecordPreview, "capacity">>;

/** Changes of records in three steps: the form, what it comes to, done. An object that somebody changed meanwhile is settled in between. */
export function ChangeDialog({ title, changes: read, children, word, onClose, onDone }: ChangeDialogProps) {
  const { preview, change } = useRecordChange();
  const [changes, setChanges] = useState<Changes | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const [reason, setReason] = useState("");
  const [gathering, setGathering] = useState(false);
  const look = async (wanted: Changes | null) => {
    if (!wanted || wanted.length === 0) return;
    setChanges(wanted);
    const found = await preview.mutateAsync({ changes: [...wanted] }).catch(() => null);
    if (found) setSeen(found);
  };
  const gather = async () => {
    setGathering(true);
    await look(await read()).finally(() => setGathering(false));
  };
  const apply = async () => {
    const outcome = await change
      .mutateAsync({ changes: [...(changes ?? [])], reason: reason.trim() || undefined })
      .catch(() => null);
    if (outcome?.kind === "done") {
      onClose();
      onDone?.(outcome);
    } else if (outcome) setSeen(outcome);
  };
  const settle = (side: Side) => {
    if (changes && seen) void look(settled(changes, seen.conflicts, side));
  };
  const blocked = seen
    ? seen.conflicts.length > 0
      ? "Settle what somebody changed meanwhile"
      : seen.problems.length > 0
        ? "A rule stands in the way"
        : seen.objects.length === 0
          ? "Nothing would be different"
          : null
    : null;
  const busy = change.isPending ? "Being written" : preview.isPending || gathering ? "Being looked at" : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      size="wide"
      actions={
        seen ? (
          <>
            <Button
              onPress={() => {
                setSeen(null);
                setChanges(null);
              }}
            >
              Back
            </Button>
            <Button variant="primary" off={busy ?? blocked} onPress={() => void apply()}>
              {word}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" form="record-change" off={busy}>
              Preview
            </Button>
          </>
        )
      }
    >
      {/* What was typed stays while the preview is looked at. */}
      <form
        id="record-change"
        className="form-stack"
        hidden={seen !== null}
        onSubmit={(event) => {
          event.preventDefault();
          void gather();
        }}
      >
        {children}
      </form>
      {seen ? (
        <div className="form-stack">
          {seen.conflicts.length > 0 ? (
            <ConflictView conflicts={seen.conflicts} onSettle={settle} />
          ) : (
            <PreviewView seen={seen} />
          )}
          {seen.conflicts.length === 0 && seen.problems.length === 0 ? (
            <TextField label="Why" optional value={reason} onChange={(event) => setReason(event.target.value)} />
          ) : null}
        </div>
      ) : null}
    </Dialog>
  );
}
