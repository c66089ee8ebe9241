import type { Durations } from "@headroom/core/rollout/durations";
import type { Instant } from "@headroom/core/rollout/types";
import type { Actor } from "@headroom/services/actor";
import type { Repositories } from "@headroom/services/ports/repositories";
import type { StepRow, SubjectRow } from "@headroom/services/ports/run-records";
import { advance } from "@headroom/services/run/advance";
import { abortRun, pauseRun } from "@headroom/services/run/control";
import { forecastRun } from "@headroom/services/run/forecast";
import { openGate } from "@headroom/services/run/gate";
import { isEnded } from "@headroom/services/run/guard";
import { loadRun } from "@headroom/services/run/load";
import type { JsonObject, StepFailure } from "@headroom/services/run/perform";
import { settle } from "@headroom/services/run/settle";
import { assignTasks, finishTask } from "@headroom/services/run/step";
import { type Person, people } from "../people";
import type { RunWorld, SeedRun } from "./world";

/** How an attempt at a step ends, and after how long. `wait`: a machine is asked again after so long, with a note for people. */
export interface Attempt {
  readonly afterMs: number;
  readonly ends: "done" | { readonly fails: StepFailure; readonly final?: true } | { readonly waits: JsonObject };
}

/** What the world does in a run; what follows from it the services decide. */
export interface Script {
  /** null: it is still at it when the scenario ends. */
  attempt(step: StepRow, subject: SubjectRow, now: Instant): Attempt | null;
  /** null: nobody opens it. */
  gateMs(wave: number, after: string, now: Instant): number | null;
  /** Who has a task when it begins; null: nobody. */
  assignee(step: StepRow): Person | null;
  evidence(step: StepRow, subject: SubjectRow): readonly { readonly kind: string; readonly text: string }[];
  readonly acts: readonly { readonly at: Instant; readonly does: "pause" | "abort"; readonly reason: string }[];
}

const DAY_MS = 86_400_000;
/** What was expected is kept for so many of the last midnights. */
const DAYS_FORECAST = 6;
/** More turns than that, and it does not end. */
const MOST_TURNS = 5_000;

interface Coming {
  readonly at: Instant;
  readonly key: string;
  readonly happens: () => Promise<unknown>;
}

/** Plays a run from its making to its end, or to `until`. With durations, its end is forecast at the last midnights, as a worker would. */
export async function play(
  world: RunWorld,
  run: SeedRun,
  script: Script,
  { until, learnt }: { readonly until: Instant; readonly learnt: Durations | null },
): Promise<void> {
  const { id } = run.record;
  const { ports } = world;
  const traceId = `seed-run-${id}`;
  const actor = (person: Person): Actor => ({
    ...{ id: person.id, name: person.name, role: person.role, via: "web", requestId: traceId },
  });
  const known = new Map<string, Coming>();
  for (const { at, does, reason } of script.acts) {
    const act = does === "pause" ? pauseRun : abortRun;
    known.set(does, { at, key: does, happens: () => act(ports, actor(people.odile), { id, reason }) });
  }
  let forecastAt =
    Math.max(Math.floor(run.record.createdAt / DAY_MS) + 1, Math.floor(until / DAY_MS) - DAYS_FORECAST) * DAY_MS;
  world.now = run.record.createdAt;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    await advance(ports, id, traceId);
    if (isEnded(run.record.state)) return;
    await notice();
    const next = Math.min(...[...known.values()].map((one) => one.at), run.record.wakeAt ?? Number.POSITIVE_INFINITY);
    for (; learnt && forecastAt <= Math.min(next, until); forecastAt += DAY_MS) await foresee(learnt, forecastAt);
    if (next > until) {
      world.now = until;
      return;
    }
    world.now = Math.max(world.now, next);
    for (const one of [...known.values()].filter(({ at }) => at <= world.now)) {
      known.delete(one.key);
      await one.happens();
    }
  }
  throw new Error(`the seeded run ${id} (${run.record.title}) never comes to rest`);

  /** Steps that began and gates that ask: what the script says becomes of them. */
  async function notice(): Promise<void> {
    const seen = new Set<string>();
    for (const step of run.steps.values()) {
      if (step.state !== "working" && step.state !== "undoing") continue;
      const key = `${step.id}/${step.asks}/${step.attempts}`;
      seen.add(key);
      if (known.has(key)) continue;
      const subject = run.subjects.get(step.subjectId)!;
      const isTask = step.pollAt === null;
      const person = isTask ? script.assignee(step) : null;
      if (person && step.assigneeId !== person.id)
        await assignTasks(ports, actor(people.odile), { stepIds: [step.id], assigneeId: person.id });
      const attempt = script.attempt(step, subject, world.now);
      const at = attempt === null ? Number.POSITIVE_INFINITY : world.now + Math.max(60_000, attempt.afterMs);
      known.set(key, { at, key, happens: () => (attempt ? end(step.id, attempt, isTask) : Promise.resolve()) });
    }
    for (const { wave, after, state } of run.gates.values()) {
      const key = `gate/${wave}/${after}`;
      if (state !== "asked" || known.has(key)) continue;
      const ms = script.gateMs(wave, after, world.now);
      const at = ms === null ? Number.POSITIVE_INFINITY : world.now + ms;
      const input = { id, wave, after, reason: "" };
      known.set(key, { at, key, happens: () => openGate(ports, actor(people.aino), input) });
    }
    for (const key of known.keys()) if (/^\d/.test(key) && !seen.has(key)) known.delete(key);
  }

  async function end(stepId: number, { ends }: Attempt, isTask: boolean): Promise<void> {
    const step = run.steps.get(stepId)!;
    const evidence = script.evidence(step, run.subjects.get(step.subjectId)!);
    if (isTask && ends === "done") {
      const checklist = (run.told.get(stepId)?.checklist ?? []) as readonly unknown[];
      const checked = checklist.map((_, i) => i);
      await finishTask(ports, actor(people.odile), { stepId, checked, note: "", evidence: [...evidence] });
      return;
    }
    const answer =
      ends === "done"
        ? { kind: "done" as const, result: {}, evidence: evidence.map(({ kind, text }) => ({ kind, data: { text } })) }
        : "fails" in ends
          ? { kind: "failed" as const, failure: ends.fails, final: ends.final === true }
          : { kind: "wait" as const, pollAfterMs: 2 * DAY_MS, note: ends.waits, result: {} };
    await settle(ports, { stepId, asks: step.asks, answer, said: [], traceId });
  }

  async function foresee(durations: Durations, at: Instant): Promise<void> {
    await ports.work.write(async ({ runs }: Repositories) => {
      const loaded = await loadRun({ runs }, run.record, at);
      const forecast = forecastRun(loaded, durations, [], at, await runs.stops(id));
      await runs.saveForecast(id, { forecast, clocks: run.record.clocks, lateToldAt: null }, at);
    });
  }
}
