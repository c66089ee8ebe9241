/** A run carries out an approved plan: steps of many racks, wave after wave. */
export const runStates = ["queued", "running", "paused", "halted", "aborting", "done", "aborted"] as const;
export type RunState = (typeof runStates)[number];

export const runActions = [
  "start",
  "pause", // a person: nothing new begins
  "halt", // a gate failed, or too much did
  "resume",
  "abort", // what was done is taken back
  "finish",
] as const;
export type RunAction = (typeof runActions)[number];

/** The transition table: state after an action, absent where the action is not allowed. */
export const runTransitions = {
  queued: { start: "running", abort: "aborted" },
  running: { pause: "paused", halt: "halted", abort: "aborting", finish: "done" },
  paused: { resume: "running", halt: "halted", abort: "aborting" },
  halted: { resume: "running", abort: "aborting" },
  aborting: { finish: "aborted" },
  done: {},
  aborted: {},
} as const satisfies Record<RunState, Partial<Record<RunAction, RunState>>>;

export function nextRunState(state: RunState, action: RunAction): RunState | null {
  const row: Partial<Record<RunAction, RunState>> = runTransitions[state];
  return row[action] ?? null;
}

/** One step: a stage of the run for one rack. */
export const stepStates = [
  "waiting",
  "working",
  "retrying",
  "failed",
  "done",
  "skipped",
  "undoing",
  "stuck",
  "undone",
  "dropped",
] as const;
export type StepState = (typeof stepStates)[number];

export const stepActions = [
  "start",
  "finish",
  "fail", // this attempt: it will be tried again
  "give_up", // this attempt, and it was the last one
  "retry", // a person: once more
  "skip", // a person, with a reason
  "undo", // the run is aborted
  "drop", // the run is aborted before it began
] as const;
export type StepAction = (typeof stepActions)[number];

export const stepTransitions = {
  // one that was tried before a person had it tried again may have left something behind
  waiting: { start: "working", skip: "skipped", undo: "undoing", drop: "dropped" },
  working: { finish: "done", fail: "retrying", give_up: "failed", skip: "skipped" },
  retrying: { start: "working", retry: "waiting", skip: "skipped", undo: "undoing", drop: "dropped" },
  failed: { retry: "waiting", skip: "skipped", undo: "undoing", drop: "dropped" },
  done: { undo: "undoing" },
  skipped: {},
  undoing: { finish: "undone", give_up: "stuck", skip: "undone" },
  stuck: { retry: "undoing", skip: "undone" },
  undone: {},
  dropped: {},
} as const satisfies Record<StepState, Partial<Record<StepAction, StepState>>>;

export function nextStepState(state: StepState, action: StepAction): StepState | null {
  const row: Partial<Record<StepAction, StepState>> = stepTransitions[state];
  return row[action] ?? null;
}

/** A step that stands in nobody's way any more. */
export const isSettled = (state: StepState): boolean => state === "done" || state === "skipped";

/** A gate between a stage and those after it, of one wave. `held`: a person looked and keeps it shut. */
export const gateStates = ["shut", "asked", "held", "open"] as const;
export type GateState = (typeof gateStates)[number];
