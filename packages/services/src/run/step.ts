import type { AssignInput, FinishTaskInput, FinishTasksInput } from "@headroom/contracts/run-task";
import { nextStepState, stepActions } from "@headroom/core/lifecycle/run";
import { type Actor, type Author, authorize } from "../actor";
import { invalidInput, notFound, ServiceError } from "../errors";
import type { Ports } from "../ports";
import type { Repositories } from "../ports/repositories";
import type { StepDetail, StepRow } from "../ports/run-records";
import { record } from "../record";
import type { RunBoard } from "./board";
import { checklistOf, mustBeTicked } from "./checklist";
import { change } from "./control";
import { followFacts } from "./effects/effects";
import { isEnded } from "./guard";
import { finish } from "./settle";
import { taskParams } from "./tell";

const wrongState = ({ id, state }: StepRow, action: string, rack?: string) =>
  new ServiceError("WRONG_STATE", {
    kind: "step",
    ...{ id, state, action, rack },
    allowed: stepActions.filter((a) => nextStepState(state, a) !== null),
  });

/** Locks the run of a step, and hands over the step as it is then. */
export async function changeStep<T>(
  ports: Ports,
  actor: Author,
  stepId: number,
  body: (repositories: Repositories, board: RunBoard, step: StepRow, detail: StepDetail) => Promise<T>,
): Promise<T> {
  const found = await ports.work.read(({ runs }) => runs.step(stepId));
  if (!found) throw notFound("step", stepId);
  return change(ports, actor, found.runId, async (repositories, board) => {
    const detail = await repositories.runs.step(stepId);
    if (isEnded(board.run.state)) throw wrongState(board.step(stepId), "change");
    return body(repositories, board, board.step(stepId), detail!);
  });
}

const audit = (
  repositories: Repositories,
  actor: Author,
  board: RunBoard,
  step: StepRow,
  { action, reason = null, more = {} }: { action: string; reason?: string | null; more?: object },
) =>
  record(repositories, actor, {
    action: `run.${action}`,
    entityKind: "run",
    entityId: String(board.run.id),
    before: { step: step.id, stage: step.stage, rack: board.subject(step.subjectId).rackCode, state: step.state },
    after: { state: board.step(step.id).state, ...more },
    reason,
  });

/** A task that is open: a person's work, begun and not ended. */
export function mustBeOpen(board: RunBoard, step: StepRow, action: string): void {
  const isOpen = step.state === "working" || step.state === "undoing";
  if (!isOpen || step.pollAt !== null || !board.isTask(step))
    throw wrongState(step, action, board.subject(step.subjectId).rackCode);
}

/**
 * A person's task is done: the whole checklist, with evidence. Its effects on the fleet are written with it. Needs run.control. Errors:
 * NOT_FOUND, WRONG_STATE, INVALID_INPUT (something on the checklist is open), STALE (the fleet refuses: the step's failure says why).
 */
export async function finishTask(ports: Ports, actor: Actor, input: FinishTaskInput): Promise<{ steps: number }> {
  authorize(actor, "run.control");
  return changeStep(ports, actor, input.stepId, async (repositories, board, step, detail) => {
    await finishIn(ports, repositories, actor, { board, step, detail }, input);
    return { steps: 1 };
  });
}

/**
 * One task of many racks is done, to each of them the whole checklist; all of them, or none. Needs run.control. Errors: as finishTask (its details
 * name the step), INVALID_INPUT (steps of several runs, stages or checklists, which one tick could not speak of).
 */
export async function finishTasks(
  ports: Ports,
  actor: Actor,
  { steps, ...input }: FinishTasksInput,
): Promise<{ steps: number }> {
  authorize(actor, "run.control");
  const given = new Map(steps.map(({ stepId, evidence }) => [stepId, evidence]));
  const [first] = given.keys();
  const changedSites = new Set<number>();
  return changeStep(ports, actor, first!, async (repositories, board, { stage }, detail) => {
    const texts = JSON.stringify(checklistOf(detail).map(({ text }) => text));
    for (const [stepId, evidence] of given) {
      const found = await repositories.runs.step(stepId);
      if (!found) throw notFound("step", stepId);
      const step = found.runId === board.run.id ? board.step(stepId) : null;
      const isAlike = step?.stage === stage && texts === JSON.stringify(checklistOf(found).map(({ text }) => text));
      if (!isAlike) throw invalidInput(`steps.${stepId}`, "a task of the same run, stage and checklist", stepId);
      await finishIn(ports, repositories, actor, { board, step, detail: found }, { ...input, evidence }, changedSites);
    }
    await followFacts(repositories, [...changedSites], ports.clock.now());
    return { steps: given.size };
  });
}

/** A task of a run that is locked. */
export interface TaskAt {
  readonly board: RunBoard;
  readonly step: StepRow;
  readonly detail: StepDetail;
}

/** The same inside somebody's unit of work, whoever did it: who may has been asked before. */
export async function finishIn(
  ports: Ports,
  repositories: Repositories,
  actor: Author,
  { board, step, detail }: TaskAt,
  input: Omit<FinishTaskInput, "stepId">,
  changedSites?: Set<number>,
): Promise<void> {
  mustBeOpen(board, step, "finish");
  const checklist = checklistOf(detail);
  mustBeTicked(checklist, input.checked);
  if (checklist.length > 0)
    await repositories.runs.tell(step.id, { checklist: checklist.map(({ text }) => ({ text, done: true })) });
  const missing = step.state === "working" ? missingEvidence(board.stage(step.stage).evidence ?? [], input) : null;
  if (missing !== null) throw invalidInput("evidence", missing, null);
  const said = input.note === "" ? [] : [{ kind: "note", text: input.note }];
  const evidence = [...input.evidence, ...said].map(({ kind, text }) => ({ kind, data: { text }, by: actor.name }));
  const done = { result: { by: actor.name }, evidence, changedSites };
  const refused = await finish(ports, repositories, actor, board, step, done);
  const rack = board.subject(step.subjectId).rackCode;
  if (refused) throw new ServiceError("STALE", { kind: "step", changes: [], refused, rack });
  await audit(repositories, actor, board, step, { action: "task_finish", more: { evidence: input.evidence } });
}

/** The first thing that a stage asks for and nobody gave. */
const missingEvidence = (asked: readonly string[], { evidence }: Pick<FinishTaskInput, "evidence">): string | null =>
  asked.find((kind) => !evidence.some((one) => one.kind === kind)) ?? null;

/** A person's task cannot be done: it failed, for somebody to try again or skip. Needs run.control. Errors: NOT_FOUND, WRONG_STATE. */
export async function failTask(
  ports: Ports,
  actor: Actor,
  { stepId, reason }: { readonly stepId: number; readonly reason: string },
): Promise<{ steps: number }> {
  authorize(actor, "run.control");
  return changeStep(ports, actor, stepId, async (repositories, board, step, detail) => {
    await failIn(repositories, actor, { board, step, detail }, reason);
    return { steps: 1 };
  });
}

/** The same inside somebody's unit of work. */
export async function failIn(
  repositories: Repositories,
  actor: Author,
  { board, step }: TaskAt,
  reason: string,
): Promise<void> {
  mustBeOpen(board, step, "fail");
  board.fail(step.id, { code: "person", reason, by: actor.name }, { final: true });
  await audit(repositories, actor, board, step, { action: "task_fail", reason });
}

/** Needs run.control. Errors: NOT_FOUND, WRONG_STATE (it neither failed nor waits for its next attempt). */
export async function retryStep(
  ports: Ports,
  actor: Actor,
  { stepId }: { readonly stepId: number },
): Promise<{ steps: number }> {
  authorize(actor, "run.control");
  return changeStep(ports, actor, stepId, async (repositories, board, step) => {
    if (!board.again(stepId)) throw wrongState(step, "retry");
    board.log("info", "step_retried", {}, board.step(stepId));
    await audit(repositories, actor, board, step, { action: "step_retry" });
    return { steps: 1 };
  });
}

/**
 * What a step failed for want of is proven: it is tried again, and a run that halted for nothing else goes on. Whoever calls has checked the
 * permission to prove it.
 */
export async function retryAfterProof(ports: Ports, actor: Author, stepId: number): Promise<void> {
  await changeStep(ports, actor, stepId, async (repositories, board, step) => {
    // somebody was faster
    if (step.state !== "failed" || !board.again(stepId)) return;
    board.log("info", "step_retried", {}, board.step(stepId));
    await audit(repositories, actor, board, step, { action: "step_retry" });
    const halt = board.run.halt as { readonly kind?: string } | null;
    const isClear = board.allSteps().every(({ state }) => state !== "failed");
    if (board.run.state !== "halted" || halt?.kind !== "failures" || !isClear) return;
    const reason = "all drives are proven";
    board.follow("resume", { halt: null, reason });
    board.log("info", "run_resume", { reason });
    await record(repositories, actor, {
      ...{ action: "run.resume", entityKind: "run", entityId: String(board.run.id), reason },
      ...{ before: { state: "halted" }, after: { state: board.run.state } },
    });
  });
}

/** Every step of a run that failed, or waits for its next attempt. Needs run.control. Throws NOT_FOUND, WRONG_STATE (it has ended). */
export async function retryAll(
  ports: Ports,
  actor: Actor,
  { id }: { readonly id: number },
): Promise<{ steps: number }> {
  authorize(actor, "run.control");
  return change(ports, actor, id, async (repositories, board) => {
    if (isEnded(board.run.state))
      throw new ServiceError("WRONG_STATE", { kind: "run", id, state: board.run.state, action: "retry", allowed: [] });
    const tried = board.allSteps().filter((step) => board.again(step.id));
    for (const step of tried) board.log("info", "step_retried", {}, board.step(step.id));
    await record(repositories, actor, {
      action: "run.retry_all",
      entityKind: "run",
      entityId: String(id),
      after: { steps: tried.map((step) => step.id) },
    });
    return { steps: tried.length };
  });
}

/**
 * Goes on without a step, with a reason. Its effects on the fleet are not written. Needs run.control. Errors: NOT_FOUND, WRONG_STATE (it is
 * done, or a stage that nobody may skip).
 */
export async function skipStep(
  ports: Ports,
  actor: Actor,
  { stepId, reason }: { readonly stepId: number; readonly reason: string },
): Promise<{ steps: number }> {
  authorize(actor, "run.control");
  return changeStep(ports, actor, stepId, async (repositories, board, step) => {
    const isUndo = step.state === "undoing" || step.state === "stuck";
    if (board.stage(step.stage).mustDo && !isUndo) throw wrongState(step, "skip");
    const ends = { endedAt: ports.clock.now(), pollAt: null, dueAt: null, notBefore: null };
    if (!board.act(stepId, "skip", ends)) throw wrongState(step, "skip");
    await repositories.runs.tell(stepId, { reason });
    board.log("warn", "step_skipped", { reason }, board.step(stepId));
    await audit(repositories, actor, board, step, { action: "step_skip", reason });
    return { steps: 1 };
  });
}

/** Gives tasks to a person, or to nobody: those that are done stay as they are. Needs run.control. Errors: NOT_FOUND (a step, the person). */
export async function assignTasks(
  ports: Ports,
  actor: Actor,
  { stepIds, assigneeId }: AssignInput,
): Promise<{ steps: number }> {
  authorize(actor, "run.control");
  const ids = [...new Set(stepIds)];
  const byRun = await ports.work.read(async ({ runs, users }) => {
    if (assigneeId !== null && !(await users.person(assigneeId))) throw notFound("person", assigneeId);
    const found = new Map<number, number[]>();
    for (const id of ids) {
      const step = await runs.step(id);
      if (!step) throw notFound("step", id);
      found.set(step.runId, [...(found.get(step.runId) ?? []), id]);
    }
    return found;
  });
  let steps = 0;
  for (const [runId, own] of byRun)
    steps += await change(ports, actor, runId, async (repositories, board) => {
      const given = own
        .map((id) => board.step(id))
        .filter(
          (step) => !["done", "skipped", "undone", "dropped"].includes(step.state) && step.assigneeId !== assigneeId,
        );
      for (const step of given) {
        board.put({ ...step, assigneeId, escalatedAt: null });
        board.log("info", "task_assigned", { assigneeId }, step);
        await audit(repositories, actor, board, step, { action: "task_assign", more: { assigneeId } });
      }
      if (assigneeId !== null && assigneeId !== actor.id && given.length > 0)
        await repositories.notifications.add([
          {
            userId: assigneeId,
            kind: "task_assigned",
            entityKind: "run",
            entityId: String(runId),
            params: { title: board.run.title, by: actor.name, ...taskParams(board, given) },
          },
        ]);
      return given.length;
    });
  return { steps };
}
