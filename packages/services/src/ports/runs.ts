import type { AssetState } from "@headroom/core/lifecycle/asset";
import type { PlanState } from "@headroom/core/lifecycle/plan";
import type { GateState, RunState, StepState } from "@headroom/core/lifecycle/run";
import type { ClockRule } from "@headroom/core/rollout/clock";
import type { Took } from "@headroom/core/rollout/durations";
import type { Elsewhere, Instant } from "@headroom/core/rollout/types";
import type { RunKind } from "@headroom/core/rollout/usual";
import type { Metric } from "@headroom/core/telemetry/point";
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

export interface RunRepository {
  list(filter: RunFilter): Promise<{
    readonly rows: RunListed[];
    readonly next: string | null;
    readonly total: number;
    /** By state, whatever states were asked for. */
    readonly states: Readonly<Record<string, number>>;
  }>;
  get(id: number): Promise<RunRecord | null>;
  counts(id: number, now: Instant): Promise<RunCounts>;
  /** Locked to the end of the unit of work. Before datacenters and requests, after a plan. */
  lock(id: number): Promise<RunRecord | null>;
  parts(id: number): Promise<RunParts>;
  /** By subject and stage. */
  details(id: number): Promise<StepDetail[]>;
  step(stepId: number): Promise<(StepDetail & { readonly runId: number }) | null>;
  /** The step of a run and rack that failed as drives were not proven; null: none did. */
  unproven(runId: number, rackId: number): Promise<number | null>;
  /** Of a subject, by stage: what its steps ended in. */
  results(subjectId: number): Promise<ReadonlyMap<string, unknown>>;

  /** By run; those without are absent. */
  evacuations(runIds: readonly number[]): Promise<ReadonlyMap<number, Evacuation>>;

  insert(run: NewRun): Promise<number>;
  /** All null: there is none. */
  keepEvacuation(id: number, evacuation: NewEvacuation): Promise<void>;
  change(id: number, change: RunChange): Promise<void>;
  saveSteps(steps: readonly StepRow[]): Promise<void>;
  tell(stepId: number, told: Partial<StepTold>): Promise<void>;
  saveGates(runId: number, gates: readonly GateChange[]): Promise<void>;
  saveSubjects(subjects: readonly Pick<SubjectRow, "id" | "holds" | "down">[]): Promise<void>;
  /** Leaves the version as it is: nobody has to look because of it. */
  saveForecast(
    id: number,
    foreseen: { readonly forecast: unknown; readonly clocks: unknown; readonly lateToldAt: Instant | null },
    at: Instant,
  ): Promise<void>;
  append(events: readonly NewRunEvent[]): Promise<void>;
  /** Oldest first; the latest ones where neither `after` nor `before` is given. */
  events(filter: RunEventFilter): Promise<RunEventRecord[]>;
  /** When it was paused, halted and resumed, oldest first. */
  stops(id: number): Promise<StopEvent[]>;
  /** Of the latest event; null: none. */
  lastEvent(id: number): Promise<string | null>;

  /** Runs that somebody has to look at, those that wait longest first. */
  due(now: Instant, limit: number): Promise<{ readonly id: number; readonly version: number }[]>;
  /** Living runs that changed since they were forecast, the stalest first: those that were forecast since the instant are left out. */
  staleForecasts(since: Instant, limit: number): Promise<number[]>;
  /** Steps about which the world has to be asked. */
  dueSteps(now: Instant, limit: number): Promise<{ readonly id: number; readonly asks: number }[]>;
  /** Everybody who takes these services down waits for the others, to the end of the unit of work. */
  lockServices(services: readonly string[]): Promise<void>;
  /** Where runs other than this one have the services down. */
  elsewhere(runId: number, services: readonly string[]): Promise<Elsewhere[]>;
  /** What stages took lately, for the types at the sites first. Sites by code. */
  took(stages: readonly string[], rackTypeIds: readonly number[], datacenterIds: readonly number[]): Promise<Took[]>;
  /** What people took to open a gate, milliseconds, the latest first. */
  gatesTook(kind: RunKind): Promise<number[]>;
  /** The last reading of each rack's own meter. */
  readings(rackIds: readonly number[]): Promise<ReadonlyMap<number, { readonly powerW: number; readonly at: Instant }>>;

  /** Of each rack's points since then; racks without any are absent. */
  measured(
    rackIds: readonly number[],
    metric: Metric,
    sinceMs: Instant,
  ): Promise<ReadonlyMap<number, { readonly min: number; readonly mean: number; readonly max: number }>>;

  freezes(datacenterId: number, today: string): Promise<FreezeRow[]>;
  /** Positions of a committed plan on which nothing stands yet, and racks that it retires. */
  ofPlan(planId: number): Promise<Candidate[]>;
  /** Racks by code, in the order of the codes; those that do not exist are absent. */
  ofRacks(kind: RunKind, codes: readonly string[]): Promise<Candidate[]>;
  /** Living ones of a plan. */
  livingOfPlan(planId: number): Promise<{ readonly id: number; readonly title: string }[]>;

  tasks(filter: {
    readonly assigneeId?: string | undefined;
    readonly datacenter?: string | undefined;
    readonly runId?: number | undefined;
    readonly lateBefore?: Instant | undefined;
    readonly limit: number;
  }): Promise<{ readonly rows: TaskRow[]; readonly total: number }>;

  clockRules(kind?: RunKind): Promise<ClockRuleRow[]>;
  /** Makes or changes the rule of a kind and stage, where it still has that version (0: there is none). False: it has another. */
  saveClockRule(
    rule: Pick<ClockRuleRow, "kind" | "stage" | "dueMs" | "warnShare"> & {
      readonly contactId: number | null;
      readonly baseVersion: number;
      readonly byId: string | null;
      readonly at: Instant;
    },
  ): Promise<boolean>;

  /** What stages of provisioning took from dock to live, of racks that went live since: see DockRow. */
  dockToLive(filter: { readonly since: Instant; readonly datacenter?: string | undefined }): Promise<DockRow[]>;

  /** The latest version of each; `kind`: only of that. */
  templates(kind?: RunKind): Promise<TemplateRow[]>;
  insertTemplate(
    template: Omit<TemplateRow, "id" | "rackType" | "datacenter" | "createdBy"> & {
      readonly createdById: string | null;
    },
  ): Promise<number>;

  /** null: they are not. */
  allPaused(): Promise<AllPaused | null>;
  pauseAll(pause: { readonly byId: string | null; readonly at: Instant; readonly reason: string }): Promise<void>;
  resumeAll(): Promise<void>;
  /** Has every living run looked at; `datacenter`: its code, only those in it. */
  wakeAll(now: Instant, datacenter?: string): Promise<number>;
}
