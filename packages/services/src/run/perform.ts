import type { RunKind } from "@headroom/core/rollout/usual";

/** What is kept in a JSON column, and nothing else: no dates, no undefined. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** The rack that a step is about, as the fleet has it now. */
export interface WorkSubject {
  /** Of the run. */
  readonly subjectId: number;
  /** null: it does not exist in the fleet. */
  readonly rackId: number | null;
  readonly rackCode: string;
  /** Where it stands, or will. */
  readonly positionId: number | null;
  readonly datacenterId: number;
  /** Of the datacenter, as NRD-2. */
  readonly datacenter: string;
}

/** One attempt at a step. */
export interface StepWork {
  readonly runId: number;
  readonly runKind: RunKind;
  readonly stepId: number;
  /**
   * Of the step and direction, the same for every attempt. What is done outside is done under this key, so that a second attempt, or the same
   * one after a crash, finds what was begun and does nothing twice.
   */
  readonly effectKey: string;
  /** From 1. A question that follows a `wait` has the number of the attempt that waits. */
  readonly attempt: number;
  /** Key of the stage, and what it does (`Stage.does`, or its key). */
  readonly stage: string;
  readonly does: string;
  /** `undo`: the run is aborted, and this was done: take it back. Only stages that can be undone are asked. */
  readonly direction: "do" | "undo";
  readonly subject: WorkSubject;
  /** What this step's own performer answered with its last `wait`; null: this is the first question of the attempt. */
  readonly waited: JsonObject | null;
  /** Results of the rack's earlier stages, by their keys. */
  readonly earlier: Readonly<Record<string, JsonObject>>;
}

/** Why an attempt failed: a code for texts and tests, and what a person needs to act on it. Never a secret. */
export interface StepFailure {
  readonly code: string;
  readonly [data: string]: Json;
}

/** Something that proves what was done: kept with the step, shown on its page. */
export interface Evidence {
  /** As `power_state`, `certificate`, `erasure`. */
  readonly kind: string;
  readonly data: JsonObject;
}

export type StepAnswer =
  | { readonly kind: "done"; readonly result: JsonObject; readonly evidence?: readonly Evidence[] }
  /** It goes on outside: asked again after so long, with `result` as `waited`. No attempt is used up. */
  | { readonly kind: "wait"; readonly pollAfterMs: number; readonly note: JsonObject; readonly result: JsonObject }
  /** No machine can do it here (no controller is known, say): it becomes a person's task, and says why. */
  | { readonly kind: "person"; readonly why: StepFailure; readonly checklist?: readonly string[] }
  /** `final`: no further attempt helps. */
  | { readonly kind: "failed"; readonly failure: StepFailure; readonly final: boolean };

export interface PerformTools {
  /** Aborted when the worker stops or the attempt took too long. What was begun outside stays begun: the next question finds it. */
  readonly signal: AbortSignal;
  readonly traceId: string;
  /** A line in the run's log, for people. Written with the answer; lost with an attempt that crashes. */
  readonly log: (level: "info" | "warn", kind: string, data: JsonObject) => void;
}

/**
 * Does the automatic work of one kind. Called outside any transaction; it may be called again for the same attempt after a crash, and for the
 * next attempt after a failure. What it throws counts as a failed attempt that may be repeated.
 */
export interface Performer {
  perform(work: StepWork, tools: PerformTools): Promise<StepAnswer>;
}

/** By what a stage does. A stage that nobody here performs becomes a person's task. */
export type Performers = Readonly<Record<string, Performer>>;
