import type { AssetState } from "@headroom/core/lifecycle/asset";
import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { GateState, RunState, StepState } from "@headroom/core/lifecycle/run";
import type { ClockRule } from "@headroom/core/rollout/clock";
import type { Instant } from "@headroom/core/rollout/types";
import type { RunKind } from "@headroom/core/rollout/usual";
import type { Person } from "./users";

/** Instants are milliseconds since 1970, as core counts. JSON columns are what was stored, shapes of packages/contracts (run, run-template). */

export interface RunRecord {
  readonly id: number;
  readonly kind: RunKind;
  readonly title: string;
  readonly state: RunState;
  readonly planId: number | null;
  readonly plan: string | null;
  readonly datacenterId: number;
  readonly datacenter: string;
  readonly region: string;
  readonly templateId: number | null;
  readonly templateVersion: number | null;
  readonly template: unknown;
  readonly limits: unknown;
  readonly halt: unknown;
  readonly reason: string | null;
  readonly createdBy: Person | null;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly updatedAt: Instant;
  readonly wakeAt: Instant | null;
  /** Day. */
  readonly dueOn: string | null;
  readonly forecast: unknown;
  readonly forecastAt: Instant | null;
  /** How long people have, by stage and rack type (contracts' runClocks); null: what is usual. */
  readonly clocks: unknown;
  /** When it was told that the run is likely to miss its date; null: it was not, or is in time. */
  readonly lateToldAt: Instant | null;
  readonly version: number;
}

/** Where a run says that the load of its racks goes. */
export interface Evacuation {
  /** null: it is kept elsewhere. */
  readonly planId: number | null;
  readonly title: string;
  readonly url: string | null;
  /** Of a plan of ours: its places, and those of them where no rack serves yet. */
  readonly plan: { readonly state: PlanState; readonly racks: number; readonly racksLeft: number } | null;
}
/** As it is kept. */
export interface NewEvacuation {
  readonly planId: number | null;
  readonly title: string | null;
  readonly url: string | null;
}

/** Numbers of steps, but racks. */
export interface RunCounts {
  readonly racks: number;
  /** All of whose steps are settled. */
  readonly racksDone: number;
  readonly steps: number;
  readonly settled: number;
  readonly working: number;
  readonly retrying: number;
  readonly failed: number;
  readonly tasks: number;
  readonly late: number;
  readonly gatesAsked: number;
}
export interface RunListed extends Omit<RunRecord, "template" | "limits" | "clocks"> {
  readonly counts: RunCounts;
}

export interface WaveRow {
  readonly number: number;
  readonly tier: "canary" | "pilot" | "rest";
  readonly notBefore: Instant | null;
}

export interface SubjectRow {
  readonly id: number;
  readonly wave: number;
  readonly sequence: number;
  readonly rackId: number | null;
  readonly rackCode: string;
  readonly rackTypeId: number;
  readonly rackType: string;
  readonly planActionId: number | null;
  readonly positionId: number | null;
  /** As `R2-17 tile 4`. */
  readonly position: string | null;
  readonly fromPositionId: number | null;
  readonly from: string | null;
  readonly roomId: number | null;
  readonly rowId: number | null;
  readonly faultDomain: string;
  readonly services: readonly string[];
  readonly powerW: number;
  readonly holds: boolean;
  readonly down: boolean;
}

/** What of a step changes with its state. */
export interface StepRow {
  readonly id: number;
  readonly subjectId: number;
  readonly stage: string;
  readonly state: StepState;
  readonly attempts: number;
  readonly asks: number;
  readonly begunAt: Instant | null;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly notBefore: Instant | null;
  readonly pollAt: Instant | null;
  readonly byPerson: boolean;
  readonly assigneeId: string | null;
  readonly dueAt: Instant | null;
  /** Whoever has it is reminded from then on. */
  readonly warnAt: Instant | null;
  readonly escalatedAt: Instant | null;
}

/** What is told of it. Absent fields of a change stay. */
export interface StepTold {
  readonly checklist: unknown;
  readonly evidence: unknown;
  readonly result: unknown;
  readonly waited: unknown;
  readonly failure: unknown;
  readonly reason: string | null;
}
export interface StepDetail extends StepRow, StepTold {
  readonly assignee: Person | null;
}

export interface GateRow {
  readonly wave: number;
  readonly after: string;
  readonly state: GateState;
  readonly met: boolean | null;
  readonly measured: unknown;
  readonly askedAt: Instant | null;
  readonly openedAt: Instant | null;
  readonly openedBy: Person | null;
  readonly reason: string | null;
}

export interface RunParts {
  readonly waves: readonly WaveRow[];
  /** By sequence. */
  readonly subjects: readonly SubjectRow[];
  readonly steps: readonly StepRow[];
  readonly gates: readonly GateRow[];
}

export interface NewSubject {
  readonly wave: number;
  readonly rackId: number | null;
  readonly rackCode: string;
  readonly rackTypeId: number;
  readonly planActionId: number | null;
  readonly positionId: number | null;
  readonly fromPositionId: number | null;
  readonly roomId: number | null;
  readonly faultDomain: string;
  readonly services: readonly string[];
  readonly powerW: number;
}
export interface NewRun {
  readonly kind: RunKind;
  readonly title: string;
  readonly planId: number | null;
  readonly datacenterId: number;
  readonly templateId: number | null;
  readonly template: unknown;
  readonly limits: unknown;
  readonly createdById: string | null;
  readonly createdAt: Instant;
  readonly wakeAt: Instant;
  readonly dueOn: string | null;
  readonly clocks: unknown;
  readonly waves: readonly WaveRow[];
  /** In their order; each is given a step for every stage. */
  readonly subjects: readonly NewSubject[];
  readonly stages: readonly { readonly key: string; readonly checklist: readonly string[] }[];
  /** Stages that a gate follows. */
  readonly gates: readonly string[];
}

/** Fields that change; absent ones stay. The version goes up by one. */
export interface RunChange {
  readonly state?: RunState;
  readonly halt?: unknown;
  readonly reason?: string | null;
  readonly startedAt?: Instant | null;
  readonly endedAt?: Instant | null;
  readonly wakeAt?: Instant | null;
  readonly dueOn?: string | null;
}

/** How long people have for a stage, or (`stage` "") for a whole run of the kind. */
export interface ClockRuleRow extends ClockRule {
  readonly kind: RunKind;
  readonly stage: string;
  /** Who is told by mail or webhook, beside people of the product; null: nobody, or one that gets nothing any more. */
  readonly contact: { readonly id: number; readonly name: string } | null;
  readonly version: number;
  readonly savedBy: Person | null;
  readonly savedAt: Instant;
}

/**
 * Racks of a type that went live at a datacenter: milliseconds from the dock to service, and what each stage between the two took, waiting for it
 * included. Stages one after the other, so that those of a rack add up to its whole. `stage` null: the whole.
 */
export interface DockRow {
  readonly datacenter: string;
  readonly rackType: string;
  readonly stage: string | null;
  readonly racks: number;
  readonly p50Ms: number;
  readonly p90Ms: number;
}

/** A run was paused or halted, or went on. */
export interface StopEvent {
  readonly kind: "run_pause" | "run_halted" | "run_resume";
  readonly at: Instant;
  readonly by: string | null;
}

export interface GateChange {
  readonly wave: number;
  readonly after: string;
  readonly state: GateState;
  readonly met: boolean | null;
  readonly measured: unknown;
  readonly askedAt: Instant | null;
  readonly openedAt: Instant | null;
  readonly openedById: string | null;
  readonly reason: string | null;
}

export type EventLevel = "info" | "warn" | "error";
export interface NewRunEvent {
  readonly runId: number;
  readonly subjectId: number | null;
  readonly stage: string | null;
  readonly level: EventLevel;
  /** As `step_started`, `gate_asked`; what performers say has their own words. */
  readonly kind: string;
  readonly data: unknown;
  readonly actorName: string | null;
  readonly at: Instant;
  readonly traceId: string;
}
export interface RunEventRecord extends NewRunEvent {
  /** Too large for a number. */
  readonly id: string;
  readonly rack: string | null;
}
export interface RunEventFilter {
  readonly runId: number;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly subjectId?: number | undefined;
  readonly level?: EventLevel | undefined;
  readonly limit: number;
}

export interface RunFilter {
  readonly states?: readonly RunState[] | undefined;
  readonly kinds?: readonly RunKind[] | undefined;
  readonly datacenter?: string | undefined;
  readonly region?: string | undefined;
  readonly planId?: number | undefined;
  readonly createdById?: string | undefined;
  readonly rack?: string | undefined;
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly now: Instant;
}

/** A rack that a run could be made for. */
export interface Candidate {
  readonly kind: RunKind;
  readonly planActionId: number | null;
  readonly requestId: number | null;
  readonly datacenterId: number;
  readonly datacenter: string;
  readonly rackTypeId: number;
  readonly rackType: string;
  readonly heightU: number;
  readonly powerW: number;
  /** null: it is to be made. */
  readonly rackId: number | null;
  readonly rackCode: string | null;
  readonly rackState: AssetState | null;
  /** Where it stands, or will; null: nowhere. */
  readonly positionId: number | null;
  /** As `R2-17`. */
  readonly row: string | null;
  readonly rowId: number | null;
  /** Along the row. */
  readonly number: number | null;
  readonly fromPositionId: number | null;
  readonly roomId: number | null;
  readonly room: string | null;
  readonly faultDomain: string;
  readonly services: readonly string[];
  /** The run that has it already. */
  readonly held: { readonly id: number; readonly title: string } | null;
  /** Another plan that has a place for it. */
  readonly planned: { readonly id: number; readonly title: string } | null;
}

export interface TemplateRow {
  readonly id: number;
  readonly kind: RunKind;
  readonly rackTypeId: number | null;
  readonly rackType: string | null;
  readonly datacenterId: number | null;
  readonly datacenter: string | null;
  readonly version: number;
  readonly body: unknown;
  readonly note: string;
  readonly createdBy: Person | null;
  readonly createdAt: Instant;
}

export interface TaskRow {
  readonly stepId: number;
  readonly runId: number;
  readonly run: string;
  readonly kind: RunKind;
  readonly template: unknown;
  readonly stage: string;
  readonly rack: string;
  readonly position: string | null;
  readonly datacenter: string;
  readonly state: StepState;
  readonly assignee: Person | null;
  readonly startedAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly checklist: unknown;
  /** Who outside has it. */
  readonly contact: string | null;
  readonly why: unknown;
}

/** Of a datacenter, a room or a row of it; not over, and not ended. */
export interface FreezeRow {
  readonly id: number;
  readonly roomId: number | null;
  readonly rowId: number | null;
  /** As `NRD-2`, `NRD-2 room 1`, `NRD-2 room 1 row 17`. */
  readonly place: string;
  /** Days, both included. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reason: string;
}

export interface AllPaused {
  readonly by: Person | null;
  readonly at: Instant;
  readonly reason: string;
}
