"use client";
import type { StepDto } from "@headroom/contracts/run";
import { Button } from "@headroom/ui/primitives/Button";
import { Checkbox, SelectBox, TextArea, TextField } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "../../trpc/client";
import { publicErrorOf } from "../../trpc/public-error";
import { failureWords } from "../words/errors";
import type { RunChange } from "./useRunChange";
import { useTaskDraft } from "./useTaskDraft";

interface TaskFormProps {
  step: StepDto;
  change: RunChange;
  /** It cannot be done. */
  onFail: () => void;
}

/** A person's task: who has it, the checklist, what proves it, and done. What is typed is kept in this browser until then. */
export function TaskForm({ step, change, onFail }: TaskFormProps) {
  const trpc = useTRPC();
  const id = useId();
  const me = useQuery(trpc.session.me.queryOptions());
  const workers = useQuery(trpc.task.workers.queryOptions());
  const [draft, setDraft, forget] = useTaskDraft(step.id);
  const isMine = me.data !== undefined && step.assignee?.id === me.data.person.id;
  const assign = (assigneeId: string | null) => change.assign.mutate({ stepIds: [step.id], assigneeId });
  const left = step.checklist.length - draft.checked.length;
  const failure = change.finish.error ? failureWords(publicErrorOf(change.finish.error), "Finishing it") : null;
  const finish = () =>
    change.finish.mutate(
      {
        stepId: step.id,
        checked: [...draft.checked],
        evidence: draft.evidence.trim() === "" ? [] : [{ kind: "evidence", text: draft.evidence.trim() }],
        note: draft.note.trim(),
      },
      { onSuccess: forget },
    );
  return (
    <form
      className="run-task"
      aria-label="The task"
      onSubmit={(event) => {
        event.preventDefault();
        if (left === 0) finish();
      }}
    >
      <div className="hr-row">
        <label className="hr-s12" htmlFor={`${id}-who`}>
          Who has it
        </label>
        <SelectBox
          id={`${id}-who`}
          value={step.assignee?.id ?? ""}
          placeholder="Nobody"
          onChange={(event) => assign(event.target.value || null)}
          options={(workers.data?.people ?? []).map((person) => ({ value: person.id, label: person.name }))}
        />
        {isMine || !me.data ? null : (
          <Button size="small" onPress={() => assign(me.data.person.id)}>
            Take it
          </Button>
        )}
      </div>
      {step.checklist.length > 0 ? (
        <fieldset className="run-checks">
          <legend className="hr-s12">Checklist</legend>
          {step.checklist.map((one, index) => (
            <Checkbox
              key={one.text}
              label={one.text}
              checked={draft.checked.includes(index)}
              onChange={(event) =>
                setDraft({
                  checked: event.target.checked
                    ? [...draft.checked, index].sort((a, b) => a - b)
                    : draft.checked.filter((other) => other !== index),
                })
              }
            />
          ))}
        </fieldset>
      ) : null}
      <div className="run-task-fields">
        <TextField
          label="Evidence"
          help="A serial number, a link, a measured value"
          optional
          value={draft.evidence}
          maxLength={2000}
          onChange={(event) => setDraft({ evidence: event.target.value })}
        />
        <TextArea
          label="Note"
          optional
          rows={1}
          value={draft.note}
          maxLength={2000}
          onChange={(event) => setDraft({ note: event.target.value })}
        />
      </div>
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      <div className="hr-bt">
        <Button
          type="submit"
          size="small"
          icon="within"
          off={change.finish.isPending ? "One moment" : left > 0 ? `${left} left on the checklist` : null}
          offBeside={left > 0}
        >
          Done
        </Button>
        <Button size="small" onPress={onFail}>
          Cannot be done…
        </Button>
      </div>
    </form>
  );
}
