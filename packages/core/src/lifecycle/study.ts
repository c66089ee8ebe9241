/**
 * A study: long work on a copy of the world that changes nothing in it (a scenario, a replay of the past). It is made by a worker, can be
 * stopped, and can be made again from fresh facts.
 */
export const studyStates = ["queued", "running", "done", "failed", "cancelled"] as const;
export type StudyState = (typeof studyStates)[number];

export const studyActions = [
  "start", // a worker takes it
  "finish",
  "fail",
  "cancel",
  "again", // from fresh facts, or with other changes
] as const;
export type StudyAction = (typeof studyActions)[number];

/** The transition table: state after an action, absent where the action is not allowed. */
export const studyTransitions = {
  queued: { start: "running", cancel: "cancelled", fail: "failed", again: "queued" },
  running: { start: "running", finish: "done", fail: "failed", cancel: "cancelled" },
  done: { again: "queued" },
  failed: { again: "queued" },
  cancelled: { again: "queued" },
} as const satisfies Record<StudyState, Partial<Record<StudyAction, StudyState>>>;

export function nextStudyState(state: StudyState, action: StudyAction): StudyState | null {
  const row: Partial<Record<StudyAction, StudyState>> = studyTransitions[state];
  return row[action] ?? null;
}
