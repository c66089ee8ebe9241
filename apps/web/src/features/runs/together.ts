import type { StepAt } from "@headroom/ui/run/stages";
import type { TaskDraft } from "./useTaskDraft";

/** Where a draft keeps what one of many racks was given. */
export const givenKey = (stepId: number, kind: string): string => `${stepId}/${kind}`;

export interface Together {
  readonly chosen: readonly StepAt[];
  readonly checklist: readonly string[];
  readonly asked: readonly string[];
}

/** What still keeps one task of many racks from being done; null: nothing. */
export function leftTogether(
  { checked, given }: Pick<TaskDraft, "checked" | "given">,
  { chosen, checklist, asked }: Together,
): string | null {
  if (chosen.length === 0) return "Choose a rack";
  const left = checklist.filter((_, index) => !checked.includes(index)).length;
  if (left > 0) return `${left} left on the checklist`;
  for (const { step, subject } of chosen)
    for (const kind of asked)
      if ((given[givenKey(step.id, kind)] ?? "").trim() === "") return `Needs: ${kind} of ${subject.rack}`;
  return null;
}

/**
 * What was pasted into a rack's field, as a draft keeps it: a line for this rack and those after it, as a column of a sheet is copied. Null: it
 * is one line, and the field's own. Lines past the last rack are dropped.
 */
export function pastedDown(
  pasted: string,
  { from, racks, kind }: { readonly from: number; readonly racks: readonly number[]; readonly kind: string },
): Record<string, string> | null {
  const lines = pasted.replace(/\r?\n$/, "").split(/\r?\n/);
  if (lines.length < 2) return null;
  const rest = racks.slice(racks.indexOf(from));
  return Object.fromEntries(
    rest.slice(0, lines.length).map((stepId, i) => [givenKey(stepId, kind), lines[i]!.trim().slice(0, 2000)]),
  );
}
