import type { Took } from "@headroom/core/rollout/durations";
import type { Elsewhere, Instant } from "@headroom/core/rollout/types";
import type { RunKind } from "@headroom/core/rollout/usual";
import type { Metric } from "@headroom/core/telemetry/point";
import type {
  AllPaused,
  Candidate,
  ClockRuleRow,
  DockRow,
  Evacuation,
  FreezeRow,
  GateChange,
  NewEvacuation,
  NewRun,
  NewRunEvent,
  RunChange,
  RunCounts,
  RunEventFilter,
  RunEventRecord,
  RunFilter,
  RunListed,
  RunParts,
  RunRecord,
  StepDetail,
  StepRow,
  StepTold,
  StopEvent,
  SubjectRow,
  TaskRow,
  TemplateRow,
} from "./run-records";

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
