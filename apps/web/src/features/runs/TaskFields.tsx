"use client";
import { Checkbox, TextArea, TextField } from "@headroom/ui/primitives/Field";
import { keyWords } from "@headroom/ui/run/words";
import type { TaskDraft } from "./useTaskDraft";

interface ChecklistProps {
  legend: string;
  checklist: readonly string[];
  draft: Pick<TaskDraft, "checked">;
  onChange: (change: Pick<TaskDraft, "checked">) => void;
}

/** What has to be seen to before a task is done; nothing where there is nothing. */
export function Checklist({ legend, checklist, draft: { checked }, onChange }: ChecklistProps) {
  if (checklist.length === 0) return null;
  return (
    <fieldset className="run-checks">
      <legend className="hr-s12">{legend}</legend>
      {checklist.map((text, index) => (
        <Checkbox
          key={text}
          label={text}
          checked={checked.includes(index)}
          onChange={(event) =>
            onChange({
              checked: event.target.checked
                ? [...checked, index].sort((a, b) => a - b)
                : checked.filter((other) => other !== index),
            })
          }
        />
      ))}
    </fieldset>
  );
}

interface TaskFieldsProps {
  checklist: readonly string[];
  /** What has to be given with it, as `serial number`. */
  asked: readonly string[];
  draft: TaskDraft;
  onChange: (change: Partial<TaskDraft>) => void;
}

/** The checklist of a task, what it asks for, and what else proves it. */
export function TaskFields({ checklist, asked, draft, onChange }: TaskFieldsProps) {
  return (
    <>
      <Checklist legend="Checklist" checklist={checklist} draft={draft} onChange={onChange} />
      <div className="run-task-fields">
        {asked.map((kind) => (
          <TextField
            key={kind}
            label={keyWords(kind)}
            value={draft.given[kind] ?? ""}
            maxLength={2000}
            onChange={(event) => onChange({ given: { ...draft.given, [kind]: event.target.value } })}
          />
        ))}
        <TextField
          label="Evidence"
          help="A serial number, a link, a measured value"
          optional
          value={draft.evidence}
          maxLength={2000}
          onChange={(event) => onChange({ evidence: event.target.value })}
        />
        <TextArea
          label="Note"
          optional
          rows={1}
          value={draft.note}
          maxLength={2000}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </div>
    </>
  );
}
