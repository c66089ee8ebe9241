"use client";
import type { RunDetail } from "@headroom/contracts/run";
import { TextArea } from "@headroom/ui/primitives/Field";
import { useId, useState } from "react";
import { publicErrorOf } from "../../trpc/public-error";
import { FormDialog } from "../frame/FormDialog";
import { useFormErrors } from "../frame/useFormErrors";
import { failureWords } from "../words/errors";
import { EvacuationFields } from "./EvacuationFields";
import { type EvacuationErrors, evacuationDraft, evacuationInputOf } from "./evacuation";
import { useRunChange } from "./useRunChange";

/** Names where the load of a run's racks goes; why another one counts is asked for. */
export function EvacuationDialog({ run, onClose }: { run: RunDetail; onClose: () => void }) {
  const id = useId();
  const change = useRunChange();
  const [draft, setDraft] = useState(() => {
    const kept = evacuationDraft(run.evacuation);
    // who opens it with none named wants to name one
    return kept.kind === "none" ? { ...kept, kind: "plan" as const } : kept;
  });
  const [reason, setReason] = useState("");
  const found = evacuationInputOf(draft);
  const wantsReason = run.evacuation !== null;
  const { shown, send } = useFormErrors(id, {
    ...("errors" in found ? found.errors : {}),
    ...(wantsReason && reason.trim().length < 3 ? { reason: "Say why in a few words" } : {}),
  } as EvacuationErrors & { readonly reason?: string });
  const { error, isPending } = change.evacuation;
  return (
    <FormDialog
      id={id}
      title="Evacuation plan"
      save="Save"
      isBusy={isPending}
      failure={error ? failureWords(publicErrorOf(error), "The evacuation plan") : null}
      onClose={onClose}
      onSubmit={send(() => {
        if ("input" in found && !isPending)
          change.evacuation.mutate(
            { id: run.id, evacuation: found.input, reason: reason.trim() },
            { onSuccess: onClose },
          );
      })}
    >
      <EvacuationFields
        id={id}
        draft={draft}
        errors={shown}
        own={run.plan?.id ?? null}
        onChange={(part) => setDraft((old) => ({ ...old, ...part }))}
      />
      {wantsReason ? (
        <TextArea
          id={`${id}-reason`}
          label="Reason"
          help="Kept in the log and the audit record"
          rows={2}
          maxLength={2000}
          value={reason}
          error={shown.reason}
          onChange={(event) => setReason(event.target.value)}
        />
      ) : null}
    </FormDialog>
  );
}
