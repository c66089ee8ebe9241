"use client";
import { useCallback, useState } from "react";

export interface TaskDraft {
  /** Places in the checklist, in order. */
  checked: readonly number[];
  evidence: string;
  note: string;
}

const empty: TaskDraft = { checked: [], evidence: "", note: "" };
const keyOf = (stepId: number) => `headroom.task.${stepId}`;

function kept(stepId: number): TaskDraft {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(keyOf(stepId)) ?? "null");
    return typeof stored === "object" && stored !== null ? { ...empty, ...stored } : empty;
  } catch {
    return empty;
  }
}

/** What somebody has ticked and typed of a task: it waits in this browser until the task is done. */
export function useTaskDraft(stepId: number): [TaskDraft, (change: Partial<TaskDraft>) => void, () => void] {
  const [draft, setDraft] = useState<TaskDraft>(() => (typeof window === "undefined" ? empty : kept(stepId)));
  const change = useCallback(
    (part: Partial<TaskDraft>) =>
      setDraft((old) => {
        const next = { ...old, ...part };
        try {
          window.localStorage.setItem(keyOf(stepId), JSON.stringify(next));
        } catch {
          // A browser that keeps nothing keeps no drafts.
        }
        return next;
      }),
    [stepId],
  );
  const forget = useCallback(() => {
    try {
      window.localStorage.removeItem(keyOf(stepId));
    } catch {
      // There was none.
    }
  }, [stepId]);
  return [draft, change, forget];
}
