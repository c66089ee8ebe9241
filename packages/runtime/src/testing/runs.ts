import { advance } from "@headroom/services/run/advance";
import { ask } from "@headroom/services/run/ask";
import type { Performer, Performers, StepWork } from "@headroom/services/run/perform";
import { ownPerformers } from "@headroom/services/run/performers/own";
import { settle } from "@headroom/services/run/settle";
import type { Journey } from "./journey";

/** Everything that machines do in the usual templates and Headroom does not itself. */
const outside = [
  ...[
    "power_on",
    "power_off",
    "discover",
    "verify",
    "firmware",
    "burn_in",
    "network",
    "wipe",
    "verify_wipe",
    "certificate",
  ],
] as const;

/** A world that does at once whatever it is asked, and keeps what it was asked. */
export function obliging(asked: StepWork[] = []): Performers {
  const performer: Performer = {
    async perform(work) {
      asked.push(work);
      return { kind: "done", result: { key: work.effectKey } };
    },
  };
  return Object.fromEntries(outside.map((name) => [name, performer]));
}

/** What a worker does, in this thread, until nothing is due at the journey's time. Returns how many questions were asked. */
export async function workRuns(journey: Journey, performers: Performers = obliging()): Promise<number> {
  const { ports, clock } = journey;
  const all = { ...ownPerformers(ports), ...performers };
  const signal = new AbortController().signal;
  let questions = 0;
  for (let turn = 0; turn < 500; turn++) {
    const due = await ports.work.read(({ runs }) => runs.due(clock.now, 100));
    for (const { id } of due) await advance(ports, id, "trace-run");
    const steps = await ports.work.read(({ runs }) => runs.dueSteps(clock.now, 100));
    for (const { id: stepId, asks } of steps) {
      const answered = await ask(ports, { stepId, asks }, { performers: all, signal, traceId: "trace-step" });
      if (answered) await settle(ports, { stepId, asks, ...answered, traceId: "trace-step" });
      questions += 1;
    }
    if (due.length + steps.length === 0) return questions;
  }
  throw new Error("the runs never come to rest");
}

/** A task as somebody finishes it who did all that it lists. */
export const allTicked = ({ id, checklist }: { readonly id: number; readonly checklist: readonly unknown[] }) => ({
  stepId: id,
  checked: checklist.map((_, i) => i),
});

/** The same, and people who finish every task and open every gate, to the end of the run or until nothing moves. Each turn takes a minute. */
export async function playRun(journey: Journey, runId: number, performers: Performers = obliging()): Promise<string> {
  const { as, clock } = journey;
  for (let turn = 0; turn < 200; turn++) {
    const questions = await workRuns(journey, performers);
    const run = await as("omar").run.get({ id: runId });
    if (run.state === "done" || run.state === "aborted" || run.state === "halted") return run.state;
    let moved = questions;
    const steps = run.waves.flatMap((wave) => wave.subjects.flatMap((s) => s.steps));
    for (const step of steps) {
      if (!step.task || (step.state !== "working" && step.state !== "undoing")) continue;
      await as("omar").task.finish(allTicked(step));
      moved += 1;
    }
    for (const wave of run.waves)
      for (const gate of wave.gates)
        if (gate.state === "asked") {
          await as("ann").run.openGate({ id: runId, wave: wave.number, after: gate.after });
          moved += 1;
        }
    clock.now += 60_000;
    if (
      moved === 0 &&
      run.waves.every((wave) => wave.gates.every((gate) => gate.bakedAt === null || gate.state === "open"))
    )
      return run.state;
  }
  throw new Error("the run never comes to rest");
}
