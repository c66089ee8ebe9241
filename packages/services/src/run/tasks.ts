import type { TaskDto, TaskListInput } from "@headroom/contracts/run-task";
import { templateOf } from "@headroom/contracts/run-template";
import { rolesWith } from "@headroom/core/access/permissions";
import { type Actor, authorize } from "../actor";
import { instantOf } from "../days";
import type { Ports } from "../ports";
import type { TaskRow } from "../ports/run-records";
import { doesOf } from "./board";
import { checklistOf } from "./checklist";
import { isLate } from "./dto";
import { evacuationOf } from "./evacuation";

/** People's open tasks in all runs, the most urgent first. Needs run.read. */
export async function listTasks(
  ports: Ports,
  actor: Actor,
  { mine, datacenter, runId, late, limit }: TaskListInput,
): Promise<{ rows: TaskDto[]; total: number; late: number }> {
  authorize(actor, "run.read");
  const now = ports.clock.now();
  const filter = { assigneeId: mine ? (actor.id ?? "") : undefined, datacenter, runId };
  return ports.work.read(async ({ runs }) => {
    const overdue = await runs.tasks({ ...filter, lateBefore: now, limit: late ? limit : 1 });
    const { rows, total } = late ? overdue : await runs.tasks({ ...filter, limit });
    const stageOf = stagesOf();
    const draining = rows.filter((row) => doesOf(stageOf(row) ?? { key: row.stage }) === "drain");
    const evacuations = await runs.evacuations([...new Set(draining.map(({ runId }) => runId))]);
    const of = (row: TaskRow) => (draining.includes(row) ? evacuationOf(evacuations.get(row.runId)) : null);
    return { rows: rows.map((row) => taskOf(row, stageOf(row)?.title, of(row), now)), total, late: overdue.total };
  });
}

/** Looks up a task's stage; tasks of one run share their template, which is read once. */
function stagesOf() {
  const read = new Map<unknown, ReturnType<typeof templateOf>>();
  return ({ template, stage }: TaskRow) => {
    const known = read.get(template) ?? templateOf(template);
    read.set(template, known);
    return known.stages.find(({ key }) => key === stage);
  };
}

function taskOf(row: TaskRow, title: string | undefined, evacuation: TaskDto["evacuation"], now: number): TaskDto {
  const { template: _, startedAt, dueAt, why, ...rest } = row;
  return {
    ...rest,
    title: title ?? row.stage,
    evacuation,
    startedAt: startedAt === null ? null : instantOf(startedAt),
    dueAt: dueAt === null ? null : instantOf(dueAt),
    late: isLate(row, now),
    checklist: checklistOf(row),
    why: (why ?? null) as TaskDto["why"],
  };
}

/** Everybody who may be given a task, by name. Needs run.read. */
export async function listWorkers(ports: Ports, actor: Actor) {
  authorize(actor, "run.read");
  const people = await ports.work.read(({ users }) => users.withRoles(rolesWith("run.control")));
  return { people: [...people].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
