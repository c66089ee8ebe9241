import type { RunForecast } from "@headroom/contracts/run";
import { type Escalation, escalationOf } from "@headroom/core/rollout/clock";
import type { Instant } from "@headroom/core/rollout/types";
import { daysLater } from "../days";
import type { NotificationKind } from "../ports/notifications";
import type { NewMessage, Note } from "../ports/outbox";
import type { Repositories } from "../ports/repositories";
import type { ClockRuleRow, RunRecord, StepRow } from "../ports/run-records";
import type { RunBoard } from "./board";
import { WHOLE_RUN } from "./clocks";

/** Said to whom it concerns: who has a task, then who made the run and operators before it is missed, then all that it is late. */
const said: Readonly<Record<Escalation, { readonly event: string; readonly notification: NotificationKind }>> = {
  remind: { event: "task_due_soon", notification: "task_due" },
  escalate: { event: "task_escalated", notification: "task_escalated" },
  late: { event: "task_late", notification: "task_late" },
};

type Telling = Pick<Repositories, "users" | "notifications" | "runs" | "outbox">;

/** Tells people about tasks that will be late, or are. When to look again; null: there is nothing to tell. */
export async function tellDue(repositories: Telling, board: RunBoard, now: Instant): Promise<Instant | null> {
  const wakes: Instant[] = [];
  const due = new Map<Escalation, StepRow[]>();
  for (const step of board.allSteps()) {
    if (step.dueAt === null || (step.state !== "working" && step.state !== "undoing")) continue;
    const { say, next } = escalationOf(step, now);
    if (next !== null) wakes.push(next);
    if (say === null) continue;
    due.set(say, [...(due.get(say) ?? []), step]);
    const told = board.put({ ...step, escalatedAt: now });
    board.log("warn", said[say].event, { dueAt: new Date(step.dueAt).toISOString() }, told);
  }
  if (due.size > 0) await tell(repositories, board, due, now);
  return wakes.length > 0 ? Math.min(...wakes) : null;
}

/** One notification a person, escalation and run, however many of its tasks are meant. */
async function tell(
  { users, notifications, runs, outbox }: Telling,
  board: RunBoard,
  due: ReadonlyMap<Escalation, readonly StepRow[]>,
  now: Instant,
): Promise<void> {
  const rules = await runs.clockRules(board.run.kind);
  const operators = (await users.withRoles(["operator"])).map((person) => person.id);
  const owner = board.run.createdBy ? [board.run.createdBy.id] : [];
  for (const [say, steps] of due) {
    const byPerson = new Map<string, StepRow[]>();
    for (const step of steps) {
      // what nobody has is everybody's on duty
      const has = step.assigneeId === null ? operators : [step.assigneeId];
      const others = say === "remind" ? [] : [...owner, ...operators];
      const people =
        say === "escalate" ? others.filter((id) => !has.includes(id) || step.assigneeId === null) : [...has, ...others];
      for (const id of new Set(people)) byPerson.set(id, [...(byPerson.get(id) ?? []), step]);
    }
    await notifications.add(
      [...byPerson].map(([userId, own]) => ({
        userId,
        kind: said[say].notification,
        ...about(board),
        params: { ...about(board).params, ...taskParams(board, own) },
      })),
    );
    // contacts of a stage's rule are outside: they are told of what is in danger, not reminded
    if (say !== "remind")
      await outbox.add(
        steps.flatMap((step) => outsideNote(board, rules, step, say)),
        now,
      );
  }
}

function outsideNote(board: RunBoard, rules: readonly ClockRuleRow[], step: StepRow, say: Escalation): NewMessage[] {
  const contact = rules.find((rule) => rule.stage === step.stage)?.contact;
  if (!contact || step.dueAt === null) return [];
  const { title } = board.stage(step.stage);
  const rack = board.subject(step.subjectId).rackCode;
  const note: Note = {
    subject: `${title} of ${rack} ${say === "late" ? "is late" : "is likely to be late"}`,
    lines: [
      board.run.title,
      `It ${say === "late" ? "was" : "is"} due ${new Date(step.dueAt).toISOString().slice(0, 16).replace("T", " ")} UTC.`,
    ],
    path: `/runs/${board.run.id}?step=${step.id}`,
  };
  return [{ key: `clock-${step.id}-${step.asks}-${say}`, kind: "note", to: { contactId: contact.id }, about: note }];
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

/** Two in ten runs like it would end after its date: then its maker and operators are told, once. When they were; null: it is in time. */
export async function tellLate(
  repositories: Telling,
  run: RunRecord,
  forecast: RunForecast | null,
  now: Instant,
): Promise<Instant | null> {
  const { dueOn, createdBy, lateToldAt } = run;
  const p80 = forecast?.p80 ? Date.parse(forecast.p80) : null;
  if (dueOn === null || p80 === null || p80 < daysLater(Date.parse(dueOn), 1)) return null;
  if (lateToldAt !== null) return lateToldAt;
  const operators = (await repositories.users.withRoles(["operator"])).map((person) => person.id);
  const people = new Set([...(createdBy ? [createdBy.id] : []), ...operators]);
  await repositories.notifications.add(
    [...people].map((userId) => ({
      userId,
      kind: "run_late",
      ...{ entityKind: "run", entityId: String(run.id), params: { title: run.title, dueOn } },
    })),
  );
  const contact = (await repositories.runs.clockRules(run.kind)).find((rule) => rule.stage === WHOLE_RUN)?.contact;
  const note: Note = {
    subject: `${run.title} is likely to end after ${dueOn}`,
    lines: [`It is due ${dueOn}. Eight in ten such runs would have ended by ${(forecast?.p80 ?? "").slice(0, 10)}.`],
    path: `/runs/${run.id}`,
  };
  if (contact)
    await repositories.outbox.add(
      [{ key: `clock-run-${run.id}-${now}`, kind: "note", to: { contactId: contact.id }, about: note }],
      now,
    );
  await repositories.runs.append([
    {
      ...{ runId: run.id, subjectId: null, stage: null, level: "warn", kind: "run_late", actorName: null, at: now },
      ...{ data: { dueOn, p80: forecast?.p80 }, traceId: `forecast-${run.id}` },
    },
  ]);
  return now;
}
