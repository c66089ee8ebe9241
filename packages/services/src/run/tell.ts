import type { Instant } from "@headroom/core/rollout/types";
import type { NotificationKind } from "../ports/notifications";
import type { Repositories } from "../ports/repositories";
import type { StepRow } from "../ports/runs";
import type { RunBoard } from "./board";

/** The last fifth of a task's time, but never more than a day: then whoever has it is reminded. */
const SHARE = 0.2;
const LONGEST_MS = 86_400_000;

/** When somebody is to be told about a task next: before it is due, and once when it is late. Null: all was told. */
export function escalationAt({ dueAt, startedAt, escalatedAt }: StepRow): Instant | null {
  if (dueAt === null || startedAt === null) return null;
  if (escalatedAt === null) return dueAt - Math.min(LONGEST_MS, SHARE * Math.max(0, dueAt - startedAt));
  return escalatedAt < dueAt ? dueAt : null;
}

/** Tells people about tasks that will be late, or are. When to look again; null: there is nothing to tell. */
export async function tellDue(
  repositories: Pick<Repositories, "users" | "notifications">,
  board: RunBoard,
  now: Instant,
): Promise<Instant | null> {
  const wakes: Instant[] = [];
  const due: StepRow[] = [];
  for (const step of board.allSteps()) {
    if (step.dueAt === null || (step.state !== "working" && step.state !== "undoing")) continue;
    const at = escalationAt(step);
    if (at === null) continue;
    if (at > now) {
      wakes.push(at);
      continue;
    }
    due.push(step);
    const told = board.put({ ...step, escalatedAt: now });
    const next = escalationAt(told);
    if (next !== null) wakes.push(next);
    board.log(
      "warn",
      now >= step.dueAt ? "task_late" : "task_due_soon",
      { dueAt: new Date(step.dueAt).toISOString() },
      told,
    );
  }
  if (due.length > 0) await tell(repositories, board, due, now);
  return wakes.length > 0 ? Math.min(...wakes) : null;
}

/** One notification a person and run, however many of its tasks are due. */
async function tell(
  { users, notifications }: Pick<Repositories, "users" | "notifications">,
  board: RunBoard,
  due: readonly StepRow[],
  now: Instant,
): Promise<void> {
  const operators = due.some((step) => step.assigneeId === null) ? await users.withRoles(["operator"]) : [];
  const byPerson = new Map<string, StepRow[]>();
  for (const step of due) {
    const people = step.assigneeId === null ? operators.map((p) => p.id) : [step.assigneeId];
    for (const id of people) byPerson.set(id, [...(byPerson.get(id) ?? []), step]);
  }
  await notifications.add(
    [...byPerson].map(([userId, steps]) => ({
      userId,
      kind: steps.some((step) => step.dueAt! <= now) ? "task_late" : "task_due",
      ...about(board),
      params: { ...about(board).params, ...taskParams(board, steps) },
    })),
  );
}

const about = ({ run }: RunBoard) =>
  ({ entityKind: "run", entityId: String(run.id), params: { title: run.title } }) as const;

export const taskParams = (board: RunBoard, steps: readonly StepRow[]) => ({
  task: board.stage(steps[0]!.stage).title,
  rack: board.subject(steps[0]!.subjectId).rackCode,
  more: steps.length - 1,
});

/** What of a run's events people hear of without looking. */
const heard: Readonly<Record<string, NotificationKind>> = {
  gate_asked: "gate_asked",
  run_halted: "run_halted",
  run_taken_back: "run_halted",
  run_given_up: "run_halted",
  run_done: "run_done",
  run_aborted: "run_aborted",
  step_failed: "step_failed",
};

/** Tells whoever made the run, and operators where somebody has to act, what happened: each kind once a transaction. */
export async function tellEvents(
  { users, notifications }: Pick<Repositories, "users" | "notifications">,
  board: RunBoard,
): Promise<void> {
  const kinds = new Set(board.happened.flatMap(({ kind }) => heard[kind] ?? []));
  if (kinds.size === 0) return;
  const operators = (await users.withRoles(["operator"])).map((p) => p.id);
  const maker = board.run.createdBy ? [board.run.createdBy.id] : [];
  await notifications.add(
    [...kinds].flatMap((kind) => {
      const isOver = kind === "run_done" || kind === "run_aborted";
      return [...new Set([...maker, ...(isOver ? [] : operators)])].map((userId) => ({
        userId,
        kind,
        ...about(board),
      }));
    }),
  );
}
