import { Random } from "../foundation/random";
import { isSettled, type StepState } from "../lifecycle/run";
import { decide, stepKey } from "./decide";
import { type Learnt, quantile } from "./durations";
import type { GateNow, Instant, RunNow, Step, StepRef } from "./types";

export interface Band {
  readonly p10: Instant;
  readonly p50: Instant;
  readonly p90: Instant;
}

/** One step on the way that decides when the run ends. */
export interface CriticalStep extends StepRef {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Forecast {
  /** The end of the run; null: it would never end (a gate that nobody answers is taken as answered). */
  readonly ends: Band | null;
  /** By when it ended in eight of ten plays. */
  readonly p80: Instant | null;
  /** By wave: when its last rack is through. */
  readonly waves: readonly (Band | null)[];
  /** In the middle one of the runs played, first to last. */
  readonly criticalPath: readonly CriticalStep[];
}

export interface ForecastOptions {
  readonly now: Instant;
  readonly seed: number;
  /** Runs played. */
  readonly plays: number;
  readonly durationOf: (step: StepRef) => Learnt;
  /** What people take to open a gate. */
  readonly gateMs: Learnt;
}

interface Played {
  readonly end: Instant;
  readonly waves: readonly Instant[];
  readonly from: ReadonlyMap<string, Instant>;
  readonly to: ReadonlyMap<string, Instant>;
}

/**
 * When a run ends: it is played through, so many times, by the very rules that decide about it, with durations drawn from what was learnt. So
 * limits, waves, gates, freezes and fault domains count as they will. Failures are taken as they are in the history of durations; what failed for
 * good is taken as tried once more now. Deterministic by seed. O(plays x steps x stages x ends).
 */
export function forecast(run: RunNow, options: ForecastOptions): Forecast {
  const played: Played[] = [];
  for (let i = 0; i < options.plays; i++) {
    const one = play(run, options, new Random(options.seed, i));
    if (!one) return { ends: null, p80: null, waves: run.waves.map(() => null), criticalPath: [] };
    played.push(one);
  }
  const band = (of: (one: Played) => Instant): Band => {
    const sorted = played.map(of).sort((a, b) => a - b);
    return { p10: quantile(sorted, 0.1), p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
  };
  const middle = [...played].sort((a, b) => a.end - b.end)[played.length >> 1];
  const ends = played.map((one) => one.end).sort((a, b) => a - b);
  return {
    ends: played.length === 0 ? null : band((one) => one.end),
    p80: played.length === 0 ? null : quantile(ends, 0.8),
    waves: run.waves.map((_, wave) => (played.length === 0 ? null : band((one) => one.waves[wave]!))),
    criticalPath: middle ? criticalPath(run, middle) : [],
  };
}

const unfinished: ReadonlySet<StepState> = new Set(["retrying", "failed"]);

/** Null: it came to a standstill. */
function play(run: RunNow, { now: begin, durationOf, gateMs }: ForecastOptions, random: Random): Played | null {
  const draw = ({ ms }: Learnt) => quantile(ms, random.uint32() / 2 ** 32);
  const steps = new Map<string, Step>();
  const ends = new Map<string, Instant>();
  const from = new Map<string, Instant>();
  const to = new Map<string, Instant>();
  for (const step of run.steps) {
    const key = stepKey(step);
    steps.set(key, unfinished.has(step.state) ? { ...step, state: "waiting", notBefore: null } : step);
    if (step.startedAt !== null) from.set(key, step.startedAt);
    if (isSettled(step.state) && step.endedAt !== null) to.set(key, step.endedAt);
    // one in work goes on for what is left of a drawn duration
    if (step.state === "working") ends.set(key, Math.max(begin, (step.startedAt ?? begin) + draw(durationOf(step))));
  }
  let gates: readonly GateNow[] = run.gates.map((gate) => ({
    ...gate,
    met: true,
    state: gate.state === "open" ? "open" : "shut",
  }));
  const answers = new Map<string, Instant>();
  let now = begin;
  // everything that happens ends a step or opens a gate
  for (let turn = 0; turn <= 2 * (steps.size + gates.length) + 2; turn++) {
    const decision = decide(
      {
        ...run,
        state: "running",
        steps: [...steps.values()],
        gates,
        limits: { ...run.limits, failuresOfWave: steps.size },
      },
      now,
    );
    for (const ref of decision.start) {
      const key = stepKey(ref);
      steps.set(key, { ...steps.get(key)!, state: "working", startedAt: now });
      from.set(key, now);
      ends.set(key, now + draw(durationOf(ref)));
    }
    for (const gate of decision.askGates) {
      const key = `${gate.wave}/${gate.after}`;
      if (!answers.has(key)) answers.set(key, now + draw(gateMs));
    }
    const opened = new Set(decision.openGates.map((g) => `${g.wave}/${g.after}`));
    for (const [key, at] of answers) if (at <= now) opened.add(key);
    if (opened.size > 0) {
      gates = gates.map((g) => (opened.has(`${g.wave}/${g.after}`) ? { ...g, state: "open" } : g));
      for (const key of opened) answers.delete(key);
      continue;
    }
    if (decision.finish) {
      const last = (subjects: readonly { id: string }[]) =>
        Math.max(begin, ...subjects.flatMap(({ id }) => run.template.stages.map((s) => to.get(`${id}/${s.key}`) ?? 0)));
      const waves = run.waves.map((wave) => last(wave.subjects));
      return { end: Math.max(begin, ...waves), waves, from, to };
    }
    const next = Math.min(...ends.values(), ...answers.values(), decision.wake ?? Number.POSITIVE_INFINITY);
    if (!Number.isFinite(next)) return null;
    now = Math.max(now, next);
    for (const [key, end] of ends) {
      if (end > now) continue;
      steps.set(key, { ...steps.get(key)!, state: "done", endedAt: end });
      to.set(key, end);
      ends.delete(key);
    }
  }
  return null;
}

/** The steps that decided when a run ended, or are the last to have ended: from what was, and nothing of what is to come. */
export function pathTaken(run: RunNow): CriticalStep[] {
  const from = new Map<string, Instant>();
  const to = new Map<string, Instant>();
  for (const step of run.steps) {
    if (step.startedAt !== null) from.set(stepKey(step), step.startedAt);
    if (step.endedAt !== null && step.startedAt !== null) to.set(stepKey(step), step.endedAt);
  }
  return criticalPath(run, { from, to });
}

/** Backwards from the end: of each step, the one that ended last before it began. What lies between is waiting for gates, limits or dates. */
function criticalPath(run: RunNow, { from, to }: Pick<Played, "from" | "to">): CriticalStep[] {
  const all = run.steps
    .flatMap(({ subject, stage }): CriticalStep[] => {
      const key = stepKey({ subject, stage });
      const [begun, ended] = [from.get(key), to.get(key)];
      return begun === undefined || ended === undefined ? [] : [{ subject, stage, from: begun, to: ended }];
    })
    .sort((a, b) => b.to - a.to || (stepKey(a) < stepKey(b) ? -1 : 1));
  const path: CriticalStep[] = [];
  let here = all[0];
  while (here) {
    path.push(here);
    const { subject, from: begun, stage } = here;
    const { needs } = run.template.stages.find((s) => s.key === stage)!;
    const before = all.filter((one) => one.to <= begun && one !== here && !path.includes(one));
    // of those that ended at one time its own rack's stage is the cause, if it is one
    here =
      before.find((one) => one.to === before[0]!.to && one.subject === subject && needs.includes(one.stage)) ??
      before[0];
  }
  return path.reverse();
}
