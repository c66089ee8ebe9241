import type { GateState, RunState, StepState } from "../lifecycle/run";
import type { Metric } from "../telemetry/point";

/** Milliseconds since 1970, as the caller's clock has it. */
export type Instant = number;

export interface Retry {
  /** Attempts in all. */
  readonly attempts: number;
  /** Before the second one; doubles up to the longest. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
}

/** What is done to every rack of a run, and after what. */
export interface Stage {
  readonly key: string;
  readonly title: string;
  /** A machine's work, or a person's task. */
  readonly how: "automatic" | "task";
  /** What a machine does in it, for whoever carries it out. Absent: what its key says. */
  readonly does?: string;
  /** What a person ticks off. Absent: nothing. */
  readonly checklist?: readonly string[];
  /** What a person has to give with it, as `serial number`. Absent: nothing. */
  readonly evidence?: readonly string[];
  /** Keys of the stages of the same rack that have to be done before. */
  readonly needs: readonly string[];
  readonly retry: Retry;
  /** An attempt that takes longer has failed. Null: it may take as long as it takes. */
  readonly timeoutMs: number | null;
  /** As long as it takes where nothing was learnt yet. */
  readonly usualMs: number;
  /** Racks of the run that it may be done to at a time. Null: all of them. */
  readonly atATime: number | null;
  /** From its beginning the rack serves nobody: until the stage that `bringsUp`, or where none does until this one is done. */
  readonly takesDown: boolean;
  readonly bringsUp: boolean;
  /** Whether an aborted run can take it back. */
  readonly canUndo: boolean;
  /** Once it is begun there is no way back: an aborted run leaves the rack as it is. */
  readonly noReturn?: boolean;
  /** It moves something on the floor: like what takes a rack down, it is not begun in a freeze. */
  readonly onFloor?: boolean;
  /** Nobody may skip it. */
  readonly mustDo?: boolean;
  /** How long a person has for it. Absent: as long as it usually takes. */
  readonly dueMs?: number;
}

/** What a gate wants to see before it opens, of every rack of its wave. Absent: nothing but that all are through. */
export type GateCriterion =
  /** Its own meter says so much of the nameplate power, not longer ago than that. */
  | { readonly kind: "power"; readonly minShare: number; readonly maxShare: number; readonly freshMs: number }
  /** At most so many of the wave's racks skipped the stage. */
  | { readonly kind: "skips"; readonly most: number }
  /**
   * A number over what was measured of the rack in the last while: W, degrees Celsius or a share of 1. Null: no limit on that side. Whoever was
   * not measured is not known to meet it.
   */
  | {
      readonly kind: "telemetry";
      readonly metric: Metric;
      readonly stat: "min" | "mean" | "max";
      readonly least: number | null;
      readonly most: number | null;
      readonly overMs: number;
    };

/** Between a stage and all that need it: shut until the whole wave is through the stage. */
export interface Gate {
  /** Key of the stage it follows. */
  readonly after: string;
  /** `itself`: as soon as its criterion is met; `people`: then somebody is asked. */
  readonly opens: "itself" | "people";
  /** How long after the last rack came through its criterion is believed. */
  readonly bakeMs: number;
  readonly criterion?: GateCriterion;
  /** Where its criterion is not met: the run halts for people to look (the usual), or takes back what it did. */
  readonly onFail?: "halt" | "take_back";
}

export interface Template {
  readonly stages: readonly Stage[];
  readonly gates: readonly Gate[];
  /** Key of the stage that a wave has to be through before the next one begins. */
  readonly handsOverAfter: string;
}

/** A rack that the run does something to. */
export interface Subject {
  readonly id: string;
  readonly room: string;
  readonly faultDomain: string;
  /** Services that run on it. */
  readonly services: readonly string[];
  readonly powerW: number;
}

export interface Wave {
  readonly subjects: readonly Subject[];
  readonly notBefore: Instant | null;
}

export interface Step {
  readonly subject: string;
  readonly stage: string;
  readonly state: StepState;
  /** Attempts begun. */
  readonly attempts: number;
  /** Of the first attempt ever; stays where a person has it tried again. Absent: as `startedAt`. */
  readonly begunAt?: Instant | null;
  /** Of the attempt in work, or of the last one. */
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** A retry is not begun before. */
  readonly notBefore: Instant | null;
  /** A machine's work that no machine could do here: a person does it, in their own time. */
  readonly byPerson?: boolean;
}

export interface GateNow {
  readonly wave: number;
  readonly after: string;
  readonly state: GateState;
  /** What its criterion says now; null: nobody knows, and it stays shut. */
  readonly met: boolean | null;
}

export interface Limits {
  /** Racks of this run in work at a time. */
  readonly racks: number | null;
  readonly racksOfRoom: number | null;
  readonly racksOfFaultDomain: number | null;
  /** Racks that may be begun within any such time. Absent or null: as many as one likes. */
  readonly window?: { readonly racks: number; readonly ms: number } | null;
  /** Racks of a wave that may fail for good before the run halts. */
  readonly failuresOfWave: number;
}

/** Where nothing that takes a rack down, or moves it on the floor, begins in [from, to). */
export interface Freeze {
  /** null: everywhere. */
  readonly rooms: readonly string[] | null;
  /** Only these racks of those rooms. Absent: all of them. */
  readonly subjects?: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
}

/** A service that another run has down in a fault domain. */
export interface Elsewhere {
  readonly service: string;
  readonly faultDomain: string;
}

/** All that a decision about a run depends on. */
export interface RunNow {
  readonly state: RunState;
  readonly template: Template;
  readonly waves: readonly Wave[];
  readonly steps: readonly Step[];
  readonly gates: readonly GateNow[];
  readonly limits: Limits;
  readonly freezes: readonly Freeze[];
  readonly elsewhere: readonly Elsewhere[];
  /** Racks that another run holds. */
  readonly heldElsewhere: readonly string[];
}

export interface StepRef {
  readonly subject: string;
  readonly stage: string;
}
export interface GateRef {
  readonly wave: number;
  readonly after: string;
}

/** Why a step does not begin: the first that stands in its way. */
export type Wait =
  | { readonly kind: "run"; readonly state: RunState }
  | { readonly kind: "wave"; readonly wave: number; readonly after: string }
  | { readonly kind: "time"; readonly until: Instant }
  | { readonly kind: "stage"; readonly stage: string }
  | { readonly kind: "gate"; readonly wave: number; readonly after: string }
  | { readonly kind: "freeze"; readonly until: Instant }
  | { readonly kind: "held"; readonly subject: string }
  | {
      readonly kind: "limit";
      readonly limit: "racks" | "room" | "faultDomain" | "stage" | "window";
      readonly most: number;
    }
  | { readonly kind: "service"; readonly service: string; readonly faultDomain: string };

export type HaltCause =
  | { readonly kind: "gate"; readonly wave: number; readonly after: string }
  | { readonly kind: "failures"; readonly wave: number; readonly failed: number; readonly allowed: number }
  /** Deciding about the run brought its workers down. */
  | { readonly kind: "worker" };

/** What is to be done now, in the order of waves, racks and stages. */
export interface Decision {
  readonly start: readonly StepRef[];
  /** Attempts that took too long. */
  readonly overdue: readonly StepRef[];
  readonly undo: readonly StepRef[];
  /** Steps that will not be done. */
  readonly drop: readonly StepRef[];
  readonly openGates: readonly GateRef[];
  /** Somebody is to be asked. */
  readonly askGates: readonly GateRef[];
  readonly halt: HaltCause | null;
  /** With a halt: its gate wants what was done taken back. */
  readonly takeBack: boolean;
  readonly finish: boolean;
  /** Why every other step that has not begun waits, by `subject/stage`. */
  readonly waits: ReadonlyMap<string, Wait>;
  /** When it is worth looking again without an event; null: only after one. */
  readonly wake: Instant | null;
}
