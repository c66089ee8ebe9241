import { isSettled } from "@headroom/core/lifecycle/run";
import { judge } from "@headroom/core/rollout/criterion";
import { decide } from "@headroom/core/rollout/decide";
import type { Decision, Instant, StepRef } from "@headroom/core/rollout/types";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { GateRow } from "../ports/run-records";
import { type Ask, RunBoard } from "./board";
import { isEnded } from "./guard";
import { loadRun, subjectName } from "./load";
import { tellDue, tellEvents } from "./tell";

/** A gate of which nobody knows whether its criterion is met is looked at so often. */
const MEASURE_EVERY_MS = 60_000;
/** What another run has down is looked at so often: nobody tells the one who waits for it. */
const ELSEWHERE_EVERY_MS = 15_000;
/** One decision leads to the next (a gate opens, the run ends): more than so many in a row would be a fault. */
const MOST_TURNS = 8;

export interface Advanced {
  /** `idle`: nobody had to look, or there is no such run. */
  readonly outcome: "advanced" | "idle";
  readonly asks: readonly Ask[];
}

/**
 * Looks at a run that has to be looked at: decides what happens next, writes it, and enqueues the questions to the outside world. One short
 * transaction under a lock on the run: doing it twice, or by two workers at once, does nothing twice. What a crash loses (the questions) the
 * sweep finds in the steps.
 */
export async function advance(ports: Ports, runId: number, traceId: string): Promise<Advanced> {
  const now = ports.clock.now();
  const asks = await ports.work.write(async (repositories) => {
    const run = await repositories.runs.lock(runId);
    if (!run || run.wakeAt === null || run.wakeAt > now) return null;
    const loaded = await loadRun(repositories, run, now, { lock: true });
    const board = new RunBoard(loaded, { now, traceId, by: null });
    const wakeAt = await carryOut(repositories, board, now);
    await tellEvents(repositories, board);
    await board.save(repositories, wakeAt);
    return board.asks;
  });
  for (const { stepId, asks: number } of asks ?? []) await ports.jobs.enqueueStep(stepId, number);
  return { outcome: asks === null ? "idle" : "advanced", asks: asks ?? [] };
}

/** Decides and does until there is nothing more to do now. When to look again; null: only after an event. */
async function carryOut(repositories: Repositories, board: RunBoard, now: Instant): Promise<Instant | null> {
  if (isEnded(board.run.state)) return null;
  if (board.run.state === "queued") {
    if (board.isAllPaused) return null;
    board.follow("start", { startedAt: now });
    board.log("info", "run_started", {});
  }
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const measureAt = await measureGates(repositories, board, now);
    const decision = decide(board.now(), now);
    if (!isAnything(decision)) {
      const escalateAt = await tellDue(repositories, board, now);
      const elsewhereAt = waitsElsewhere(board, decision) ? now + ELSEWHERE_EVERY_MS : null;
      const wakes = [decision.wake, measureAt, escalateAt, elsewhereAt].flatMap((at) => at ?? []);
      return wakes.length > 0 ? Math.max(now + 1, Math.min(...wakes)) : null;
    }
    apply(board, decision, now);
    if (isEnded(board.run.state)) return null;
  }
  // it goes on at once, in a transaction of its own
  return now;
}

/** Something waits for a service that another run has down. */
function waitsElsewhere(board: RunBoard, { waits }: Decision): boolean {
  const { elsewhere } = board.now();
  return [...waits.values()].some(
    (wait) =>
      wait.kind === "service" &&
      elsewhere.some((one) => one.service === wait.service && one.faultDomain === wait.faultDomain),
  );
}

const isAnything = (d: Decision): boolean =>
  d.start.length + d.overdue.length + d.undo.length + d.drop.length + d.openGates.length + d.askGates.length > 0 ||
  d.halt !== null ||
  d.finish;

function apply(board: RunBoard, decision: Decision, now: Instant): void {
  const stepId = ({ subject, stage }: StepRef): number => board.stepOf(Number(subject), stage)!.id;
  for (const ref of decision.overdue) {
    const { startedAt } = board.step(stepId(ref));
    board.fail(stepId(ref), { code: "took_too_long", afterMs: startedAt === null ? null : now - startedAt });
  }
  for (const ref of decision.drop) board.act(stepId(ref), "drop", { endedAt: now, pollAt: null, dueAt: null });
  for (const ref of decision.undo) board.begin(stepId(ref), "undo");
  for (const gate of decision.openGates) {
    board.setGate({ ...gate, state: "open", openedAt: now });
    board.log("info", "gate_opened", { ...gate });
  }
  for (const gate of decision.askGates) {
    board.setGate({ ...gate, state: "asked", askedAt: now });
    board.log("warn", "gate_asked", { ...gate });
  }
  if (decision.halt) {
    board.follow(decision.takeBack ? "abort" : "halt", { halt: decision.halt });
    board.log("error", decision.takeBack ? "run_taken_back" : "run_halted", { ...decision.halt });
    return;
  }
  for (const ref of decision.start) board.begin(stepId(ref), "start");
  // why it was taken back stays with it
  const halt = board.run.state === "aborting" ? board.run.halt : null;
  if (decision.finish && board.follow("finish", { endedAt: now, halt }))
    board.log("info", board.run.state === "done" ? "run_done" : "run_aborted", {});
}

/** Asks the meters about gates that all racks of their wave are through. When to ask again; null: there is nothing to ask. */
async function measureGates(repositories: Repositories, board: RunBoard, now: Instant): Promise<Instant | null> {
  if (board.run.state !== "running") return null;
  let again: Instant | null = null;
  for (const gate of board.allGates()) {
    if (gate.state === "open") continue;
    const subjects = board.subjectsOf(gate.wave);
    if (!subjects.every((s) => isSettled(board.stepOf(s.id, gate.after)?.state ?? "waiting"))) continue;
    const criterion = board.template.gates.find((one) => one.after === gate.after)?.criterion;
    const rackIds = subjects.flatMap((s) => s.rackId ?? []);
    const readings = criterion?.kind === "power" ? await repositories.runs.readings(rackIds) : new Map();
    const measures =
      criterion?.kind === "telemetry"
        ? await repositories.runs.measured(rackIds, criterion.metric, now - criterion.overMs)
        : new Map();
    const facts = subjects.map((s) => ({
      subject: subjectName(s.id),
      nameplateW: s.powerW,
      reading: s.rackId === null ? null : (readings.get(s.rackId) ?? null),
      skipped: board.stepOf(s.id, gate.after)?.state === "skipped",
      measured: s.rackId === null ? null : (measures.get(s.rackId) ?? null),
    }));
    const { met, against } = judge(criterion, facts, now);
    const measured = against.map((one) => ({ ...one, rack: board.subject(Number(one.subject)).rackCode }));
    if (differs(gate, met, measured)) board.setGate({ wave: gate.wave, after: gate.after, met, measured });
    if (criterion && (met === null || gate.state === "asked")) again = now + MEASURE_EVERY_MS;
  }
  return again;
}

const differs = (gate: GateRow, met: boolean | null, measured: unknown): boolean =>
  gate.met !== met || JSON.stringify(gate.measured ?? []) !== JSON.stringify(measured);
