import type { StepState } from "@headroom/core/lifecycle/run";
import { ServiceError } from "../errors";
import type { StepTold } from "../ports/run-records";

export interface Check {
  readonly text: string;
  readonly done: boolean;
}

/** What has to be ticked, or was. A task that is taken back has nothing to tick: what its stage lists is of the way there. */
export const checklistOf = ({
  state,
  checklist,
}: Pick<StepTold, "checklist"> & { readonly state: StepState }): Check[] =>
  state !== "undoing" && Array.isArray(checklist) ? (checklist as Check[]) : [];

/** Refuses a checklist that has open items, and names all of them: INVALID_INPUT with `checked.N`, N from 0, what it says as `got`. */
export function mustBeTicked(checklist: readonly Check[], checked: readonly number[]): void {
  const open = checklist.flatMap(({ text }, i) => (checked.includes(i) ? [] : [{ path: `checked.${i}`, text }]));
  if (open.length > 0)
    throw new ServiceError("INVALID_INPUT", {
      issues: open.map(({ path, text }) => ({ path, expected: "done", got: text })),
    });
}
