import { Random } from "@headroom/core/foundation/random";
import { isSettled } from "@headroom/core/lifecycle/run";
import { isDown } from "@headroom/core/rollout/decide";
import type { Gate, Limits, Stage, Template } from "@headroom/core/rollout/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Actor } from "../actor";
import { ServiceError } from "../errors";
import { type FakeRun, FakeRuns, isOver } from "../fakes/runs";
import { advance } from "./advance";
import { type Asked, ask } from "./ask";
import { checklistOf } from "./checklist";
import { abortRun, pauseRun, resumeRun } from "./control";
import { holdGate, openGate } from "./gate";
import { giveUpRun, giveUpStep } from "./give-up";
import { pauseAll, resumeAll } from "./operations";
import type { Performers, StepAnswer, StepWork } from "./perform";
import { settle } from "./settle";
import { failTask, finishTask, finishTasks, retryAll, retryStep, skipStep } from "./step";

const MINUTE = 60_000;
const omar: Actor = { id: "omar", name: "omar", role: "operator", via: "web", requestId: "r" };

const stages: fc.Arbitrary<Stage[]> = fc
  .array(
    fc.record({
      how: fc.constantFrom("automatic", "automatic", "task"),
      needs: fc.nat(),
      takesDown: fc.boolean(),
      bringsUp: fc.boolean(),
      canUndo: fc.boolean(),
      noReturn: fc.boolean(),
      mustDo: fc.boolean(),
      attempts: fc.integer({ min: 1, max: 3 }),
      atATime: fc.option(fc.integer({ min: 1, max: 2 })),
      timeoutMs: fc.option(fc.constant(20 * MINUTE)),
      checklist: fc.subarray(["seen", "counted", "labelled"]),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((drawn) =>
    drawn.map(
      ({ needs, attempts, how, ...rest }, i): Stage => ({
        ...{ ...rest, how: how as Stage["how"], key: `s${i}`, title: `s${i}`, usualMs: MINUTE },
        checklist: how === "task" ? rest.checklist : [],
        needs: i === 0 ? [] : [`s${needs % i}`],
        retry: { attempts, pauseMs: MINUTE, longestPauseMs: 4 * MINUTE },
      }),
    ),
  );
const templates: fc.Arbitrary<Template> = fc
  .record({ stages, gates: fc.array(fc.record({ after: fc.nat(), people: fc.boolean() }), { maxLength: 2 }) })
  .map(({ stages: all, gates }) => ({
    stages: all,
    // none between going down and coming up: waves of one service in two fault domains could never pass it
    gates: all.some((stage) => stage.bringsUp)
      ? []
      : [...new Map(gates.map(({ after, people }) => [after % all.length, people]))].map(
          ([after, people]): Gate => ({ after: `s${after}`, opens: people ? "people" : "itself", bakeMs: MINUTE }),
        ),
    handsOverAfter: `s${all.length >> 1}`,
  }));
const few = fc.option(fc.integer({ min: 1, max: 2 }));
const limits: fc.Arbitrary<Limits> = fc.record({
  ...{ racks: few, racksOfRoom: few, racksOfFaultDomain: few, failuresOfWave: fc.integer({ min: 0, max: 2 }) },
  window: fc.option(fc.record({ racks: fc.integer({ min: 1, max: 2 }), ms: fc.constant(30 * MINUTE) })),
});
const subject = fc.record({
  ...{ wave: fc.nat({ max: 1 }), room: fc.integer({ min: 1, max: 2 }), faultDomain: fc.constantFrom("east", "west") },
  services: fc.subarray(["mail", "maps"]),
});
const runs: fc.Arbitrary<FakeRun> = fc
  .record({ template: templates, limits, subjects: fc.array(subject, { minLength: 1, maxLength: 4 }) })
  // waves count from 0, without a gap
  .map(({ subjects, ...rest }) => ({
    ...rest,
    subjects: subjects.map((one, i) => (i === 0 ? { ...one, wave: 0 } : one)),
  }));
const worlds = fc.record({ runs: fc.array(runs, { minLength: 1, maxLength: 2 }), seed: fc.integer() });
type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

/** Plays what workers, the world and people may do to runs, in any order, and looks at everything after each. */
class Play {
  readonly fake = new FakeRuns();
  readonly clock = { now: Date.UTC(2026, 10, 23, 9) };
  readonly ports = this.fake.ports(this.clock);
  private readonly random: Random;
  /** Answers that are on their way: to be recorded, lost, or recorded twice. */
  private readonly onTheWay: { stepId: number; asks: number; answered: Asked }[] = [];
  /** What was done outside, by key, and which keys were taken back. */
  readonly done = new Map<string, number>();
  private helpful = false;

  constructor({ runs: all, seed }: World) {
    this.random = new Random(seed);
    for (const run of all) this.fake.add(run, this.clock.now);
  }

  private pick<T>(all: readonly T[]): T | undefined {
    return all.length === 0 ? undefined : all[this.random.below(all.length)];
  }
  private chance(share: number): boolean {
    return this.random.float() < share;
  }
  private steps = () => [...this.fake.kept.steps.values()];
  private living = () => [...this.fake.kept.runs.values()].filter((run) => !isOver(run.state));

  /** Does what it is asked once a key; says all that a performer may say. */
  private performer = {
    perform: async (work: StepWork): Promise<StepAnswer> => {
      this.mayBeAsked(work);
      if (!this.done.has(work.effectKey)) this.done.set(work.effectKey, 0);
      const answers: (() => StepAnswer)[] = [
        () => ({ kind: "wait", pollAfterMs: MINUTE, note: {}, result: {} }),
        () => ({ kind: "failed", failure: { code: "flaky" }, final: this.chance(0.3) }),
        () => ({ kind: "person", why: { code: "no_controller" } }),
        () => {
          throw new Error("broken");
        },
      ];
      if (!this.helpful && this.chance(0.5)) return this.pick(answers)!();
      this.done.set(work.effectKey, 1);
      return { kind: "done", result: {} };
    },
  };
  private performers = new Proxy({}, { get: () => this.performer }) as Performers;

  /** Only of a step that is in work, after all that it needs, in a run that lives. */
  private mayBeAsked({ runId, stepId, subject: { subjectId }, stage, direction }: StepWork): void {
    const { state, template } = this.fake.kept.runs.get(runId)!;
    expect(isOver(state)).toBe(false);
    const step = this.fake.kept.steps.get(stepId)!;
    expect(step.state).toBe(direction === "do" ? "working" : "undoing");
    const { needs } = (template as Template).stages.find((one) => one.key === stage)!;
    for (const other of this.steps())
      if (direction === "do" && other.subjectId === subjectId && needs.includes(other.stage))
        expect(isSettled(other.state)).toBe(true);
  }

  private ask = async (stepId: number, asks: number) => {
    const tools = { performers: this.performers, signal: new AbortController().signal, traceId: "t" };
    const answered = await ask(this.ports, { stepId, asks }, tools);
    if (answered) this.onTheWay.push({ stepId, asks, answered });
  };

  /** One of the things that may happen next. */
  private async happen(): Promise<void> {
    const { ports, clock } = this;
    const run = this.pick(this.living());
    const step = this.pick(this.steps());
    const gate = this.pick([...this.fake.kept.gates.values()]);
    const due = await ports.work.read(({ runs: all }) => all.dueSteps(clock.now, 100));
    const question = this.pick(due);
    const id = run?.id ?? 1;
    const reason = "because";
    const people: (() => Promise<unknown>)[] = [
      () => pauseRun(ports, omar, { id, reason }),
      () => resumeRun(ports, omar, { id, reason }),
      () => resumeRun(ports, omar, { id, reason }),
      () => (this.chance(0.2) ? abortRun(ports, omar, { id, reason }) : Promise.resolve()),
      () => pauseAll(ports, omar, { reason }),
      () => resumeAll(ports, omar, { reason }),
      () => resumeAll(ports, omar, { reason }),
      () => retryAll(ports, omar, { id }),
      () => retryStep(ports, omar, { stepId: step!.id }),
      () => skipStep(ports, omar, { stepId: step!.id, reason }),
      () => finishTask(ports, omar, { stepId: step!.id, checked: this.ticks(), evidence: [], note: "" }),
      () => finishTasks(ports, omar, { steps: this.some(), checked: this.ticks(), note: "" }),
      () => failTask(ports, omar, { stepId: step!.id, reason }),
      ...(gate
        ? [
            () => openGate(ports, omar, { id: gate.runId, wave: gate.wave, after: gate.after, reason }),
            () => holdGate(ports, omar, { id: gate.runId, wave: gate.wave, after: gate.after, reason }),
          ]
        : []),
      // workers that were killed too often over something
      () => giveUpRun(ports, id, 1, "t"),
      () => (question ? giveUpStep(ports, question.id, question.asks, "t") : Promise.resolve()),
    ];
    const roll = this.random.float();
    if (roll < 0.3) await advance(ports, id, "t");
    else if (roll < 0.5 && question) await this.ask(question.id, question.asks);
    else if (roll < 0.7) await this.record();
    else if (roll < 0.8) clock.now += this.random.below(10 * MINUTE);
    else
      try {
        await this.pick(people)!();
      } catch (error) {
        // what is not allowed now is refused by name
        if (!(error instanceof ServiceError)) throw error;
        expect(["WRONG_STATE", "CONFLICT", "INVALID_INPUT"]).toContain(error.code);
      }
  }

  /** Mostly all of any checklist, sometimes less. */
  private ticks = () => (this.chance(0.7) ? [0, 1, 2] : [0]);
  /** One to three steps, of one stage and run or not. */
  private some = () =>
    [0, 1, 2].slice(0, 1 + this.random.below(3)).map(() => ({ stepId: this.pick(this.steps())!.id, evidence: [] }));

  /** An answer arrives: it is lost with its worker, recorded, or recorded twice. */
  private async record(): Promise<void> {
    const at = this.onTheWay.length === 0 ? -1 : this.random.below(this.onTheWay.length);
    const one = this.onTheWay[at];
    if (!one) return;
    if (this.chance(0.8)) this.onTheWay.splice(at, 1);
    if (this.chance(0.2)) return;
    const { stepId, asks, answered } = one;
    await settle(this.ports, { stepId, asks, ...answered, traceId: "t" });
  }

  async play(turns: number): Promise<void> {
    for (let i = 0; i < turns; i++) await this.seen(() => this.happen());
  }

  private async seen(what: () => Promise<unknown>): Promise<void> {
    const before = structuredClone(this.fake.kept);
    await what();
    this.look(before);
  }

  /** Whatever happened, this holds. */
  private look(before: FakeRuns["kept"]): void {
    const { kept } = this.fake;
    const fresh = kept.events.slice(before.events.length);
    const down = new Map<string, Set<string>>();
    for (const run of kept.runs.values()) {
      const was = before.runs.get(run.id)!;
      const started = fresh.filter((one) => one.runId === run.id && one.kind === "step_started");
      // while it is paused, halted or over, or all are, nothing begins
      if (started.length > 0)
        expect([was.state, before.paused]).toEqual([expect.stringMatching(/^(queued|running)$/), null]);
      const template = run.template as Template;
      const own = [...kept.steps.values()].filter((step) => step.runId === run.id);
      const subjects = [...kept.subjects.values()].filter((one) => one.runId === run.id);
      for (const subject of subjects) {
        const stepOf = (stage: Stage) => own.find((one) => one.subjectId === subject.id && one.stage === stage.key)!;
        expect(subject.down).toBe(!isOver(run.state) && isDown(template.stages, stepOf));
        expect(subject.holds).toBe(!isOver(run.state));
        if (subject.down)
          for (const service of subject.services)
            down.set(service, (down.get(service) ?? new Set()).add(subject.faultDomain));
      }
      for (const step of own) {
        const { retry } = template.stages.find((one) => one.key === step.stage)!;
        if (step.state !== "undoing" && step.state !== "stuck" && step.state !== "undone")
          expect(step.attempts).toBeLessThanOrEqual(retry.attempts);
        // a question is open of what a machine has in work, and of nothing else
        const isAsked = (step.state === "working" || step.state === "undoing") && !isTask(template, step);
        expect(step.pollAt !== null).toBe(isAsked);
        expect(step.asks).toBeGreaterThanOrEqual(before.steps.get(step.id)!.asks);
        // nobody is done with a task while something on its checklist is open
        if (step.state === "done") expect(checklistOf(step).filter(({ done }) => !done)).toEqual([]);
      }
      if (isOver(run.state))
        expect(own.every(({ state }) => !["working", "undoing", "retrying", "stuck"].includes(state))).toBe(true);
      if (run.state === "done") expect(own.every(({ state }) => isSettled(state))).toBe(true);
    }
    for (const domains of down.values()) expect(domains.size).toBeLessThanOrEqual(1);
    // each step is done once, and taken back once
    const ends = kept.events.filter(({ kind }) => kind === "step_done" || kind === "step_undone");
    const keys = ends.map(({ runId, subjectId, stage, kind }) => `${runId}/${subjectId}/${stage}/${kind}`);
    expect(new Set(keys).size).toBe(keys.length);
  }

  /** From here on the world does what it is asked, and people do what is theirs: every run comes to its end. */
  async end(): Promise<void> {
    this.helpful = true;
    this.onTheWay.length = 0;
    const { ports, clock } = this;
    if (this.fake.kept.paused) await resumeAll(ports, omar, { reason: "go on" });
    for (let turn = 0; turn < 600 && this.living().length > 0; turn++) {
      for (const { id, state } of this.living()) {
        // only where there is something to try again: a run that waits has to be looked at by itself
        const hasFailed = this.steps().some((step) => step.runId === id && step.state === "failed");
        if (hasFailed && state !== "aborting") await retryAll(ports, omar, { id });
        if (state === "paused" || state === "halted") await resumeRun(ports, omar, { id, reason: "go on" });
        await this.seen(() => advance(ports, id, "t"));
      }
      for (const { id, asks } of await ports.work.read(({ runs: all }) => all.dueSteps(clock.now, 100)))
        await this.ask(id, asks);
      for (const { answered, ...one } of this.onTheWay.splice(0))
        await this.seen(() => settle(ports, { ...one, ...answered, traceId: "t" }));
      for (const step of this.steps()) {
        const { state, template } = this.fake.kept.runs.get(step.runId)!;
        if (isOver(state)) continue;
        if ((step.state === "working" || step.state === "undoing") && isTask(template as Template, step))
          await finishTask(ports, omar, { stepId: step.id, checked: [0, 1, 2], evidence: [], note: "" });
        else if (step.state === "stuck") await retryStep(ports, omar, { stepId: step.id });
      }
      for (const gate of this.fake.kept.gates.values())
        if ((gate.state === "asked" || gate.state === "held") && !isOver(this.fake.kept.runs.get(gate.runId)!.state))
          await openGate(ports, omar, { id: gate.runId, wave: gate.wave, after: gate.after, reason: "fine" });
      // a worker looks when it is due, not before
      const next = Math.min(
        ...this.living().map(({ wakeAt }) => wakeAt ?? Number.POSITIVE_INFINITY),
        ...this.steps().map(({ pollAt }) => pollAt ?? Number.POSITIVE_INFINITY),
      );
      if (Number.isFinite(next)) clock.now = Math.max(clock.now, next);
    }
    expect([...this.fake.kept.runs.values()].map(({ state }) => state)).toEqual(
      [...this.fake.kept.runs].map(() => expect.stringMatching(/^(done|aborted)$/)),
    );
  }
}

const isTask = (template: Template, { stage, byPerson }: { readonly stage: string; readonly byPerson: boolean }) =>
  byPerson || template.stages.find((one) => one.key === stage)!.how === "task";

describe("runs, whatever workers, the world and people do", () => {
  test("keep what they promise at every moment, and come to an end", { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        const play = new Play(world);
        await play.play(120);
        await play.end();
      }),
    );
  });
});
