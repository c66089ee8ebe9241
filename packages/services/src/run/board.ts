import type { RunClocks } from "@headroom/contracts/run";
import { nextRunState, nextStepState, type RunAction, type StepAction } from "@headroom/core/lifecycle/run";
import { isDown } from "@headroom/core/rollout/decide";
import { pauseAfter } from "@headroom/core/rollout/retry";
import type { Instant, RunNow, Stage } from "@headroom/core/rollout/types";
import type { Repositories } from "../ports/repositories";
import type {
  EventLevel,
  GateChange,
  GateRow,
  NewRunEvent,
  RunChange,
  StepRow,
  SubjectRow,
} from "../ports/run-records";
import { keepWorkOrders } from "../work-order/keep";
import { clockFor, clocksOf, handedOver } from "./clocks";
import { type LoadedRun, runNowOf } from "./load";
import type { JsonObject, StepFailure } from "./perform";

export interface BoardOptions {
  readonly now: Instant;
  readonly traceId: string;
  /** Who does it, for the log; null: the worker. */
  readonly by: string | null;
}

/** A question to the outside world. */
export interface Ask {
  readonly stepId: number;
  readonly asks: number;
}

/**
 * A locked run while it is changed: every change of state goes through the transition tables of core, leaves an event, and is written by
 * `save`, only what changed.
 */
export class RunBoard {
  private readonly steps: Map<number, StepRow>;
  private readonly gates: Map<string, GateRow>;
  private readonly subjects: Map<number, SubjectRow>;
  private readonly changedSteps = new Set<number>();
  private readonly changedGates = new Map<string, GateChange>();
  /** Tasks that somebody has to do from now on. */
  private readonly opened = new Set<number>();
  private readonly failures = new Map<number, StepFailure | null>();
  /** What was logged. */
  readonly happened: NewRunEvent[] = [];
  private change: RunChange = {};
  private loaded: LoadedRun;
  private readonly stageOf: ReadonlyMap<string, Stage>;
  private readonly clocks: RunClocks;
  readonly asks: Ask[] = [];

  constructor(
    loaded: LoadedRun,
    private readonly options: BoardOptions,
  ) {
    this.loaded = loaded;
    this.steps = new Map(loaded.parts.steps.map((step) => [step.id, step]));
    this.gates = new Map(loaded.parts.gates.map((gate) => [`${gate.wave}/${gate.after}`, gate]));
    this.subjects = new Map(loaded.parts.subjects.map((subject) => [subject.id, subject]));
    this.clocks = clocksOf(loaded.run.clocks);
    this.stageOf = new Map(loaded.template.stages.map((stage) => [stage.key, stage]));
  }

  get run() {
    return this.loaded.run;
  }
  get isAllPaused(): boolean {
    return this.loaded.allPaused !== null;
  }
  get template() {
    return this.loaded.template;
  }
  now(): RunNow {
    const parts = { ...this.loaded.parts, steps: [...this.steps.values()], gates: [...this.gates.values()] };
    return runNowOf({ ...this.loaded, parts });
  }

  stage(key: string): Stage {
    const stage = this.stageOf.get(key);
    if (!stage) throw new Error(`run ${this.run.id} has no stage ${key}`);
    return stage;
  }
  step(id: number): StepRow {
    return this.steps.get(id)!;
  }
  allSteps(): readonly StepRow[] {
    return [...this.steps.values()];
  }
  subject(id: number): SubjectRow {
    return this.subjects.get(id)!;
  }
  subjectsOf(wave: number): readonly SubjectRow[] {
    return [...this.subjects.values()].filter((s) => s.wave === wave);
  }
  allGates(): readonly GateRow[] {
    return [...this.gates.values()];
  }
  stepOf(subject: number, stage: string): StepRow | undefined {
    return this.index().get(`${subject}/${stage}`);
  }
  private indexed: Map<string, number> | null = null;
  private index(): { get(key: string): StepRow | undefined } {
    this.indexed ??= new Map([...this.steps.values()].map((s) => [`${s.subjectId}/${s.stage}`, s.id]));
    const ids = this.indexed;
    return { get: (key) => this.steps.get(ids.get(key) ?? 0) };
  }
  isTask = (step: Pick<StepRow, "stage" | "byPerson">): boolean =>
    step.byPerson || this.stage(step.stage).how === "task";

  /** Takes a step through an action; null where its state does not allow it. */
  act(id: number, action: StepAction, over: Partial<StepRow> = {}): StepRow | null {
    const step = this.step(id);
    const state = nextStepState(step.state, action);
    return state === null ? null : this.put({ ...step, ...over, state });
  }
  put(step: StepRow): StepRow {
    this.steps.set(step.id, step);
    this.changedSteps.add(step.id);
    return step;
  }
  fails(stepId: number, failure: StepFailure | null): void {
    this.failures.set(stepId, failure);
  }

  /** Begins an attempt, or the way back: a machine is asked, a person has a task. */
  begin(id: number, action: "start" | "undo"): void {
    const { now } = this.options;
    const step = this.step(id);
    const task = this.isTask(step);
    const next = this.act(id, action, {
      attempts: action === "start" ? step.attempts + 1 : 1,
      asks: step.asks + 1,
      begunAt: action === "start" ? (step.begunAt ?? now) : step.begunAt,
      startedAt: now,
      endedAt: null,
      notBefore: null,
      pollAt: task ? null : now,
      ...this.timed(step, task),
    });
    if (!next) return;
    this.log("info", action === "start" ? "step_started" : "step_undone_begun", { attempt: next.attempts, task }, next);
    if (task) this.opened.add(id);
    else this.asks.push({ stepId: id, asks: next.asks });
  }

  /** When a task that begins now is due, and somebody is reminded. */
  private timed(
    { stage, subjectId }: StepRow,
    task: boolean,
    isHandedOver = false,
  ): Pick<StepRow, "dueAt" | "warnAt" | "escalatedAt"> {
    if (!task) return { dueAt: null, warnAt: null, escalatedAt: null };
    const { now } = this.options;
    const own = clockFor(this.clocks, this.stage(stage), this.subject(subjectId).rackType);
    const { dueMs, warnMs } = isHandedOver ? handedOver(own) : own;
    return { dueAt: now + dueMs, warnAt: now + warnMs, escalatedAt: null };
  }

  /** Makes a machine's work a person's. */
  handOver(id: number, why: StepFailure): StepRow {
    const step = this.step(id);
    this.fails(id, why);
    const next = this.put({
      ...step,
      byPerson: true,
      pollAt: null,
      ...this.timed(step, true, true),
    });
    this.opened.add(id);
    this.log("warn", "step_handed_over", { why }, next);
    return next;
  }

  /** An attempt that came to nothing: tried again after a pause, or given up. */
  fail(id: number, failure: StepFailure, { final = false } = {}): void {
    const { now } = this.options;
    const step = this.step(id);
    const { retry } = this.stage(step.stage);
    const pauseMs = final ? null : pauseAfter(retry, step.attempts, step.id);
    this.fails(id, failure);
    const isUndo = step.state === "undoing";
    if (isUndo && pauseMs !== null) {
      // the way back has no state of its own for waiting: it is asked again, with all the time of an attempt
      const at = now + pauseMs;
      const next = this.put({ ...step, attempts: step.attempts + 1, asks: step.asks + 1, startedAt: at, pollAt: at });
      this.log("warn", "attempt_failed", { failure, attempt: step.attempts, pauseMs }, next);
      return;
    }
    const over = { endedAt: now, pollAt: null, dueAt: null };
    const next =
      pauseMs === null
        ? this.act(id, "give_up", { ...over, notBefore: null })
        : this.act(id, "fail", { ...over, notBefore: now + pauseMs });
    if (!next) return;
    const kind = pauseMs === null ? "step_failed" : "attempt_failed";
    this.log(pauseMs === null ? "error" : "warn", kind, { failure, attempt: step.attempts, pauseMs }, next);
  }

  /** Once more, at once: a step that failed, waits for its next attempt, or could not be taken back. False: it is none of these. */
  again(id: number): boolean {
    const step = this.step(id);
    if (step.state !== "stuck")
      return this.act(id, "retry", { attempts: 0, notBefore: null, endedAt: null, byPerson: false }) !== null;
    const { now } = this.options;
    const task = this.isTask(step);
    if (task) this.opened.add(id);
    return (
      this.act(id, "retry", {
        ...{ attempts: 1, asks: step.asks + 1, startedAt: now, endedAt: null },
        ...{ pollAt: task ? null : now, ...this.timed(step, task) },
      }) !== null
    );
  }

  setGate(change: Pick<GateRow, "wave" | "after"> & Partial<GateChange>): void {
    const key = `${change.wave}/${change.after}`;
    const gate = this.gates.get(key);
    if (!gate) return;
    const { openedBy, ...rest } = { ...gate, ...change };
    this.gates.set(key, { ...rest, openedBy });
    this.changedGates.set(key, { ...rest, openedById: change.openedById ?? openedBy?.id ?? null });
  }

  /** Takes the run through an action; false where its state does not allow it. */
  follow(action: RunAction, over: RunChange = {}): boolean {
    const state = nextRunState(this.run.state, action);
    if (state === null) return false;
    this.set({ ...over, state });
    return true;
  }
  set(change: RunChange): void {
    this.change = { ...this.change, ...change };
    const { halt, ...rest } = change;
    this.loaded = {
      ...this.loaded,
      run: { ...this.run, ...rest, ...(halt === undefined ? {} : { halt }) } as LoadedRun["run"],
    };
  }

  log(level: EventLevel, kind: string, data: JsonObject, step: StepRow | null = null): void {
    const { now, traceId, by } = this.options;
    const about = { subjectId: step?.subjectId ?? null, stage: step?.stage ?? null };
    this.happened.push({ ...about, runId: this.run.id, level, kind, data, actorName: by, at: now, traceId });
  }

  /** Tasks that began or ended: people outside get an order, or theirs is taken back. */
  private async sendWork(repositories: Parameters<typeof keepWorkOrders>[0]): Promise<void> {
    const tasks = [...this.changedSteps]
      .map((id) => this.step(id))
      .filter(this.isTask)
      .map((step) => ({
        ...{ step, work: doesOf(this.stage(step.stage)), isNew: this.opened.has(step.id) },
        isOpen: step.pollAt === null && (step.state === "working" || step.state === "undoing"),
      }));
    const sent = await keepWorkOrders(repositories, this.run.datacenterId, tasks, this.options.now);
    for (const { step, contact } of sent) this.log("info", "order_sent", { to: contact.name }, step);
  }

  /** Writes what changed. `wakeAt`: when somebody has to look again. */
  async save(
    repositories: Pick<Repositories, "runs" | "contacts" | "workOrders" | "outbox">,
    wakeAt: Instant | null,
  ): Promise<void> {
    const { runs } = repositories;
    const { stages } = this.template;
    const ended = this.run.endedAt !== null;
    const subjects = [...this.subjects.values()].flatMap((subject) => {
      const down = !ended && isDown(stages, (stage) => this.stepOf(subject.id, stage.key) ?? { state: "waiting" });
      const holds = subject.holds && !ended;
      return down === subject.down && holds === subject.holds ? [] : [{ id: subject.id, down, holds }];
    });
    await runs.saveSteps([...this.changedSteps].map((id) => this.step(id)));
    for (const [id, failure] of this.failures) await runs.tell(id, { failure });
    await this.sendWork(repositories);
    await runs.saveGates(this.run.id, [...this.changedGates.values()]);
    await runs.saveSubjects(subjects);
    await runs.append(this.happened);
    await runs.change(this.run.id, { ...this.change, wakeAt });
  }
}

/** What a stage does, for whoever carries it out. */
export const doesOf = ({ does, key }: Pick<Stage, "does" | "key">): string => does ?? key;
