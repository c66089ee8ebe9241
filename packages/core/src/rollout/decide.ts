import { isSettled, type StepState } from "../lifecycle/run";
import { stagesInOrder, upTo } from "./template";
import type {
  Decision,
  Gate,
  GateNow,
  GateRef,
  HaltCause,
  Instant,
  RunNow,
  Stage,
  Step,
  StepRef,
  Subject,
  Wait,
} from "./types";

/** `subject/stage`. */
export const stepKey = ({ subject, stage }: StepRef): string => `${subject}/${stage}`;

type StepNow = Pick<Step, "state" | "begunAt">;

const begun: ReadonlySet<StepState> = new Set(["working", "retrying", "failed", "undoing", "stuck"]);
/** In work, or begun and not at its end: the rack is in somebody's hands. One that failed and is to be tried again is, too. */
const isBegun = ({ state, begunAt }: StepNow): boolean =>
  begun.has(state) || (state === "waiting" && begunAt !== null && begunAt !== undefined);

/**
 * Whether a rack serves nobody: from the beginning of what takes it down to the end of what brings it up, or where nothing does, of the very
 * stage. Where that was skipped, the first stage behind it takes it down.
 */
export function isDown(stages: readonly Stage[], stepOf: (stage: Stage) => StepNow): boolean {
  const comesUp = stages.some((s) => s.bringsUp);
  if (comesUp && stages.some((s) => s.bringsUp && isSettled(stepOf(s).state))) return false;
  return stages.some((stage) => {
    const step = stepOf(stage);
    const isWork = isBegun(step) || (comesUp && step.state === "done");
    return isWork && (stage.takesDown || isBehindDown(stages, stage, stepOf));
  });
}

/** Whether a stage is done to a rack that another one before it was to take down, and that was not taken back. */
function isBehindDown(stages: readonly Stage[], stage: Stage, stepOf: (stage: Stage) => StepNow): boolean {
  if (stage.bringsUp || !stages.some((s) => s.bringsUp)) return false;
  const before = upTo(stages, stage.key);
  return stages.some((one) => one !== stage && one.takesDown && before.has(one.key) && stepOf(one).state !== "undone");
}

const more = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);

/**
 * What a run does next. Pure: the same run and instant, the same decision; taking it twice does nothing twice, as what was begun is in the steps.
 * What it promises, whatever comes back from the world:
 * - no step begins before all that it needs, and the gates after those, let it;
 * - no limit is passed, no freeze broken, no rack taken that another run holds;
 * - two fault domains of one service are never down together.
 * O(steps x stages).
 */
export function decide(run: RunNow, now: Instant): Decision {
  return new Decider(run, now).decision();
}

class Decider {
  private readonly steps = new Map<string, Step>();
  private readonly stages: readonly Stage[];
  private readonly stageOf: ReadonlyMap<string, Stage>;
  private readonly waits = new Map<string, Wait>();
  private readonly opening = new Set<string>();
  private readonly wakes: Instant[] = [];
  /** Racks in work, with those that begin now, and how many of them are in what. */
  private readonly busy = new Set<string>();
  private readonly busyIn = { room: new Map<string, number>(), faultDomain: new Map<string, number>() };
  private readonly busyInStage = new Map<string, number>();
  /** When each rack was begun, where it was. */
  private readonly begunAt = new Map<string, Instant>();
  /** Fault domains in which a service is down, by service. */
  private readonly down = new Map<string, Set<string>>();

  constructor(
    private readonly run: RunNow,
    private readonly now: Instant,
  ) {
    for (const step of run.steps) this.steps.set(stepKey(step), step);
    this.stages = stagesInOrder(run.template.stages).order;
    this.stageOf = new Map(this.stages.map((stage) => [stage.key, stage]));
    for (const { service, faultDomain } of run.elsewhere) this.takeDown(service, faultDomain);
    for (const subject of this.subjects()) {
      for (const stage of this.stages) {
        const step = this.stepOf(subject, stage);
        this.noteBegun(subject, step.begunAt ?? step.startedAt);
        if (!isBegun(step)) continue;
        this.take(subject);
        more(this.busyInStage, stage.key);
      }
      if (isDown(this.stages, (stage) => this.stepOf(subject, stage)))
        for (const service of subject.services) this.takeDown(service, subject.faultDomain);
    }
  }

  decision(): Decision {
    const overdue = this.overdue();
    const undoing = this.run.state === "aborting" ? this.undo() : { undo: [], drop: [] };
    const { open, ask, failed } = this.gates();
    const halt = this.run.state === "running" ? (failed ?? this.tooManyFailures()) : null;
    const start = halt ? [] : this.start();
    const takeBack = halt?.kind === "gate" && this.gateAfter(halt.after)?.onFail === "take_back";
    return {
      ...{ start, overdue, ...undoing, openGates: open, askGates: ask, halt, takeBack, waits: this.waits },
      finish: this.isOver(undoing),
      wake: this.wakes.length === 0 ? null : this.wakes.reduce((a, b) => Math.min(a, b)),
    };
  }

  private subjects(): Subject[] {
    return this.run.waves.flatMap((wave) => wave.subjects);
  }

  private stepOf(subject: Subject, stage: Stage): StepNow & { readonly startedAt: Instant | null } {
    return this.steps.get(stepKey({ subject: subject.id, stage: stage.key })) ?? { state: "waiting", startedAt: null };
  }

  private stateOf(subject: Subject, stage: Stage): StepState {
    return this.stepOf(subject, stage).state;
  }

  private gateAfter(stage: string): Gate | undefined {
    return this.run.template.gates.find((one) => one.after === stage);
  }

  private noteBegun({ id }: Subject, at: Instant | null): void {
    if (at !== null && at < (this.begunAt.get(id) ?? Number.POSITIVE_INFINITY)) this.begunAt.set(id, at);
  }

  private take(subject: Subject): void {
    if (this.busy.has(subject.id)) return;
    this.busy.add(subject.id);
    more(this.busyIn.room, subject.room);
    more(this.busyIn.faultDomain, subject.faultDomain);
  }

  private takeDown(service: string, faultDomain: string): void {
    const domains = this.down.get(service) ?? new Set();
    this.down.set(service, domains.add(faultDomain));
  }

  private overdue(): StepRef[] {
    const late: StepRef[] = [];
    for (const { subject, stage, state, startedAt, byPerson } of this.steps.values()) {
      const timeoutMs = byPerson ? null : (this.stageOf.get(stage)?.timeoutMs ?? null);
      if (state !== "working" || startedAt === null || timeoutMs === null) continue;
      if (startedAt + timeoutMs <= this.now) late.push({ subject, stage });
      else this.wakes.push(startedAt + timeoutMs);
    }
    return late;
  }

  /**
   * Of an aborted run: what was not begun is dropped, what was done or tried is taken back where that is possible, of each rack the last first
   * and one at a time. What is in work now ends first.
   */
  private undo(): { undo: StepRef[]; drop: StepRef[] } {
    const undo: StepRef[] = [];
    const drop: StepRef[] = [];
    const backwards = [...this.stages].reverse();
    for (const subject of this.subjects()) {
      const goesBack = this.goesBack(subject);
      let isBusy = false;
      for (const stage of backwards) {
        const step = this.stepOf(subject, stage);
        const { state } = step;
        const ref = { subject: subject.id, stage: stage.key };
        const isTried = state === "retrying" || state === "failed" || (state === "waiting" && isBegun(step));
        if ((state === "waiting" && !isTried) || (isTried && !(stage.canUndo && goesBack))) drop.push(ref);
        else if (state === "working" || state === "undoing" || state === "stuck") isBusy = true;
        else if ((isTried || state === "done") && stage.canUndo && goesBack && !isBusy) {
          undo.push(ref);
          isBusy = true;
        }
      }
    }
    return { undo, drop };
  }

  /** What was done to a rack is taken back, unless all of it is done or something has no way back. */
  private goesBack(subject: Subject): boolean {
    const steps = this.stages.map((stage) => ({ stage, step: this.stepOf(subject, stage) }));
    if (steps.every(({ step }) => isSettled(step.state))) return false;
    // one that was begun and is not done any more (dropped, skipped) has left its traces all the same
    const isTouched = (step: StepNow) =>
      isBegun(step) || step.state === "done" || (step.begunAt !== null && step.begunAt !== undefined);
    return !steps.some(({ stage, step }) => stage.noReturn && isTouched(step));
  }

  private gates(): { open: GateRef[]; ask: GateRef[]; failed: HaltCause | null } {
    const open: GateRef[] = [];
    const ask: GateRef[] = [];
    let failed: HaltCause | null = null;
    if (this.run.state !== "running") return { open, ask, failed };
    for (const gate of this.run.gates) {
      if (gate.state === "open" || gate.state === "held") continue;
      const through = this.throughAt(gate);
      if (through === null) continue;
      const spec = this.gateAfter(gate.after);
      const believed = through + (spec?.bakeMs ?? 0);
      if (believed > this.now) {
        this.wakes.push(believed);
        continue;
      }
      const ref = { wave: gate.wave, after: gate.after };
      if (gate.met === false) failed ??= { kind: "gate", ...ref };
      else if (gate.met && spec?.opens === "itself") open.push(ref);
      else if (gate.met && gate.state === "shut") ask.push(ref);
    }
    for (const ref of open) this.opening.add(`${ref.wave}/${ref.after}`);
    return { open, ask, failed };
  }

  /** When the last rack of the wave came through the stage; null: not all have. */
  private throughAt({ wave, after }: GateNow): Instant | null {
    const stage = this.stageOf.get(after);
    const subjects = this.run.waves[wave]?.subjects;
    if (!stage || !subjects) return null;
    let last = 0;
    for (const subject of subjects) {
      const step = this.steps.get(stepKey({ subject: subject.id, stage: after }));
      if (!step || !isSettled(step.state)) return null;
      last = Math.max(last, step.endedAt ?? 0);
    }
    return last;
  }

  private tooManyFailures(): HaltCause | null {
    const allowed = this.run.limits.failuresOfWave;
    for (const [wave, { subjects }] of this.run.waves.entries()) {
      const failed = subjects.filter((s) => this.stages.some((stage) => this.stateOf(s, stage) === "failed")).length;
      if (failed > allowed) return { kind: "failures", wave, failed, allowed };
    }
    return null;
  }

  private start(): StepRef[] {
    const starting: StepRef[] = [];
    for (const [wave, { subjects }] of this.run.waves.entries()) {
      for (const subject of subjects) {
        for (const stage of this.stages) {
          const ref = { subject: subject.id, stage: stage.key };
          const step = this.steps.get(stepKey(ref));
          const state = step?.state ?? "waiting";
          if (state !== "waiting" && state !== "retrying") continue;
          const wait = this.waitOf(wave, subject, stage, step);
          if (wait) {
            this.waits.set(stepKey(ref), wait);
            if ("until" in wait) this.wakes.push(wait.until);
            continue;
          }
          starting.push(ref);
          if (!step || !isBegun(step)) more(this.busyInStage, stage.key);
          this.take(subject);
          this.noteBegun(subject, this.now);
          if (this.takesDown(subject, stage))
            for (const service of subject.services) this.takeDown(service, subject.faultDomain);
        }
      }
    }
    return starting;
  }

  /** The first that stands in the way of a step; null: nothing does. */
  private waitOf(wave: number, subject: Subject, stage: Stage, step: Step | undefined): Wait | null {
    if (this.run.state !== "running") return { kind: "run", state: this.run.state };
    const order = this.waitForOrder(wave, subject, stage);
    if (order) return order;
    if (step?.notBefore != null && step.notBefore > this.now) return { kind: "time", until: step.notBefore };
    if (this.run.heldElsewhere.includes(subject.id)) return { kind: "held", subject: subject.id };
    // one that is to be tried again is in the counts already, and down already
    if (step && isBegun(step)) return this.waitForFreeze(subject, stage);
    return (
      this.waitForFreeze(subject, stage) ?? this.waitForLimit(subject, stage) ?? this.waitForService(subject, stage)
    );
  }

  private waitForOrder(wave: number, subject: Subject, stage: Stage): Wait | null {
    for (const key of stage.needs) {
      const needed = this.stageOf.get(key);
      if (!needed || !isSettled(this.stateOf(subject, needed))) return { kind: "stage", stage: key };
      const gate = this.run.gates.find((one) => one.wave === wave && one.after === key);
      if (gate && gate.state !== "open" && !this.opening.has(`${wave}/${key}`))
        return { kind: "gate", wave, after: key };
    }
    const { notBefore } = this.run.waves[wave]!;
    if (notBefore !== null && notBefore > this.now) return { kind: "time", until: notBefore };
    if (wave > 0 && !this.hasHandedOver(wave - 1))
      return { kind: "wave", wave: wave - 1, after: this.run.template.handsOverAfter };
    return null;
  }

  private readonly handedOver = new Map<number, boolean>();
  /** Every rack is through the stage, and its gate is open. */
  private hasHandedOver(wave: number): boolean {
    const known = this.handedOver.get(wave);
    if (known !== undefined) return known;
    const key = this.run.template.handsOverAfter;
    const stage = this.stageOf.get(key);
    const all = !stage || this.run.waves[wave]!.subjects.every((s) => isSettled(this.stateOf(s, stage)));
    const gate = this.run.gates.find((one) => one.wave === wave && one.after === key);
    const is = all && (!gate || gate.state === "open" || this.opening.has(`${wave}/${key}`));
    this.handedOver.set(wave, is);
    return is;
  }

  /** By itself, or because what should have taken it down before was skipped. */
  private takesDown(subject: Subject, stage: Stage): boolean {
    if (stage.takesDown) return true;
    const stepOf = (one: Stage) => this.stepOf(subject, one);
    return isBehindDown(this.stages, stage, stepOf) && !isDown(this.stages, stepOf);
  }

  private waitForFreeze(subject: Subject, stage: Stage): Wait | null {
    if (!this.takesDown(subject, stage) && !stage.onFloor) return null;
    const freeze = this.run.freezes.find(
      ({ rooms, subjects, from, to }) =>
        from <= this.now &&
        this.now < to &&
        (rooms === null || rooms.includes(subject.room)) &&
        (subjects === undefined || subjects.includes(subject.id)),
    );
    return freeze ? { kind: "freeze", until: freeze.to } : null;
  }

  private waitForLimit(subject: Subject, stage: Stage): Wait | null {
    const { racks, racksOfRoom, racksOfFaultDomain } = this.run.limits;
    if (stage.atATime !== null && (this.busyInStage.get(stage.key) ?? 0) >= stage.atATime)
      return { kind: "limit", limit: "stage", most: stage.atATime };
    // a rack in work goes on: what is half done helps nobody
    if (this.busy.has(subject.id)) return null;
    const inWindow = this.waitForWindow(subject);
    if (inWindow) return inWindow;
    if (racks !== null && this.busy.size >= racks) return { kind: "limit", limit: "racks", most: racks };
    if (racksOfRoom !== null && (this.busyIn.room.get(subject.room) ?? 0) >= racksOfRoom)
      return { kind: "limit", limit: "room", most: racksOfRoom };
    if (racksOfFaultDomain !== null && (this.busyIn.faultDomain.get(subject.faultDomain) ?? 0) >= racksOfFaultDomain)
      return { kind: "limit", limit: "faultDomain", most: racksOfFaultDomain };
    return null;
  }

  /** Only racks that were never begun count: those that were go on. */
  private waitForWindow({ id }: Subject): Wait | null {
    const { window } = this.run.limits;
    if (!window || this.begunAt.has(id)) return null;
    const within = [...this.begunAt.values()].filter((at) => at > this.now - window.ms);
    if (within.length < window.racks) return null;
    // the place of the oldest is free then, if nobody takes it first
    this.wakes.push(within.sort((a, b) => a - b)[within.length - window.racks]! + window.ms);
    return { kind: "limit", limit: "window", most: window.racks };
  }

  private waitForService(subject: Subject, stage: Stage): Wait | null {
    if (!this.takesDown(subject, stage)) return null;
    for (const service of subject.services)
      for (const faultDomain of this.down.get(service) ?? [])
        if (faultDomain !== subject.faultDomain) return { kind: "service", service, faultDomain };
    return null;
  }

  private isOver({ undo, drop }: { undo: readonly StepRef[]; drop: readonly StepRef[] }): boolean {
    const states = this.subjects().flatMap((subject) => this.stages.map((stage) => this.stateOf(subject, stage)));
    // the last wave's gates count, too: what was done has to bear up
    const isThrough = ({ wave, after, state }: GateNow) => state === "open" || this.opening.has(`${wave}/${after}`);
    if (this.run.state === "running") return states.every(isSettled) && this.run.gates.every(isThrough);
    if (this.run.state !== "aborting" || undo.length > 0 || drop.length > 0) return false;
    return !states.some((state) => state === "working" || state === "undoing" || state === "stuck");
  }
}
