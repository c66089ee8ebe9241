import { templateOf } from "@headroom/contracts/run-template";
import type { Ports } from "../ports";
import { doesOf } from "./board";
import { isEnded } from "./guard";
import type { JsonObject, Performers, StepAnswer, StepFailure, StepWork } from "./perform";
import type { Said } from "./settle";

export interface Asked {
  readonly answer: StepAnswer;
  readonly said: readonly Said[];
}

export interface AskTools {
  readonly performers: Performers;
  /** Aborted when the worker stops, or can no longer say that nobody else asks. */
  readonly signal: AbortSignal;
  readonly traceId: string;
}

/** A timer of Node goes no further. */
const LONGEST_TIMER_MS = 2_147_483_647;

/** The key under which a step's work is done outside: of the step and direction, whatever attempt. */
export const effectKeyOf = (runId: number, subjectId: number, stage: string, direction: "do" | "undo"): string =>
  `run-${runId}-${subjectId}-${stage}${direction === "undo" ? "-undo" : ""}`;

/**
 * Asks whoever does a step's work. Outside any transaction; nothing is written: `settle` does that with the answer. Null: the step has moved on,
 * there is nothing to ask. What a performer throws is a failed attempt, but for the worker's own stopping, which is thrown on.
 */
export async function ask(
  ports: Ports,
  { stepId, asks }: { readonly stepId: number; readonly asks: number },
  { performers, signal, traceId }: AskTools,
): Promise<Asked | null> {
  const found = await workOf(ports, stepId, asks);
  if (!found) return null;
  const { work, timeoutMs } = found;
  const performer = performers[work.does];
  if (!performer) return { answer: { kind: "person", why: { code: "no_performer", does: work.does } }, said: [] };
  const said: Said[] = [];
  const late = timeoutMs === null ? null : AbortSignal.timeout(Math.min(timeoutMs, LONGEST_TIMER_MS));
  try {
    const answer = await performer.perform(work, {
      signal: late ? AbortSignal.any([signal, late]) : signal,
      traceId,
      log: (level, kind, data) => said.push({ level, kind, data }),
    });
    // whatever it says after that counts for nothing: the next one asks
    signal.throwIfAborted();
    return { answer, said };
  } catch (error) {
    if (signal.aborted) throw error;
    const failure: StepFailure = late?.aborted
      ? { code: "took_too_long", afterMs: timeoutMs }
      : { code: "threw", message: error instanceof Error ? error.message : String(error) };
    return { answer: { kind: "failed", failure, final: false }, said };
  }
}

/** `timeoutMs`: what is left of the attempt's time. */
async function workOf(
  ports: Ports,
  stepId: number,
  asks: number,
): Promise<{ readonly work: StepWork; readonly timeoutMs: number | null } | null> {
  return ports.work.read(async ({ runs }) => {
    const step = await runs.step(stepId);
    if (!step || step.asks !== asks || step.pollAt === null) return null;
    if (step.state !== "working" && step.state !== "undoing") return null;
    const run = await runs.get(step.runId);
    if (!run || isEnded(run.state)) return null;
    const stage = templateOf(run.template).stages.find((one) => one.key === step.stage);
    const subject = (await runs.parts(run.id)).subjects.find((one) => one.id === step.subjectId);
    if (!stage || !subject) return null;
    const direction = step.state === "undoing" ? "undo" : "do";
    const earlier = Object.fromEntries(await runs.results(subject.id)) as Record<string, JsonObject>;
    const elapsed = step.startedAt === null ? 0 : ports.clock.now() - step.startedAt;
    return {
      timeoutMs: stage.timeoutMs === null ? null : Math.max(1, stage.timeoutMs - elapsed),
      work: {
        ...{ runId: run.id, runKind: run.kind, stepId, direction, earlier },
        effectKey: effectKeyOf(run.id, subject.id, stage.key, direction),
        attempt: step.attempts,
        stage: stage.key,
        does: doesOf(stage),
        subject: {
          subjectId: subject.id,
          rackId: subject.rackId,
          rackCode: subject.rackCode,
          positionId: subject.positionId,
          datacenterId: run.datacenterId,
          datacenter: run.datacenter,
        },
        waited: ((step.waited as { result?: JsonObject } | null)?.result ?? null) as JsonObject | null,
      },
    };
  });
}
