"use client";
import { useCallback, useEffect, useState } from "react";

export interface TaskDraft {
  /** Places in the checklist, in order. */
  checked: readonly number[];
  /** What the stage asks for, by its name. */
  given: Readonly<Record<string, string>>;
  evidence: string;
  note: string;
  /** Of one task of many racks: steps that are left out. */
  without: readonly number[];
}

const empty: TaskDraft = { checked: [], given: {}, evidence: "", note: "", without: [] };

function kept(key: string): TaskDraft {
  try {
    const stored: unknown = JSON.parse(window.localStorage.getItem(key) ?? "null");
    return typeof stored === "object" && stored !== null ? { ...empty, ...stored } : empty;
  } catch {
    return empty;
  }
}

/** What somebody has ticked and typed of a task (`step-7`, `order-7`, `run-3.0.dock`): it waits in this browser until the task is done. */
export function useTaskDraft(task: string): [TaskDraft, (change: Partial<TaskDraft>) => void, () => void] {
  const key = `headroom.task.${task}`;
  const [draft, setDraft] = useState(empty);
  // after the first paint, which is the server's: it knows no drafts
  useEffect(() => setDraft(kept(key)), [key]);
  const change = useCallback(
    (part: Partial<TaskDraft>) =>
      setDraft((old) => {
        const next = { ...old, ...part };
        try {
          window.localStorage.setItem(key, JSON.stringify(next));
        } catch {
          // A browser that keeps nothing keeps no drafts.
        }
        return next;
      }),
    [key],
  );
  const forget = useCallback(() => {
    try {
      window.localStorage.removeItem(key);
    } catch {
      // There was none.
    }
  }, [key]);
  return [draft, change, forget];
}

/** The draft as an answer takes it. */
export const answerOf = ({ checked, given, evidence, note }: TaskDraft, asked: readonly string[]) => ({
  checked: [...checked],
  evidence: [
    ...asked.flatMap((kind) => ((given[kind] ?? "").trim() === "" ? [] : [{ kind, text: given[kind]!.trim() }])),
    ...(evidence.trim() === "" ? [] : [{ kind: "evidence", text: evidence.trim() }]),
  ],
  note: note.trim(),
});

/** What still keeps a task from being done; null: nothing. */
export function leftOf(
  { checked, given }: TaskDraft,
  task: { readonly checklist: readonly unknown[]; readonly asked: readonly string[] },
) {
  const left = task.checklist.filter((_, index) => !checked.includes(index)).length;
  if (left > 0) return `${left} left on the checklist`;
  const missing = task.asked.find((kind) => (given[kind] ?? "").trim() === "");
  return missing === undefined ? null : `Needs: ${missing}`;
}
