/** Separation of duties: nobody signs what they asked for, wrote or last edited, admins included. */
export interface PlanPeople {
  readonly authorId: string;
  readonly lastEditorId: string;
  /** Requesters of every request in the plan. */
  readonly requesterIds: readonly string[];
}

export type SeparationBreach = "author" | "last_editor" | "requester";

/** Complexity O(requests). Returns the first breach, or null when the person may decide. */
export function separationBreach(deciderId: string, people: PlanPeople): SeparationBreach | null {
  if (deciderId === people.authorId) return "author";
  if (deciderId === people.lastEditorId) return "last_editor";
  if (people.requesterIds.includes(deciderId)) return "requester";
  return null;
}
