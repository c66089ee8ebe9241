"use client";
import type { EvacuationDto } from "@headroom/contracts/evacuation";
import type { StepDto } from "@headroom/contracts/run";
import { Button } from "@headroom/ui/primitives/Button";
import { SelectBox } from "@headroom/ui/primitives/Field";
import { Notice } from "@headroom/ui/primitives/Notice";
import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import { useTRPC } from "../../trpc/client";
import { notEvacuatedYet } from "./evacuation";
import { TaskFields } from "./TaskFields";
import { taskFailure } from "./taskFailure";
import type { RunChange } from "./useRunChange";
import { answerOf, leftOf, useTaskDraft } from "./useTaskDraft";
import { WorkOrder } from "./WorkOrder";

interface TaskFormProps {
  step: StepDto;
  /** What its stage wants to be given with it. */
  asked: readonly string[];
  /** Of a task that drains a rack. */
  evacuation: EvacuationDto | null;
  change: RunChange;
  /** It cannot be done. */
  onFail: () => void;
}

/** A person's task: who has it, the checklist, what proves it, and done. What is typed is kept in this browser until then. */
export function TaskForm({ step, asked, evacuation, change, onFail }: TaskFormProps) {
  const trpc = useTRPC();
  const id = useId();
  const me = useQuery(trpc.session.me.queryOptions());
  const workers = useQuery(trpc.task.workers.queryOptions());
  const [draft, setDraft, forget] = useTaskDraft(`step-${step.id}`);
  const isMine = me.data !== undefined && step.assignee?.id === me.data.person.id;
  const assign = (assigneeId: string | null) => change.assign.mutate({ stepIds: [step.id], assigneeId });
  const left = notEvacuatedYet(evacuation) ?? leftOf(draft, { checklist: step.checklist, asked });
  const failure = taskFailure(change.finish.error, "Finishing it");
  const finish = () => change.finish.mutate({ stepId: step.id, ...answerOf(draft, asked) }, { onSuccess: forget });
  return (
    <form
      className="run-task"
      aria-label="The task"
      onSubmit={(event) => {
        event.preventDefault();
        if (left === null) finish();
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
      <WorkOrder step={step} change={change} />
      <TaskFields checklist={step.checklist.map(({ text }) => text)} asked={asked} draft={draft} onChange={setDraft} />
      {failure ? <Notice tone="critical" role="alert">{`${failure.title}. ${failure.cause}`}</Notice> : null}
      <div className="hr-bt">
        <Button
          type="submit"
          size="small"
          icon="within"
          off={change.finish.isPending ? "One moment" : left}
          offBeside={left !== null}
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
